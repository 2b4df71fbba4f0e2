import { isFetchError } from '@grafana/runtime';
import { TimeoutError } from 'rxjs';
import { type QuestionId } from '../signals/series';
import { AnswerError, SourceGoneError, UnsupportedError } from './answerError';
import { isRecord } from '../json/isRecord';

export const queryFailureKinds = [
  'unreachable',
  'gateway',
  'timeout',
  'signedOut',
  'forbidden',
  'credentials',
  'sourceForbids',
  'notFound',
  'sourceGone',
  'tooManyRequests',
  'queryTooLong',
  'rangeTooLong',
  'overLimit',
  'rejected',
  'unreadable',
  'unsupported',
  'aborted',
] as const;
export type QueryFailureKind = (typeof queryFailureKinds)[number];

/** Why a query has no answer. `technical` is what the data source or the browser said, shown on demand only. */
export interface QueryFailure {
  queryId: QuestionId;
  kind: QueryFailureKind;
  technical: string;
}

export function failureOf(queryId: QuestionId, error: unknown, isAborted: boolean): QueryFailure {
  if (isAborted || (isFetchError(error) && error.cancelled)) {
    return { queryId, kind: 'aborted', technical: '' };
  }
  if (error instanceof TimeoutError) {
    return { queryId, kind: 'timeout', technical: error.message };
  }
  if (error instanceof SourceGoneError) {
    return { queryId, kind: 'sourceGone', technical: error.message };
  }
  if (error instanceof UnsupportedError) {
    return { queryId, kind: 'unsupported', technical: error.message };
  }
  const technical = technicalText(error);
  const status = isFetchError(error) || error instanceof AnswerError ? error.status : undefined;
  return { queryId, kind: kindOf(status, technical), technical };
}

/** What whoever answered, or the browser, said of a failure. */
export function technicalText(error: unknown): string {
  if (isFetchError<unknown>(error)) {
    return errorText(error.data) ?? (error.statusText || `HTTP ${error.status}`);
  }
  return error instanceof Error ? error.message : String(error);
}

function kindOf(status: number | undefined, text: string): QueryFailureKind {
  const upstream = upstreamStatus(text);
  return kindOfText(text) ?? (upstream === undefined ? undefined : upstreamKinds[upstream]) ?? kindOfStatus(status);
}

/**
 * Grafana answers HTTP 400 whatever the server behind a data source, or a proxy before it, has answered; the status itself stands
 * in the text: "unexpected response with status code 401: …", in older versions "client_error: client error: 401".
 */
function upstreamStatus(text: string): number | undefined {
  const [, status] = /(?:status code|(?:client|server) error:?)\s*(\d{3})\b/i.exec(text) ?? [];
  return status === undefined ? undefined : Number(status);
}

const upstreamKinds: Readonly<Record<number, QueryFailureKind>> = {
  401: 'credentials',
  403: 'sourceForbids',
  404: 'notFound',
  405: 'notFound',
  408: 'timeout',
  413: 'queryTooLong',
  414: 'queryTooLong',
  429: 'tooManyRequests',
  431: 'queryTooLong',
  502: 'gateway',
  503: 'gateway',
  504: 'timeout',
};

/**
 * What servers say themselves, the first that fits. Limits: Prometheus' by
 * https://prometheus.io/docs/prometheus/latest/command-line/prometheus/, Mimir's and Cortex' by
 * https://grafana.com/docs/mimir/latest/manage/mimir-runbooks/#errors-catalog, VictoriaMetrics' by
 * https://docs.victoriametrics.com/victoriametrics/#resource-usage-limits, Thanos' by
 * https://thanos.io/tip/components/store.md/. Grafana's proxy, of a server that does not let it in:
 * https://github.com/grafana/grafana/blob/main/pkg/api/pluginproxy/ds_proxy.go.
 */
const sayings: ReadonlyArray<readonly [pattern: RegExp, kind: QueryFailureKind]> = [
  [/err-mimir-tenant-max-request-rate|err-mimir-.*rate-limit/, 'tooManyRequests'],
  [/too many outstanding requests|too many requests|maxConcurrentRequests|rate limit/i, 'tooManyRequests'],
  [
    /maxQueryLen|max-query-expression-size|too long query|URI too (?:long|large)|request (?:entity|header).*too large/i,
    'queryTooLong',
  ],
  [/err-mimir-max-(?:total-)?query-length|query time range exceeds|maxQueryDuration.*exceed/i, 'rangeTooLong'],
  [/err-mimir-max-|limit \d+ (?:violated|exceeded)|exceeded (?:series|chunks|samples|bytes) limit/i, 'overLimit'],
  [/too many (?:samples|series|chunks|points)|maximum resolution|number of matching timeseries exceeds/i, 'overLimit'],
  [/exceed\w*\b.*\b(?:limit|max\w*)|limit\b.*\bexceeded|\bhit the (?:max|aggregated)\b.*\blimit/i, 'overLimit'],
  [/cannot select more than|-search\.max(?:Samples|Unique|Series|Points|Memory)|not enough memory/i, 'overLimit'],
  [/deadline exceeded|time(?:d)?[ -]?out/i, 'timeout'],
  [/authentication to data source failed/i, 'credentials'],
  [
    /connection refused|no such host|connection reset|no route to host|dial tcp|failed to fetch|\bEOF\b/i,
    'unreachable',
  ],
];

function kindOfText(text: string): QueryFailureKind | undefined {
  return sayings.find(([pattern]) => pattern.test(text))?.[1];
}

/** Grafana's own answer: the server behind it was not asked. */
function kindOfStatus(status: number | undefined): QueryFailureKind {
  switch (status) {
    case 401:
      return 'signedOut';
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    case 413:
    case 414:
      return 'queryTooLong';
    case 429:
      return 'tooManyRequests';
    case 0:
    case 502:
    case 503:
      return 'unreachable';
    case 504:
      return 'timeout';
    default:
      return status === undefined ? 'unreadable' : 'rejected';
  }
}

/** The most telling text of an error body: a query's own error before the general message. */
function errorText(body: unknown): string | undefined {
  if (!isRecord(body)) {
    return typeof body === 'string' && body !== '' ? body.slice(0, 2000) : undefined;
  }
  if (isRecord(body.results)) {
    for (const result of Object.values(body.results)) {
      if (isRecord(result) && typeof result.error === 'string') {
        return result.error;
      }
    }
  }
  return [body.message, body.error].find((text): text is string => typeof text === 'string' && text !== '');
}
