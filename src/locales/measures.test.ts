import { sourceWords } from './TextProvider';

const { measures } = sourceWords();

describe('measures', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [3.1 * 1024 ** 3, '3.1 GiB'],
    [200 * 1024 ** 2, '200 MiB'],
    [-5 * 1024 ** 2, '-5 MiB'],
    [2 ** 70, '1,048,576 PiB'],
  ])('words %d bytes as %s', (bytes, words) => {
    expect(measures.bytes(bytes)).toBe(words);
  });

  it.each([
    [30, 'under a minute'],
    [59 * 60, '59 min'],
    [4 * 86400 + 13 * 3600 + 120, '4 d 13 h'],
    [86400, '1 d'],
    [-5, 'under a minute'],
  ])('words %d seconds as %s', (seconds, words) => {
    expect(measures.duration(seconds)).toBe(words);
  });

  it.each([
    [6.2 * 86400, 8.5 * 86400, '6–9 days'],
    [3 * 3600, 7 * 3600, '3–7 hours'],
    [400 * 86400, 900 * 86400, 'over a year'],
    [0, 0, '0–1 hours'],
  ])('words the range from %d to %d as %s', (earliest, latest, words) => {
    expect(measures.durationRange(earliest, latest)).toBe(words);
  });

  it('signs growth', () => {
    expect(measures.bytesPerDay(410 * 1024 ** 2)).toBe('+410 MiB/day');
    expect(measures.bytesPerDay(-1024)).toBe('-1 KiB/day');
  });

  it('tells the time in the zone of the reader, with its name, and as their country writes it', () => {
    const at = Date.UTC(2026, 10, 20, 21, 12, 40) / 1000;
    const berlin = { timeZone: 'Europe/Berlin', locales: ['de-DE', 'en-GB', 'en-US'] };
    expect(sourceWords(berlin).measures.dateTime(at)).toBe('20 Nov 2026, 22:12 CET');
    expect(sourceWords(berlin).measures.minute(at)).toBe('20 Nov 2026, 22:12');
    expect(sourceWords(berlin).measures.timeZone).toBe('Europe/Berlin');
    expect(sourceWords({ timeZone: 'UTC' }).measures.dateTime(at)).toMatch(/^Nov 20, 2026, 9:12\sPM UTC$/);
  });

  it('tells it by the browser’s own clock where the zone of the profile is none', () => {
    expect(sourceWords({ timeZone: 'Mars/Olympus' }).measures.minute(0)).toMatch(/19(70|69)/);
  });
});
