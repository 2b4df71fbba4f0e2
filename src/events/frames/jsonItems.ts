export interface JsonPiece {
  kind: 'item';
  start: number;
  end: number;
}

export interface JsonEnd {
  /** `broken`: what stands at `end` cannot be JSON. `cut-off`: the text ends before the document does. */
  kind: 'whole' | 'broken' | 'cut-off';
  /** Behind the last character that was looked at. */
  end: number;
  /** Where the piece under way began; the whole document where it has no pieces. */
  pieceStart: number;
}

const deepest = 1000;
const longestToken = 48;
const token = /-?[0-9][0-9.eE+-]{0,40}|true|false|null/y;

/** Does a JSON document begin here? Prompts (`[root@a ~]#`) and kernel times (`[12.3]`) are none. */
export function beginsJson(text: string, at: number): boolean {
  const first = skip(' \t', text, at);
  const open = text.charAt(first);
  if (open !== '{' && open !== '[') {
    return false;
  }
  const next = text.charAt(skip(' \t\r\n', text, first + 1));
  return open === '{' ? next === '"' || next === '}' : next === '{' || next === '[';
}

/** Characters looked at to tell whether a document begins. */
export const longestIndent = 256;

function skip(blanks: string, text: string, from: number): number {
  const limit = Math.min(text.length, from + longestIndent);
  let at = from;
  while (at < limit && blanks.includes(text.charAt(at))) {
    at++;
  }
  return at;
}

/**
 * Cuts a document into pieces that can each be parsed by itself: the elements of a top-level array or of the top-level
 * `items`; a document without either is one piece. The text may come in parts. Linear, and looks at no piece twice.
 */
export class JsonScanner {
  private readonly open: string[] = [];
  private isAfterItems = false;
  private isClosed = false;
  private pieceStart: number;
  /** Depth at which the elements of the list stand; 0: no list is open. */
  private listDepth = 0;
  private hadList = false;
  private at: number;
  /** Where the string under way began. */
  private stringStart: number | undefined;
  private isEscaped = false;
  private isBroken = false;

  /** @param text what is there so far @param start where the document begins in it */
  constructor(
    private text: string,
    start: number
  ) {
    this.at = start;
    this.pieceStart = start;
  }

  /** Before this, nothing is looked at again. */
  get from(): number {
    return this.pieceStart;
  }

  /** Behind this, nothing was looked at yet. */
  get position(): number {
    return this.at;
  }

  /** More text: the characters before `dropped` were taken away, others added at the end. */
  feed(text: string, dropped: number): void {
    this.text = text;
    this.at -= dropped;
    this.pieceStart = Math.max(0, this.pieceStart - dropped);
    this.stringStart = this.stringStart === undefined ? undefined : this.stringStart - dropped;
  }

  /** @param isAll no text comes behind this one @returns undefined when more text must be fed first */
  scan(isAll: boolean): JsonPiece | JsonEnd | undefined {
    if (this.isClosed) {
      return { kind: 'whole', end: this.at, pieceStart: this.at };
    }
    while (this.at < this.text.length) {
      if (!isAll && this.isTokenOpen()) {
        return undefined;
      }
      const before = this.at;
      const found = this.stringStart === undefined ? this.step(this.text.charAt(this.at)) : this.skipText();
      if (found) {
        return found;
      }
      if (this.at === before || this.isBroken) {
        return { kind: 'broken', end: this.at, pieceStart: this.pieceStart };
      }
    }
    return isAll ? { kind: 'cut-off', end: this.text.length, pieceStart: this.pieceStart } : undefined;
  }

  /** A number or a word may go on in the next part of the text. */
  private isTokenOpen(): boolean {
    return (
      this.stringStart === undefined &&
      this.text.length - this.at < longestToken &&
      /[-0-9a-z]/.test(this.text.charAt(this.at))
    );
  }

  /** Goes on by one token; stays where there is none. */
  private step(character: string): JsonPiece | JsonEnd | undefined {
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
      case ':':
        this.at++;
        return undefined;
      case ',':
        this.isAfterItems = false;
        this.at++;
        return undefined;
      case '"':
        this.stringStart = this.at++;
        return undefined;
      case '{':
      case '[':
        this.push(character);
        return undefined;
      case '}':
      case ']':
        return this.pop(character);
      default:
        token.lastIndex = this.at;
        this.at += token.exec(this.text)?.[0].length ?? 0;
        return undefined;
    }
  }

  /** A line break within a string is what a text looks like that was cut off and followed by another. */
  private skipText(): undefined {
    const start = this.stringStart ?? this.at;
    for (let at = this.at; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (this.isEscaped) {
        this.isEscaped = false;
      } else if (code === 0x22) {
        this.isAfterItems = at - start === 6 && this.text.startsWith('"items', start);
        this.stringStart = undefined;
        this.at = at + 1;
        return;
      } else if (code === 0x0a) {
        this.at = at;
        this.stringStart = undefined;
        this.isBroken = true;
        return;
      } else if (code === 0x5c) {
        this.isEscaped = true;
      }
    }
    this.at = this.text.length;
  }

  private push(character: string): void {
    if (this.open.length >= deepest) {
      return;
    }
    const depth = this.open.length;
    if (character === '[' && (depth === 0 || (depth === 1 && this.open[0] === '{' && this.isAfterItems))) {
      this.listDepth = depth + 1;
      this.hadList = true;
    } else if (depth === this.listDepth && this.listDepth > 0) {
      this.pieceStart = this.at;
    }
    this.isAfterItems = false;
    this.open.push(character);
    this.at++;
  }

  private pop(character: string): JsonPiece | JsonEnd | undefined {
    this.isAfterItems = false;
    if (this.open.at(-1) !== (character === '}' ? '{' : '[')) {
      return undefined;
    }
    this.open.pop();
    this.at++;
    const depth = this.open.length;
    if (this.listDepth > 0 && depth === this.listDepth) {
      return this.piece();
    }
    if (this.listDepth > 0 && depth < this.listDepth) {
      this.listDepth = 0;
    }
    if (depth > 0) {
      return undefined;
    }
    this.isClosed = true;
    return this.hadList ? { kind: 'whole', end: this.at, pieceStart: this.at } : this.piece();
  }

  private piece(): JsonPiece {
    const piece: JsonPiece = { kind: 'item', start: this.pieceStart, end: this.at };
    this.pieceStart = this.at;
    return piece;
  }
}
