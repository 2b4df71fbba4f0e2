import { overviewQueries, podNodesQuery } from '../../src/signals/questions/fleetQueries';
import { type Recorded } from '../../src/signals/questions/recordedSeries';
import { type EvidenceRows, type SeriesRow, type SignalQuery } from '../../src/signals/series';
import { type Settings } from '../../src/signals/settings/settings';
import { instantQuery } from './instantQuery';

/** The overview's questions, asked of a Prometheus directly instead of through Grafana. */
export async function askOverview(
  url: string,
  settings: Settings,
  atSeconds: number,
  recorded?: Recorded
): Promise<EvidenceRows> {
  const answers: EvidenceRows = {};
  for (const query of overviewQueries(settings, recorded)) {
    answers[query.id] = await askQuery(url, query, atSeconds);
  }
  const podNodes = podNodesQuery(answers.waiting ?? [], settings);
  return podNodes ? { ...answers, podNodes: await askQuery(url, podNodes, atSeconds) } : answers;
}

export async function askQuery(url: string, query: SignalQuery<string>, atSeconds: number): Promise<SeriesRow[]> {
  if (query.kind === 'instant') {
    const rows = await instantQuery(url, query.expr, atSeconds);
    return rows.map(({ metric, value }) => ({ labels: metric, values: [[value[0], Number(value[1])]] }));
  }
  const { windowSeconds, stepSeconds } = query;
  const response = await fetch(`${url}/api/v1/query_range`, {
    method: 'POST',
    body: new URLSearchParams({
      query: query.expr,
      start: String(atSeconds - windowSeconds),
      end: String(atSeconds),
      step: String(stepSeconds),
    }),
  });
  const { data } = (await response.json()) as {
    data: { result: Array<{ metric: Record<string, string>; values: Array<[number, string]> }> };
  };
  return data.result.map(({ metric, values }) => ({
    labels: metric,
    values: values.map(([seconds, value]): [number, number] => [seconds, Number(value)]),
  }));
}
