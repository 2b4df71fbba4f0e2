import { parseRules } from '../../src/data/parseRules';
import { type Answer, type Answers } from '../../src/signals/answer';
import { type LoadedGroup } from '../../src/signals/loadedRules';
import { atOnce } from '../../src/signals/evidence/atOnce';
import { putTogether, sentFor } from '../../src/signals/questions/parts';
import { type Query, type Question } from '../../src/signals/questions/question';
import { type SeriesRow, type SignalQuery } from '../../src/signals/series';

/** Something that speaks the HTTP API of Prometheus, and what it has said beside its answers. */
export interface AskedServer {
  name: string;
  url: string;
  /** Of an answer that may be wrong. */
  warnings: Set<string>;
  /** Of a question that may have been meant otherwise. */
  infos: Set<string>;
  /** Sent with each question. */
  form?: Readonly<Record<string, string>>;
}

interface ServerAnswer {
  status: string;
  error?: string;
  warnings?: string[];
  infos?: string[];
  data?: { result: Array<{ metric: Record<string, string>; value?: Sample; values?: Sample[] }> };
}
type Sample = [seconds: number, value: string];

/** All questions, each after those that decide it, as a page asks them; throws where one is refused. */
export async function askAll<Id extends string>(
  server: AskedServer,
  questions: ReadonlyArray<Question<Id>>,
  atSeconds: number
): Promise<Answers<Id>> {
  let answers = {} as Answers<Id>;
  const waiting = new Map(questions.map((question) => [question.id, question]));
  const settle = async (id: Id): Promise<void> => {
    const question = waiting.get(id);
    if (!question) {
      return;
    }
    for (const before of question.after) {
      await settle(before);
    }
    waiting.delete(id);
    const query = question.queryAfter(answers);
    if (query) {
      answers = { ...answers, [id]: await answerTo(server, query, atSeconds) };
    }
  };
  for (const { id } of questions) {
    await settle(id);
  }
  return answers;
}

async function answerTo(server: AskedServer, query: Query, atSeconds: number): Promise<Answer> {
  switch (query.kind) {
    case 'rules':
      return { kind: 'rules', groups: await askRules(server), atSeconds };
    case 'logs':
      throw new Error(`${server.name} holds no lines`);
    case 'instant': {
      const rows = await askParts(query, (expr) => askInstant(server, expr, atSeconds));
      return { kind: 'series', rows, expr: query.expr, fromSeconds: atSeconds, atSeconds, stepSeconds: 0 };
    }
    case 'range': {
      const { stepSeconds, windowSeconds } = query;
      const fromSeconds = atSeconds - windowSeconds;
      const times = { start: String(fromSeconds), end: String(atSeconds), step: String(stepSeconds) };
      const rows = await askParts(query, (expr) => post(server, '/api/v1/query_range', { query: expr, ...times }));
      return { kind: 'series', rows, expr: query.expr, fromSeconds, atSeconds, stepSeconds };
    }
  }
}

/** As a page sends it: in parts where it is too long for an address. */
async function askParts(query: SignalQuery<string>, ask: (expr: string) => Promise<SeriesRow[]>) {
  const answers: SeriesRow[][][] = [];
  for (const group of sentFor(query)) {
    const answered: SeriesRow[][] = [];
    for (const expr of group) {
      answered.push(await ask(expr));
    }
    answers.push(answered);
  }
  return atOnce(putTogether(answers));
}

export function askInstant(server: AskedServer, expr: string, atSeconds: number): Promise<SeriesRow[]> {
  return post(server, '/api/v1/query', { query: expr, time: String(atSeconds) });
}

async function post(server: AskedServer, path: string, form: Record<string, string>): Promise<SeriesRow[]> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    body: new URLSearchParams({ ...form, ...server.form }),
  });
  const text = await response.text();
  const { status, error, data, warnings = [], infos = [] } = parsed(text);
  if (status !== 'success' || !data) {
    throw new Error(`${server.name}: ${error ?? text}\n${form.query}`);
  }
  warnings.forEach((warning) => server.warnings.add(warning));
  infos.forEach((info) => server.infos.add(info));
  return data.result.map(({ metric, value, values }) => ({
    labels: metric,
    values: (values ?? (value ? [value] : [])).map(([seconds, written]): [number, number] => [
      seconds,
      Number(written.replace('Inf', 'Infinity')),
    ]),
  }));
}

function parsed(text: string): ServerAnswer {
  try {
    return JSON.parse(text) as ServerAnswer;
  } catch {
    return { status: 'error' };
  }
}

/** The rules that the server evaluates, or has evaluated for it. */
export async function askRules({ name, url }: AskedServer): Promise<LoadedGroup[]> {
  const groups = parseRules(await (await fetch(`${url}/api/v1/rules`)).json());
  if (!groups) {
    throw new Error(`${name} does not say which rules it has`);
  }
  return groups;
}
