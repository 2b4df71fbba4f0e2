import { isRecord } from '../../json/isRecord';
import { type JsonObject } from '../frames/json';
import { indentOf, isYamlEntry, parseYaml } from '../frames/yaml';
import { type Source } from './source';

/** No object of Kubernetes is as long: etcd takes 1.5 MiB. */
const longestObject = 2 * 1024 * 1024;
/** Keys are sorted: these come first in all that the API returns. */
const begins = /^( *(?:- )?)(?:apiVersion|action): \S/;
const quoting = /^ {0,3}(?:> ?){1,8}/;

type Place = Pick<Source, 'line' | 'column'>;

interface Held {
  /** Without the quoting of mails. */
  lines: string[];
  originals: string[];
  place: Place;
  indent: number;
  characters: number;
}

/** Finds events, pods and nodes that are written as YAML, one by one, whether in a list or alone. */
export class YamlObjects {
  private held: Held | undefined;

  /** @param others what looked like one and is none, to be read as lines */
  constructor(
    private readonly found: (object: JsonObject, source: Source) => void,
    private readonly others: (original: string, place: Place) => void
  ) {}

  /** @returns whether the line is, for now, part of an object */
  take(original: string, place: Place): boolean {
    const line = original.replace(quoting, '');
    if (this.held && goesOn(this.held, line)) {
      // A list's own head.
      if (/^ *items:$/.test(line) && this.held.lines.length === 1) {
        this.held = undefined;
      } else {
        this.held.lines.push(line);
        this.held.originals.push(original);
        this.held.characters += original.length + 1;
      }
      return true;
    }
    this.flush();
    const before = begins.exec(line)?.[1];
    if (before !== undefined) {
      const lines = [line.replace(/^( *)- /, '$1  ')];
      this.held = { lines, originals: [original], place, indent: before.length, characters: original.length };
    }
    return before !== undefined;
  }

  flush(): void {
    const { held } = this;
    this.held = undefined;
    const object = held && parseYaml(held.lines);
    if (held && isRecord(object) && isTold(object)) {
      this.found(object, { ...held.place, text: held.originals.join('\n') });
    } else {
      held?.originals.forEach((each, index) => this.others(each, { line: held.place.line + index, column: 1 }));
    }
  }
}

function goesOn({ characters, indent }: Held, line: string): boolean {
  const own = indentOf(line) ?? Infinity;
  return (
    characters < longestObject &&
    (own > indent || (own === indent && (isYamlEntry(line) || line.startsWith('- ', own))))
  );
}

const isTold = ({ involvedObject, regarding, kind, status }: JsonObject): boolean =>
  isRecord(involvedObject ?? regarding) || ((kind === 'Pod' || kind === 'Node') && isRecord(status));
