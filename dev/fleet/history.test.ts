import { hour, minute } from './curves';
import { exposition, seriesName } from './exposition';
import { fleet } from './fleet';
import { fleetSeries } from './fleetSeries';
import { historyChunks, historyStepSeconds } from './history';

const endSeconds = 1_700_000_000;
const series = fleetSeries(endSeconds);
const counters = series.filter(({ metric }) => /_total$|_count$|^kube_event_info$/.test(metric));

test('is stepped finely enough for a lookback of five minutes', () => {
  expect(historyStepSeconds).toBeLessThan(5 * minute);
});

test('groups by family, orders each series in time, and ends with # EOF', () => {
  const some = fleetSeries(endSeconds, fleet.slice(0, 3));
  const count = { series: 0, samples: 0 };
  const text = [...historyChunks(some, { endSeconds, days: 0.05 }, count)].join('');
  expect(text.endsWith('\n# EOF\n')).toBe(true);
  const lines = text.trimEnd().split('\n');
  const types = lines.filter((line) => line.startsWith('# TYPE'));
  expect(new Set(types).size).toBe(types.length);
  const last = new Map<string, number>();
  for (const line of lines.filter((each) => !each.startsWith('#'))) {
    const [, name, time] = /^(.*\}) \S+ (\d+)$/.exec(line) ?? [];
    expect(Number(time)).toBeGreaterThan(last.get(name ?? '') ?? 0);
    last.set(name ?? '', Number(time));
  }
  expect(last.size).toBe(count.series);
  expect(new Set(last.values())).toEqual(new Set([endSeconds]));
});

test('live continues with the labels with which the history ends', () => {
  const names = (text: string) =>
    text
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => line.slice(0, line.lastIndexOf('}') + 1));
  const atEnd = series
    .filter(({ at }) => at(endSeconds) !== undefined)
    .map(({ metric, labels }) => seriesName(metric, labels));
  expect(names(exposition(series, endSeconds + 7.3))).toEqual(atEnd);
  expect(names(exposition(series, endSeconds + 3 * hour))).toEqual(atEnd);
});

test('counters never fall across the seam, unless the node reboots', () => {
  const seconds = Array.from({ length: 120 }, (_, i) => endSeconds - 2 * hour + i * 2 * minute + 0.4 * i);
  for (const { metric, labels, at } of counters) {
    const values = seconds.map((each) => at(each) ?? 0);
    const falls = values.filter((value, i) => value < (values[i - 1] ?? 0));
    expect([metric, labels.instance, falls]).toEqual([metric, labels.instance, []]);
  }
});

test('gauges make no jump at the seam', () => {
  for (const { metric, labels, at } of series.filter((each) => each.metric.startsWith('node_memory_S'))) {
    const [before, after] = [at(endSeconds) ?? 0, at(endSeconds + 30) ?? 0];
    expect([metric, labels.instance, Math.abs(after - before) <= 0.1 * before]).toEqual([
      metric,
      labels.instance,
      true,
    ]);
  }
});

test('the same start gives the same fleet', () => {
  expect(exposition(fleetSeries(endSeconds), endSeconds + 99)).toBe(exposition(series, endSeconds + 99));
});
