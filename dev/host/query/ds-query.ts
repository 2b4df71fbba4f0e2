import type { HostDataSource } from '../data-sources';
import { toFrames, type Frame, type FrameContext, type Notice } from './frames';
import { alignRange, interpolate, parseTime, stepFor, type TimeRangeMs } from './interval';
import { toLogFrame } from './loki-frames';
import { postForm, QueryFailure, type QueryAnswer } from './prometheus';

interface QueryModel {
  refId?: string;
  datasource?: { uid?: string; type?: string } | string;
  expr?: string;
  instant?: boolean;
  range?: boolean;
  queryType?: string;
  intervalMs?: number;
  maxDataPoints?: number;
  maxLines?: number;
  direction?: string;
  legendFormat?: string;
}

export interface QueryRequest {
  from?: string | number;
  to?: string | number;
  queries?: QueryModel[];
}

interface QueryResult {
  status: number;
  frames: Frame[];
  error?: string;
  errorSource?: 'downstream';
}

export interface QueryReply {
  status: number;
  body: { results: Record<string, QueryResult> } | { message: string };
}

type Evaluation = 'instant' | 'range';

type QueryApi = 'prometheus' | 'loki';

/** Every type but Loki answers as Prometheus does. */
function apiOf({ type }: Pick<HostDataSource, 'type'>): QueryApi {
  return type === 'loki' ? 'loki' : 'prometheus';
}

const paths: Readonly<Record<QueryApi, Record<Evaluation, string>>> = {
  prometheus: { instant: '/api/v1/query', range: '/api/v1/query_range' },
  loki: { instant: '/loki/api/v1/query', range: '/loki/api/v1/query_range' },
};

const headers: Readonly<Record<QueryApi, Record<string, string>>> = {
  prometheus: {},
  loki: { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' },
};

function evaluations(query: QueryModel): Evaluation[] {
  const instant = query.instant === true || query.queryType === 'instant';
  const range = query.range === true || query.queryType === 'range' || !instant;
  return [...(instant ? (['instant'] as const) : []), ...(range ? (['range'] as const) : [])];
}

function formFor(
  type: HostDataSource['type'],
  evaluation: Evaluation,
  range: TimeRangeMs,
  context: FrameContext,
  query: QueryModel
): Record<string, string> {
  const limit: Record<string, string> = query.maxLines === undefined ? {} : { limit: String(query.maxLines) };
  if (evaluation === 'instant') {
    return { query: context.expr, time: String(range.to / 1000), ...limit };
  }
  if (type === 'loki') {
    const nanoseconds = (ms: number) => `${Math.round(ms)}000000`;
    const { from, to } = range;
    return {
      query: context.expr,
      direction: query.direction ?? 'backward',
      start: nanoseconds(from),
      end: nanoseconds(to),
      step: `${context.stepMs}ms`,
      ...limit,
    };
  }
  const aligned = alignRange(range, context.stepMs);
  return {
    query: context.expr,
    start: String(aligned.from / 1000),
    end: String(aligned.to / 1000),
    step: String(context.stepMs / 1000),
    ...limit,
  };
}

function noticesOf(answer: QueryAnswer): Notice[] {
  return [
    ...answer.warnings.map((text): Notice => ({ severity: 'warning', text })),
    ...answer.infos.map((text): Notice => ({ severity: 'info', text })),
  ];
}

async function evaluate(
  dataSource: HostDataSource,
  query: QueryModel,
  range: TimeRangeMs,
  signal: AbortSignal
): Promise<QueryResult> {
  const stepMs = stepFor(range, query.intervalMs, query.maxDataPoints);
  const context: FrameContext = {
    refId: query.refId ?? 'A',
    expr: interpolate(query.expr ?? '', range, stepMs),
    stepMs,
    legendFormat: query.legendFormat,
  };
  const frames: Frame[] = [];
  try {
    for (const evaluation of evaluations(query)) {
      const url = dataSource.url.replace(/\/$/, '') + paths[apiOf(dataSource)][evaluation];
      const form = formFor(dataSource.type, evaluation, range, context, query);
      const answer = await postForm(url, form, signal, headers[apiOf(dataSource)]);
      const notices = noticesOf(answer);
      frames.push(
        ...(answer.data.resultType === 'streams'
          ? [toLogFrame(answer.data.result, context)]
          : toFrames(answer.data, notices, context))
      );
    }
    return { status: 200, frames };
  } catch (error) {
    if (error instanceof QueryFailure) {
      return { error: error.message, errorSource: 'downstream', status: error.status, frames };
    }
    throw error;
  }
}

/** One failed query makes the whole reply HTTP 400 while the good ones keep their frames: that is what Grafana does. */
export async function answerQueries(
  request: QueryRequest,
  dataSources: readonly HostDataSource[],
  signal: AbortSignal
): Promise<QueryReply> {
  const queries = request.queries ?? [];
  if (queries.length === 0) {
    return { status: 400, body: { message: 'no queries found' } };
  }
  const now = Date.now();
  const range: TimeRangeMs = { from: parseTime(request.from, now), to: parseTime(request.to, now) };
  const planned: Array<{ query: QueryModel; dataSource: HostDataSource }> = [];
  for (const query of queries) {
    const uid = typeof query.datasource === 'string' ? query.datasource : query.datasource?.uid;
    const dataSource = dataSources.find((candidate) => candidate.uid === uid);
    if (!dataSource) {
      return { status: 404, body: { message: 'Data source not found' } };
    }
    planned.push({ query, dataSource });
  }
  const results: Record<string, QueryResult> = {};
  // Side by side between data sources, one after the other within one: Grafana's default.
  const chains = new Map<string, Promise<void>>();
  for (const { query, dataSource } of planned) {
    const previous = chains.get(dataSource.uid) ?? Promise.resolve();
    chains.set(
      dataSource.uid,
      previous.then(async () => {
        results[query.refId ?? 'A'] = await evaluate(dataSource, query, range, signal);
      })
    );
  }
  await Promise.all(chains.values());
  const failed = Object.values(results).some((result) => result.error !== undefined);
  return { status: failed ? 400 : 200, body: { results } };
}
