interface Group {
  [word: string]: string | Group;
}

interface NestedTexts {
  [word: string]: string | NestedTexts | readonly string[];
}

/**
 * Texts by the words of their keys, so that what many keys begin with stands once in the bundle: some 2 kB gzip for each
 * language. A key that others begin with has its own text under the empty word; texts whose last words count from 0 are a
 * list. `flatTexts` is the way back.
 */
export function nestedTexts(texts: Readonly<Record<string, string>>): NestedTexts {
  const nested: Group = {};
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
  return withLists(nested);
}

function groupIn(group: Group, word: string): Group {
  const there = group[word];
  if (typeof there === 'object') {
    return there;
  }
  const made: Group = there === undefined ? {} : { '': there };
  group[word] = made;
  return made;
}

function withLists(group: Group): NestedTexts {
  return Object.fromEntries(
    Object.entries(group).map(([word, inside]) => [
      word,
      typeof inside === 'string' ? inside : (listOf(inside) ?? withLists(inside)),
    ])
  );
}

function listOf(group: Group): string[] | undefined {
  const texts = Object.values(group).filter((each) => typeof each === 'string');
  return Object.keys(group).every((word, index) => word === String(index)) && texts.length === Object.keys(group).length
    ? texts
    : undefined;
}
