// How late an alert can come by the way it takes through the groups: guards the depth of the chains, and what the docs say.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type ChainGroup, longestChain } from './ruleChains';

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8');
const { groups } = parse(read('memcg-kmem.rules.yaml')) as { groups: ChainGroup[] };
// Once it is known which node each exporter is on.
const later = groups.filter(({ name }) => !/^memcg-kmem\.(exporters|nodes)\.rules$/.test(name));
const docs = read('../docs/alerts/README.md');

const shortName = (group: string) => group.replace(/^memcg-kmem\.|\.rules$/g, '');

/** The links of the longest ways, in words, and the groups that are so far from the exporters. */
const links: ReadonlyArray<[string, string[]]> = [
  [
    'what exporters and kubelets say by themselves: the node, floors of memory cgroups, what starts in a day',
    ['exporters', 'cgroup-floors-24h', 'cgroup-floors-6h', 'cgroup-floors-2h', 'churn'],
  ],
  [
    'which node each exporter is on; growth of memory cgroups, by exporter',
    ['nodes', 'cgroup-growth-24h', 'cgroup-growth-6h', 'cgroup-growth-2h'],
  ],
  [
    'what is there on each node, and of whom the last four days are whole',
    ['kernels', 'slab', 'slab-days', 'cgroups', 'cgroup-growth', 'protection'],
  ],
  [
    'what that means: the class of the kernel, memory that is short, steps from day to day, floors over hours of the others',
    ['kernel-classes', 'memory', 'slab-steps', 'slab-8h', 'slab-4h'],
  ],
  ['slab that grows steadily, and where it matters', ['slab-growth']],
  ['what is behind it, and who leaks', ['leaks']],
  [
    'whom memory cgroups are refused, and why; the other alerts; what the page calls each node',
    ['creation', 'alerts', 'states'],
  ],
  ['whom the page asks for first', ['suspects']],
];

/** What groups note of themselves (jsonnet/lib/recordedAt.libsonnet). */
const isNote = /^(?:series|group):/;

const told = groups
  .flatMap(({ rules }) => rules)
  .flatMap(({ alert, labels }: { alert?: string; labels?: Record<string, string> }) =>
    alert !== undefined && labels?.severity !== 'info' ? [alert] : []
  );

describe('the way to an alert', () => {
  it('leads through no more groups than these', () => {
    const depthOf = ({ name, rules }: ChainGroup): [string, number] => [
      shortName(name),
      Math.max(
        ...rules.map(({ record, alert }) =>
          record && isNote.test(record) ? 0 : (longestChain(groups, record ?? alert ?? '')?.groups.length ?? NaN)
        )
      ),
    ];
    const expected = links.flatMap(([, names], i) => names.map((name): [string, number] => [name, i + 1]));
    expect(Object.fromEntries(groups.map(depthOf))).toEqual(Object.fromEntries(expected));
  });

  // What tells first of a node that begins to fail, once the server knows the node.
  it.each([
    ['an event about a refused creation', /kube_event_info|memcg_kmem_refused/],
    ['the tries of the kubelet', /kubelet_cgroup_manager_duration_seconds_count/],
    ['what the kubelet starts', /kubelet_started_pods_total/],
    ['pods that wait', /kube_pod_container_status_waiting_reason/],
  ])('takes one evaluation from %s to MemcgKmemCreationFailing', (_, metric) => {
    expect(longestChain(later, 'MemcgKmemCreationFailing', metric)).toEqual({
      minutes: 1,
      groups: ['memcg-kmem.creation.rules'],
    });
  });

  it('is as long as the docs say, on a server that has just loaded the rules and later', () => {
    const minutes = (among: readonly ChainGroup[], alert: string) => `${longestChain(among, alert)?.minutes} min`;
    const rows = told.map((alert) => `| \`${alert}\` | ${minutes(later, alert)} | ${minutes(groups, alert)} |`);
    const table = docs.split('\n').filter((line) => /^\| `\w+` \| \d+ min \| \d+ min \|$/.test(line));
    expect(table.sort()).toEqual(rows.sort());
  });
});

describe('longestChain', () => {
  const group = (name: string, interval: string | undefined, rules: ChainGroup['rules']): ChainGroup => ({
    name,
    interval,
    rules,
  });
  const first = group('first', '30s', [{ record: 'node:a:max', expr: 'metric' }]);

  it('adds up the intervals of groups that read each other, and counts a group once', () => {
    const second = group('second', '2m', [
      { record: 'node:b:max', expr: 'node:a:max + 1' },
      { record: 'node:c:max', expr: '{__name__=~"node:(b|x):max"}' },
    ]);
    const alerts = group('alerts', undefined, [{ alert: 'A', expr: 'node:c:max > 1' }]);
    expect(longestChain([first, second, alerts], 'A')).toEqual({ minutes: 3.5, groups: ['first', 'second', 'alerts'] });
    expect(longestChain([first, second, alerts], 'A', /other/)).toBeUndefined();
  });

  it('takes nothing for read that stands later in the same group, or has a longer name', () => {
    const rules = [
      { alert: 'A', expr: 'node:late:max or node:a:max_ago' },
      { record: 'node:late:max', expr: 'node:a:max' },
    ];
    expect(longestChain([first, group('second', '1m', rules)], 'A')).toEqual({ minutes: 1, groups: ['second'] });
  });
});
