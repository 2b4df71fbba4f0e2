import { parsePlanChoice, parseHoursPerWave, parseSharePercent, parseWaveSize, waveSizeText } from './planSettings';

describe('plan settings from the URL', () => {
  it.each(['1', '25', '10%', '100%'])('takes a wave size of %s', (text) => {
    const size = parseWaveSize(text);
    expect(size && waveSizeText(size)).toBe(text);
  });

  it.each(['', '0', '-3', '2.5', '101%', '0%', '10 nodes', '1e9', '99999', '<b>'])(
    'refuses a wave size of %j',
    (text) => {
      expect(parseWaveSize(text)).toBeUndefined();
    }
  );

  it('takes shares of 1 to 100 percent', () => {
    expect(['20', '20%', '100', '0', '101', 'all', ''].map(parseSharePercent)).toEqual([
      20,
      20,
      100,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes hours that a wave can last', () => {
    expect(['2', '0.5', '24', '0', '0.01', '-1', '99999', 'soon'].map(parseHoursPerWave)).toEqual([
      2,
      0.5,
      24,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes the fixes there are', () => {
    expect([parsePlanChoice('nokmem'), parsePlanChoice('suggested'), parsePlanChoice('pray')]).toEqual([
      'nokmem',
      'suggested',
      undefined,
    ]);
  });
});
