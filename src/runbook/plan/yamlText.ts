export type YamlValue = string | number | boolean | YamlValue[] | { [key: string]: YamlValue };

/** What every reader of YAML 1.1 and 1.2 takes for the same string without quotes. */
const plain = /^[A-Za-z_][A-Za-z0-9_./-]*$/;
const otherMeaning = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** Block style; every string that could be read as something else is quoted as in JSON, which YAML understands. */
export function yamlText(value: YamlValue): string {
  return `${nodeText(value, '')}\n`;
}

function nodeText(value: YamlValue, indent: string): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : value.map((item) => `${indent}- ${itemText(item, indent)}`).join('\n');
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    return entries.length === 0 ? '{}' : entries.map(([key, of]) => entryText(key, of, indent)).join('\n');
  }
  return scalarText(value, indent);
}

function itemText(item: YamlValue, indent: string): string {
  return nodeText(item, `${indent}  `).trimStart();
}

function entryText(key: string, value: YamlValue, indent: string): string {
  const name = `${indent}${scalarText(key, indent)}:`;
  if (typeof value === 'object' && Object.keys(value).length > 0) {
    return `${name}\n${nodeText(value, `${indent}  `)}`;
  }
  return `${name} ${nodeText(value, indent)}`;
}

function scalarText(value: string | number | boolean, indent: string): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  if (plain.test(value) && !otherMeaning.test(value)) {
    return value;
  }
  return isBlock(value) ? blockText(value, indent) : quoted(value);
}

/** Scripts of our own: printable lines that begin with no blank. */
function isBlock(value: string): boolean {
  return /^\S[^\p{C}]*\n[\s\S]*\S\n?$/u.test(value) && !/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u.test(value);
}

function blockText(value: string, indent: string): string {
  const lines = value.replace(/\n$/, '').split('\n');
  return [
    `|${value.endsWith('\n') ? '' : '-'}`,
    ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`)),
  ].join('\n');
}

/** JSON leaves some characters as they are that YAML forbids, or takes for the end of a line. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
