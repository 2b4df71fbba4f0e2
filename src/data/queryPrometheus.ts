import { getBackendSrv } from '@grafana/runtime';
import { firstValueFrom, fromEvent, takeUntil, timeout } from 'rxjs';
import { type SeriesRow, type SignalQuery } from '../signals/series';
import { type PrometheusSource } from './dataSources';
import { type AskedId, failureOf, type QueryFailure } from './queryFailure';
import { readFrames } from './readFrames';

/** The span looked at; instant queries are asked at its end. */
export interface AskedSpan {
  fromSeconds: number;
  atSeconds: number;
}

export type QueryOutcome =
  { kind: 'answered'; rows: SeriesRow[]; notices: string[] } | { kind: 'failed'; failure: QueryFailure };

export interface QueryLimits {
  signal: AbortSignal;
  timeoutMs: number;
}

/** Asks one question in one HTTP request, so that a slow one holds up no other. Never rejects. */
export async function queryPrometheus(
  query: SignalQuery<AskedId>,
  source: PrometheusSource,
  span: AskedSpan,
  { signal, timeoutMs }: QueryLimits
): Promise<QueryOutcome> {
  if (signal.aborted) {
    return { kind: 'failed', failure: failureOf(query.id, undefined, true) };
  }
  try {
    const response = await firstValueFrom(
      getBackendSrv()
        .fetch<unknown>({
          url: '/api/ds/query',
          method: 'POST',
          data: requestBody(query, source, span),
          showErrorAlert: false,
        })
        .pipe(timeout(timeoutMs), takeUntil(fromEvent(signal, 'abort')))
    );
    return { kind: 'answered', ...readFrames(response.data, query.id) };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(query.id, error, signal.aborted) };
  }
}

function requestBody(query: SignalQuery<AskedId>, { uid, type }: PrometheusSource, span: AskedSpan) {
  const common = {
    refId: query.id,
    datasource: { uid, type },
    expr: query.expr,
    format: 'time_series',
    exemplar: false,
    // Names every frame in one letter, which nobody reads; by default the name repeats all labels.
    legendFormat: '-',
  };
  const milliseconds = (seconds: number) => String(Math.round(seconds * 1000));
  if (query.kind === 'instant') {
    // How far back the VictoriaMetrics plugin looks for the last sample: as far as Prometheus does.
    const intervalMs = 300_000;
    return {
      queries: [{ ...common, instant: true, range: false, intervalMs, maxDataPoints: 1 }],
      from: milliseconds(Math.min(span.fromSeconds, span.atSeconds - 60)),
      to: milliseconds(span.atSeconds),
    };
  }
  const { stepSeconds, windowSeconds } = query;
  return {
    queries: [
      {
        ...common,
        instant: false,
        range: true,
        // Both: Grafana takes the step from `interval` before the number that the browser sends.
        interval: `${stepSeconds}s`,
        intervalMs: stepSeconds * 1000,
        maxDataPoints: Math.ceil(windowSeconds / stepSeconds) + 1,
      },
    ],
    from: milliseconds(span.atSeconds - windowSeconds),
    to: milliseconds(span.atSeconds),
  };
}
