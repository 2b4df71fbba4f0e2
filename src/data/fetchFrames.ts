import { type AskedSpan } from '../signals/answer';
import { type SignalQuery } from '../signals/series';
import { type PrometheusSource } from './dataSources';
import { fetchBody, type FetchLimits } from './fetchBody';
import { parseSeriesFrames } from './parseFrames';
import { type Series } from './parseSeries';

/** Asks PromQL of Grafana's own query API, which any data source answers, in data frames. @param id named in the answer */
export async function fetchFrames(
  id: string,
  query: SignalQuery<string>,
  source: PrometheusSource,
  span: AskedSpan,
  limits: FetchLimits
): Promise<Series> {
  const data = requestBody(id, query, source, span);
  return parseSeriesFrames(await fetchBody({ url: '/api/ds/query', method: 'POST', data }, limits), id);
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
