import { type AskedSpan } from '../signals/answer';
import { type SignalQuery } from '../signals/series';
import { type PrometheusSource } from './dataSources';
import { fetchBody, type FetchLimits } from './fetchBody';
import { parseSeries, type Series } from './parseSeries';

/**
 * Asks PromQL of the query API behind a data source, by a call that Grafana passes on with the data source's own
 * authentication; who may query may make it (https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/data_source/).
 * The answer is a third of the same in frames. @param id told in a header: the addresses of all questions are the same
 */
export async function fetchRaw(
  id: string,
  query: SignalQuery<string>,
  { uid }: PrometheusSource,
  span: AskedSpan,
  limits: FetchLimits
): Promise<Series> {
  const verb = query.kind === 'range' ? 'query_range' : 'query';
  const url = `/api/datasources/uid/${encodeURIComponent(uid)}/resources/api/v1/${verb}`;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', [questionHeader]: id };
  const data = new URLSearchParams({ query: query.expr, ...timesOf(query, span) }).toString();
  return parseSeries(await fetchBody({ url, method: 'POST', headers, data }, limits));
}

export const questionHeader = 'X-Memcg-Kmem-Question';

/** To the millisecond; steps at whole multiples, as Grafana asks, so that caches of ranges can answer. */
function timesOf(query: SignalQuery<string>, { atSeconds }: AskedSpan): Record<string, string> {
  if (query.kind === 'instant') {
    return { time: String(Math.round(atSeconds * 1000) / 1000) };
  }
  const { windowSeconds, stepSeconds } = query;
  const aligned = (seconds: number) => String(Math.floor(seconds / stepSeconds) * stepSeconds);
  return { start: aligned(atSeconds - windowSeconds), end: aligned(atSeconds), step: String(stepSeconds) };
}
