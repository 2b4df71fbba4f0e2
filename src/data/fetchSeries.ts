import { isFetchError } from '@grafana/runtime';
import { type AskedSpan, type SeriesAnswer } from '../signals/answer';
import { putTogether, sentFor } from '../signals/questions/parts';
import { type SeriesRow, type SignalQuery } from '../signals/series';
import { AnswerError } from './answerError';
import { type PrometheusSource } from './dataSources';
import { type FetchLimits } from './fetchBody';
import { fetchRaw } from './fetchRaw';
import { inSteps } from './inSteps';
import { apiFailure, type Series } from './parseSeries';
import { technicalText } from './queryFailure';

interface SeriesFetched {
  answer: SeriesAnswer;
  notices: string[];
  /** Why the answer has come as data frames; absent: it came as the server wrote it. May be empty: it is known beforehand. */
  framesBecause?: string;
}

/**
 * Asks PromQL in an HTTP request of its own, so that a slow question holds up no other: for the server's own answer, and where
 * that is refused, for frames.
 */
export async function fetchSeries(
  id: string,
  query: SignalQuery<string>,
  source: PrometheusSource,
  span: AskedSpan,
  limits: FetchLimits
): Promise<SeriesFetched> {
  const answers: SeriesRow[][][] = [];
  const notices = new Set<string>();
  let because: Pick<Fetched, 'framesBecause'> = {};
  for (const group of sentFor(query)) {
    const answered: SeriesRow[][] = [];
    for (const expr of group) {
      const { rows, notices: said, ...rest } = await fetchOne(id, { ...query, expr }, source, span, limits);
      answered.push(rows);
      said.forEach((notice) => notices.add(notice));
      because = rest;
    }
    answers.push(answered);
  }
  const rows = (await inSteps(putTogether(answers), { signal: limits.signal })) ?? [];
  const answer = { kind: 'series' as const, rows, expr: query.expr, ...lookedAt(query, span) };
  return { answer, notices: [...notices], ...because };
}

interface Fetched extends Series {
  framesBecause?: string;
}

async function fetchOne(
  id: string,
  query: SignalQuery<string>,
  source: PrometheusSource,
  span: AskedSpan,
  limits: FetchLimits
): Promise<Fetched> {
  const asFrames = async (framesBecause: string) => {
    const { fetchFrames } = await import('./frames');
    return { ...(await fetchFrames(id, query, source, span, limits)), framesBecause };
  };
  const known = refusalOf(source);
  if (known !== undefined) {
    return asFrames(known);
  }
  try {
    return await fetchRaw(id, query, source, span, limits);
  } catch (error) {
    if (limits.signal.aborted || !mayAnswerInFrames(error)) {
      throw inWordsOfFrames(error);
    }
    const refusal = refusalText(error);
    const fetched = await asFrames(refusal);
    if (isLasting(error)) {
      refused.set(source.uid, refusal);
    }
    return fetched;
  }
}

/** Data sources that pass no question on, by uid, with what was said; asked anew when the app is loaded again. */
const refused = new Map<string, string>();

function refusalOf({ uid, type }: PrometheusSource): string | undefined {
  // Its resources are asked with GET whatever was sent, without the body that the question stands in.
  return type === 'victoriametrics-metrics-datasource' ? '' : refused.get(uid);
}

const noQuestionArrived = /missing `?query`? arg|no expression found in input/;

/**
 * Whether frames may hold an answer, or at least words: of a server that cannot be reached Grafana says nothing here. Not where
 * the server itself has refused the question, nor where one more of them would add to what is too much already.
 */
function mayAnswerInFrames(error: unknown): boolean {
  if (!isFetchError<unknown>(error)) {
    return error instanceof AnswerError && (error.status === undefined || noQuestionArrived.test(error.message));
  }
  const said = apiFailure(error.data);
  return said === undefined
    ? error.status >= 400 && ![408, 429, 504].includes(error.status)
    : noQuestionArrived.test(said);
}

/** Whether any question would meet the same: a server's trouble passes, and some questions are shorter. */
function isLasting(error: unknown): boolean {
  return !isFetchError(error) || [400, 401, 403, 404, 405, 501].includes(error.status);
}

function refusalText(error: unknown): string {
  const text = technicalText(error).slice(0, 200);
  return isFetchError(error) ? `HTTP ${error.status}: ${text}` : text;
}

/** What the server or a proxy before it has answered, as Grafana says it of frames: a status of its own it would be otherwise. */
function inWordsOfFrames(error: unknown): unknown {
  if (!isFetchError<unknown>(error)) {
    return error;
  }
  const said = apiFailure(error.data);
  if (said !== undefined) {
    return new AnswerError(said, 400);
  }
  return typeof error.data === 'string'
    ? new AnswerError(`unexpected response with status code ${error.status}: ${error.data.slice(0, 2000)}`, 400)
    : error;
}

function lookedAt(query: SignalQuery<string>, { fromSeconds, atSeconds }: AskedSpan) {
  return query.kind === 'range'
    ? { fromSeconds: atSeconds - query.windowSeconds, atSeconds, stepSeconds: query.stepSeconds }
    : { fromSeconds, atSeconds, stepSeconds: 0 };
}
