import { escapeLabelValue, exposition, seriesName, typeLine } from './exposition';
import { lookAlikes } from './events';
import { fleetSeries } from './fleetSeries';

const startSeconds = 1_700_000_000;

test.each([
  ['plain', 'plain'],
  ['say "no"', String.raw`say \"no\"`],
  ['C:\\temp', String.raw`C:\\temp`],
  ['two\nlines', String.raw`two\nlines`],
  ['\\n', String.raw`\\n`],
])('escapes %j', (value, escaped) => {
  expect(escapeLabelValue(value)).toBe(escaped);
});

test('leaves out empty labels, which Prometheus does not tell from absent ones', () => {
  expect(seriesName('kube_pod_info', { pod: 'a', pod_ip: '' })).toBe('kube_pod_info{pod="a"}');
});

test.each([
  ['kubelet_started_pods_total', 'text', '# TYPE kubelet_started_pods_total counter\n'],
  ['kubelet_started_pods_total', 'openMetrics', '# TYPE kubelet_started_pods counter\n'],
  ['kube_node_info', 'text', '# TYPE kube_node_info gauge\n'],
] as const)('types %s in %s', (metric, format, line) => {
  expect(typeLine(metric, format)).toBe(line);
});

test('keeps a hostile event message on one line and readable again', () => {
  const line = exposition(fleetSeries(startSeconds), startSeconds)
    .split('\n')
    .find((each) => each.includes('onerror'));
  const quoted = /message="((?:[^"\\]|\\.)*)"/.exec(line ?? '')?.[1] ?? '';
  const message = quoted.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  expect(message).toBe(lookAlikes.hostile());
});

test('writes every line as a comment or a sample, each family once', () => {
  const lines = exposition(fleetSeries(startSeconds), startSeconds).trimEnd().split('\n');
  const types = lines.filter((line) => line.startsWith('#'));
  expect(new Set(types).size).toBe(types.length);
  const sample = /^[a-zA-Z_][a-zA-Z0-9_]*\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+\} -?\d+(?:\.\d+)?$/;
  expect(lines.filter((line) => !line.startsWith('#') && !sample.test(line))).toEqual([]);
});
