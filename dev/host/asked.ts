/** A question as a page has sent it, in either form. */
export interface AskedQuery {
  id: string;
  expr: string;
  isInstant: boolean;
  /** As Prometheus' query API takes them: the question, and of when. */
  form: Record<string, string>;
}

/** The parts of a browser's request that tell a question. */
export interface SentRequest {
  url(): string;
  headers(): Record<string, string>;
  postData(): string | null;
}

interface FrameQuestions {
  from: string;
  to: string;
  queries: Array<{ refId: string; expr: string; instant?: boolean; intervalMs?: number }>;
}

/** What a request asks of a data source; undefined: it asks something else. */
export function askedOf(request: SentRequest): AskedQuery[] | undefined {
  const { pathname } = new URL(request.url());
  const body = request.postData() ?? '';
  if (pathname.endsWith('/api/ds/query')) {
    return inFrames(JSON.parse(body) as FrameQuestions);
  }
  const [, verb] = /\/resources\/api\/v1\/(query|query_range)$/.exec(pathname) ?? [];
  if (verb === undefined) {
    return undefined;
  }
  const form = Object.fromEntries(new URLSearchParams(body));
  const id = request.headers()['x-memcg-kmem-question'] ?? '';
  return [{ id, expr: form.query ?? '', isInstant: verb === 'query', form }];
}

function inFrames({ from, to, queries }: FrameQuestions): AskedQuery[] {
  const seconds = (ms: string) => String(Number(ms) / 1000);
  return queries.map(({ refId, expr, instant = false, intervalMs = 0 }) => {
    const range = { start: seconds(from), end: seconds(to), step: String(intervalMs / 1000) };
    return { id: refId, expr, isInstant: instant, form: { query: expr, ...(instant ? { time: seconds(to) } : range) } };
  });
}
