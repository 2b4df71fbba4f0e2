import { isFetchError } from '@grafana/runtime';
import { TimeoutError } from 'rxjs';
import {
  type CoverageQueryId,
  type NodeQueryId,
  type PlanQueryId,
  type QueryId,
  type RecordedQueryId,
} from '../signals/series';
import { AnswerError } from './answerError';
import { isRecord } from '../json/isRecord';

export const queryFailureKinds = [
  'unreachable',
  'timeout',
  'forbidden',
  'notFound',
  'sourceGone',
  'overLimit',
  'rejected',
  'unreadable',
  'aborted',
] as const;
export type QueryFailureKind = (typeof queryFailureKinds)[number];

export type AskedId = QueryId | NodeQueryId | CoverageQueryId | PlanQueryId | RecordedQueryId | 'rules';

/** Why a query has no answer. `technical` is what the data source or the browser said, shown on demand only. */
export interface QueryFailure {
  queryId: AskedId;
  kind: QueryFailureKind;
  technical: string;
}

export function failureOf(queryId: AskedId, error: unknown, isAborted: boolean): QueryFailure {
  if (isAborted || (isFetchError(error) && error.cancelled)) {
    return { queryId, kind: 'aborted', technical: '' };
  }
  if (error instanceof TimeoutError) {
    return { queryId, kind: 'timeout', technical: error.message };
  }
  if (isFetchError<unknown>(error)) {
    const technical = errorText(error.data) ?? (error.statusText || `HTTP ${error.status}`);
    return { queryId, kind: kindOf(error.status, technical), technical };
  }
  const technical = error instanceof Error ? error.message : String(error);
  const status = error instanceof AnswerError ? error.status : undefined;
  return { queryId, kind: kindOf(status, technical), technical };
}

// Grafana reports most faults of the data source behind it as HTTP 400 or 500: the text tells more than the status.
function kindOf(status: number | undefined, text: string): QueryFailureKind {
  if (/deadline exceeded|time(d)?[ -]?out/i.test(text) || status === 504) {
    return 'timeout';
  }
  if (
    /too many samples|too many (series|chunks|points)|exceeded.*(limit|maximum)|limit.*exceeded|maximum resolution/i.test(
      text
    )
  ) {
    return 'overLimit';
  }
  if (
    /connection refused|no such host|connection reset|no route to host|dial tcp|failed to fetch|\bEOF\b/i.test(text)
  ) {
    return 'unreachable';
  }
  switch (status) {
    case 401:
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    case 0:
    case 502:
    case 503:
      return 'unreachable';
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
