import { parseJson } from './json';

const deepest = 64;
const entry = /^ *([\w./$-]{1,253}|"[^"\n]{1,253}"|'[^'\n]{1,253}'):(?: +(.*))?$/;

/** @returns undefined for a blank line */
export const indentOf = (line: string): number | undefined => /^ *(?=\S)/.exec(line)?.[0].length;

export const isYamlEntry = (line: string): boolean => entry.test(line);

/**
 * The value that lines of YAML write, as the tools of Kubernetes do: mappings and lists by their indentation, texts over
 * several lines, JSON. Numbers stay texts; there are no anchors and no tags. Undefined where it is none.
 */
export const parseYaml = (lines: readonly string[]): unknown => new YamlLines([...lines]).value(0, 0);

class YamlLines {
  private at = 0;

  constructor(private readonly lines: string[]) {}

  /** What begins at the next line, where it stands at that indent or further in. */
  value(indent: number, depth: number): unknown {
    this.skipBlank();
    const line = this.lines[this.at] ?? '';
    const own = indentOf(line);
    if (own === undefined || own < indent || depth > deepest) {
      return undefined;
    }
    return line.startsWith('-', own) ? this.list(own, depth) : this.mapping(own, depth);
  }

  private list(own: number, depth: number): unknown[] {
    const list: unknown[] = [];
    for (let line = this.lines[this.at]; line?.startsWith('- ', own); line = this.lines[this.at]) {
      if (indentOf(line) !== own) {
        break;
      }
      // What the mark stands before is indented as if it stood alone.
      const inner = line.replace('-', ' ');
      this.lines[this.at] = inner;
      const isNested = entry.test(inner) || /^ *- /.test(inner);
      list.push(isNested ? this.value(own + 1, depth + 1) : this.text(inner.trim(), own, this.at + 1));
      this.skipBlank();
    }
    return list;
  }

  private mapping(own: number, depth: number): Record<string, unknown> {
    const entries: Array<[string, unknown]> = [];
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[this.at]) {
      const [, key, rest = ''] = entry.exec(line) ?? [];
      if (key === undefined || indentOf(line) !== own) {
        break;
      }
      this.at += 1;
      const value = rest === '' ? this.below(own, depth) : this.text(rest, own, this.at);
      entries.push([key.replace(/^["']|["']$/g, ''), value]);
      this.skipBlank();
    }
    return Object.fromEntries(entries);
  }

  /** Lists may stand at the indent of their key. */
  private below(own: number, depth: number): unknown {
    this.skipBlank();
    const line = this.lines[this.at] ?? '';
    if (!entry.test(line) && !/^ *- /.test(line) && (indentOf(line) ?? 0) > own) {
      return this.text(line.trim(), own, this.at + 1);
    }
    return this.value(line.startsWith('- ', own) ? own : own + 1, depth + 1);
  }

  /** A text that begins within a line and goes on in those further in. */
  private text(begun: string, own: number, next: number): unknown {
    this.at = next;
    const more: string[] = [];
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[++this.at]) {
      if ((indentOf(line) ?? Infinity) <= own) {
        break;
      }
      more.push(line.trim());
    }
    if (/^[|>][-+0-9]{0,2}$/.test(begun)) {
      return more.join(begun.startsWith('|') ? '\n' : ' ');
    }
    return scalarOf(
      more.reduce((all, line) => (all.endsWith('\\') ? all.slice(0, -1) + line : `${all} ${line}`), begun).trim()
    );
  }

  private skipBlank(): void {
    while (this.at < this.lines.length && indentOf(this.lines[this.at] ?? '') === undefined) {
      this.at += 1;
    }
  }
}

function scalarOf(text: string): unknown {
  if (/^'.*'$/s.test(text)) {
    return text.slice(1, -1).replaceAll("''", "'");
  }
  if (/^[0-9]/.test(text)) {
    return text;
  }
  // Blanks are escaped where a line is broken.
  return parseJson(text.replaceAll('\\ ', ' ')) ?? (text === 'null' ? undefined : text);
}
