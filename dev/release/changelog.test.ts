import { releaseNotes } from './changelog';

const changelog = '# Changelog\n\n## 1.2.30\n\n- Later.\n\n## 1.2.3 (2026-11-29)\n\n- One.\n- Two.\n\n## 1.2.2\n';

it('gives the notes of that version alone', () => {
  expect(releaseNotes(changelog, '1.2.3')).toBe('- One.\n- Two.');
  expect(releaseNotes(changelog, '1.2.30')).toBe('- Later.');
});

it.each(['1.2', '1.2.2', '9.9.9'])('refuses %s, of which nothing is said', (version) => {
  expect(() => releaseNotes(changelog, version)).toThrow(version);
});
