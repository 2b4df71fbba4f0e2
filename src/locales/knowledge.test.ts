import { kernelNotes } from '../kernel/kernelNotes';
import rules from '../knowledge/rules.json';
import { kernelNote } from './kernelNote';
import { wordsOf } from './words';
import zhHans from './zh-Hans.knowledge.json';

const alerts = rules.groups.flatMap((group) => group.rules.flatMap((rule) => ('alert' in rule ? [rule.alert] : [])));
const rowsWithNote = kernelNotes.filter(({ note }) => note !== '');
const firstOfNote = [...new Map([...rowsWithNote].reverse().map(({ id, note }) => [note, id])).values()];

describe('what is rendered from jsonnet, in Chinese', () => {
  it('has a text for every alert and every note on a kernel, and none for others', () => {
    const wanted = [...alerts.map((name) => `alert.${name}`), ...firstOfNote.map((id) => `kernel.${id}`)];
    expect(Object.keys(zhHans).sort()).toEqual(wanted.sort());
  });

  it('is said of each row that has the note, and in English as it stands', async () => {
    const chinese = await wordsOf('zh-Hans');
    const english = await wordsOf('en-US');
    for (const { id, note } of rowsWithNote) {
      expect(kernelNote(id, chinese)).toMatch(/\p{Script=Han}/u);
      expect(kernelNote(id, english)).toBe(note);
    }
  });
});
