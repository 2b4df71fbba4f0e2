interface NestedTexts {
  [word: string]: string | NestedTexts;
}

/**
 * Texts by the words of their keys, so that what many keys begin with stands once in the bundle: some 2 kB gzip for each
 * language. A key that others begin with has its own text under the empty word. `flatTexts` is the way back.
 */
export function nestedTexts(texts: Readonly<Record<string, string>>): NestedTexts {
  const nested: NestedTexts = {};
  for (const [key, text] of Object.entries(texts)) {
    const words = key.split('.');
    const last = words.pop() ?? '';
    const group = words.reduce(groupIn, nested);
    const there = group[last];
    if (typeof there === 'object') {
      there[''] = text;
    } else {
      group[last] = text;
    }
  }
  return nested;
}

function groupIn(group: NestedTexts, word: string): NestedTexts {
  const there = group[word];
  if (typeof there === 'object') {
    return there;
  }
  const made: NestedTexts = there === undefined ? {} : { '': there };
  group[word] = made;
  return made;
}
