import { type AskedSpan, type SeriesAnswer } from '../signals/answer';
import { type SignalQuery } from '../signals/series';
import { type PrometheusSource } from './dataSources';
import { fetchBody, type FetchLimits } from './fetchBody';
import { parseSeriesFrames } from './parseFrames';

/** Asks PromQL in an HTTP request of its own, so that a slow question holds up no other. @param id named in the answer */
export async function fetchSeries(
  id: string,
  query: SignalQuery<string>,
  source: PrometheusSource,
  span: AskedSpan,
  limits: FetchLimits
): Promise<{ answer: SeriesAnswer; notices: string[] }> {
  const data = requestBody(id, query, source, span);
  const body = await fetchBody({ url: '/api/ds/query', method: 'POST', data }, limits);
  const { rows, notices } = parseSeriesFrames(body, id);
  return { answer: { kind: 'series', rows, expr: query.expr, ...lookedAt(query, span) }, notices };
}

function lookedAt(query: SignalQuery<string>, { fromSeconds, atSeconds }: AskedSpan) {
  return query.kind === 'range'
    ? { fromSeconds: atSeconds - query.windowSeconds, atSeconds, stepSeconds: query.stepSeconds }
    : { fromSeconds, atSeconds, stepSeconds: 0 };
}

function requestBody(id: string, query: SignalQuery<string>, { uid, type }: PrometheusSource, span: AskedSpan) {
  const common = {
    refId: id,
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
