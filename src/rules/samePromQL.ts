// Prometheus reports an expression as it has understood it, not as it was written: other spaces, other forms of numbers,
// durations and strings, matchers sorted and no empty ones. Two expressions are the same when their tokens are.

const token =
  /(?<space>\s+|#[^\n]*)|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?<duration>(?:\d+(?:ms|[smhdwy]))+)(?![\w.])|(?<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[a-zA-Z_][\w:]*|:[a-zA-Z_:][\w:]*)|(?<operator>=~|!~|!=|==|>=|<=|\S)/gsy;

export function isSamePromQL(one: string, other: string): boolean {
  return one === other || signature(one) === signature(other);
}

function signature(expression: string): string {
  const tokens: string[] = [];
  for (const { groups = {} } of expression.matchAll(token)) {
    const next = tokenOf(groups);
    if (next !== undefined) {
      push(tokens, next);
    }
  }
  return tokens.join('\n');
}

function tokenOf({ text, duration, number, name, operator }: Record<string, string | undefined>): string | undefined {
  if (text !== undefined) {
    return JSON.stringify(text.startsWith('`') ? text.slice(1, -1) : unescaped(text.slice(1, -1)));
  }
  if (duration !== undefined) {
    return `${durationMs(duration)}ms`;
  }
  if (number !== undefined) {
    return String(Number(number));
  }
  return name ?? operator;
}

/** A comma before a closing bracket and an empty pair of braces say nothing; matchers say the same in any order. */
function push(tokens: string[], next: string): void {
  if ((next === '}' || next === ')') && tokens.at(-1) === ',') {
    tokens.pop();
  }
  if (next !== '}') {
    tokens.push(next);
    return;
  }
  const start = tokens.lastIndexOf('{');
  const matchers = split(tokens.splice(Math.max(0, start)).slice(1), ',').map((each) => each.join(' '));
  if (matchers.length > 0) {
    tokens.push('{', ...matchers.sort(), '}');
  }
}

function split(tokens: readonly string[], separator: string): string[][] {
  const parts: string[][] = [];
  for (const each of tokens) {
    if (each === separator || parts.length === 0) {
      parts.push([]);
    }
    if (each !== separator) {
      parts.at(-1)?.push(each);
    }
  }
  return parts;
}

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** A duration as Prometheus writes it, e.g. `1h30m`. */
export function durationMs(text: string): number {
  let sum = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    sum += Number(amount) * (unitMs[unit] ?? 0);
  }
  return sum;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs,
    (_, hex?: string, four?: string, eight?: string, octal?: string, one = '') => {
      const code = hex ?? four ?? eight;
      if (code !== undefined) {
        return codePoint(Number.parseInt(code, 16));
      }
      return octal !== undefined ? codePoint(Number.parseInt(octal, 8)) : (escapes[one] ?? one);
    }
  );
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
