// Writes plain data as YAML that reads well: long and many-lined texts as blocks, keys in their order. Small on purpose: the
// general library would be half of the page.

export type YamlValue =
  string | number | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue | undefined };

export function yamlText(value: YamlValue): string {
  return `${lines(value).join('\n')}\n`;
}

function lines(value: YamlValue): string[] {
  if (isList(value)) {
    return value.length === 0 ? ['[]'] : value.flatMap((item) => hanging('- ', '  ', lines(item)));
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, each] as const]));
    return entries.length === 0 ? ['{}'] : entries.flatMap(([key, each]) => entry(key, each));
  }
  return typeof value === 'string' ? textLines(value) : [String(value)];
}

function entry(key: string, value: YamlValue): string[] {
  const label = `${plainOrQuoted(key)}:`;
  const below = lines(value);
  const [first = ''] = below;
  if (typeof value === 'object' && first !== '[]' && first !== '{}') {
    return [label, ...below.map(indented)];
  }
  return [`${label} ${first}`, ...below.slice(1)];
}

function hanging(start: string, rest: string, all: readonly string[]): string[] {
  return all.map((line, index) => (index === 0 ? start + line : line === '' ? '' : rest + line));
}

const indented = (line: string) => (line === '' ? '' : `  ${line}`);

/** A block where the text has lines, else one line. A block cannot hold control characters, nor begin with a space. */
function textLines(text: string): string[] {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const isBlock = body.includes('\n') && !/^[\s]|\n$/.test(body) && !unprintable.test(body.replace(/\n/g, ''));
  return isBlock ? [body === text ? '|-' : '|', ...body.split('\n').map(indented)] : [plainOrQuoted(text)];
}

// Nothing that any YAML reads as something else than this text.
const plain = /^[A-Za-z_/][A-Za-z0-9_./-]*(?:[ :][A-Za-z0-9_./(),'-]+)*$/;
const otherwise = /^(?:null|true|false|yes|no|on|off|y|n|~)$/i;

const unprintable = /[\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/;

function plainOrQuoted(text: string): string {
  if (plain.test(text) && !otherwise.test(text)) {
    return text;
  }
  const escaped = JSON.stringify(text).replace(
    new RegExp(unprintable.source, 'g'),
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
  return escaped;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}
