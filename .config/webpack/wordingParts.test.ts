import { findErrnos } from '../../src/events/calls/errnos';
import { findOperations } from '../../src/events/calls/operations';
import { translated } from '../../src/events/calls/wordings.json';
import { inAscii, inOtherLetters } from './wordingParts';

const plain = inAscii(translated);
const others = inOtherLetters(translated);
const withoutOtherLetters = (text: string) => text.replace(/[^\0-\x7f]/g, '');

it('hold each wording once', () => {
  for (const [errno, words] of Object.entries(translated.errnos)) {
    expect([...(plain.errnos[errno] ?? []), ...(others.errnos[errno] ?? [])].sort()).toEqual([...words].sort());
  }
  expect([...plain.createDirectory, ...others.createDirectory].sort()).toEqual([...translated.createDirectory].sort());
  expect(Object.values(plain.errnos).flat()).toContain('impossibile allocare memoria');
  expect(Object.values(others.errnos).flat()).toContain('无法分配内存');
});

// With all wordings known, as they are here: what the reader finds in ASCII, it finds by those that come at once.
it.each(Object.entries(others.errnos))(
  '%s: none of the others is found in a text of ASCII, cut off or not',
  (_, all) => {
    for (const words of all) {
      for (let length = words.length; length >= 10; length--) {
        const text = words.slice(0, length);
        if (text === withoutOtherLetters(text)) {
          expect([text, findErrnos(`mkdir: ${text}`)]).toEqual([text, []]);
        }
      }
    }
  }
);

it('none of the other “cannot create directory” is found in a text of ASCII', () => {
  for (const template of others.createDirectory) {
    for (const fragment of template.split('%s').filter((each) => each === withoutOtherLetters(each))) {
      expect([fragment, findOperations(`${fragment} /x ${fragment}`)]).toEqual([fragment, []]);
    }
  }
});
