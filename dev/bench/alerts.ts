// npm run bench:alerts: our alerts and the two nearest public rules over the same labelled scenarios. Prints the table and
// writes it into docs/quality.md.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Series } from '../fleet/series';
import { faultyScenarios } from './faultyScenarios';
import { healthyScenarios } from './healthyScenarios';
import { alertStarts } from './promtoolRun';
import { benchDays, scenarioNodes } from './scenario';
import { type RuleSet, type Score, score } from './score';

const root = path.resolve(__dirname, '../..');
const report = path.join(root, 'docs/quality.md');

const ruleSets: RuleSet[] = [
  { name: 'ours', owns: (alertname) => alertname.startsWith('MemcgKmem') },
  { name: 'Deckhouse NodeSUnreclaimBytesUsageHigh', owns: (alertname) => alertname === 'DeckhouseSlab' },
  { name: 'Tuist "Node leaking cgroups"', owns: (alertname) => alertname === 'TuistCgroups' },
];

// What no rule asks for is not worth evaluating.
const asked =
  /^(node_(memory_(SUnreclaim|MemTotal|MemAvailable|SReclaimable)_bytes|cgroups_cgroups|boot_time_seconds|time_seconds|uname_info)|memcg_kmem_.*|kube_(node_info|pod_info|event_info|pod.*waiting_reason)|kubelet_(started_pods_total|cgroup_manager_duration_seconds_count))$/;

async function main(): Promise<void> {
  const scenarios = [...faultyScenarios, ...healthyScenarios];
  const nodes = scenarioNodes(scenarios);
  const series = nodes.flatMap((node): Series[] => node.series.filter(({ metric }) => asked.test(metric)));
  console.log(`${scenarios.length} scenarios, ${nodes.length} nodes, ${benchDays} days, ${series.length} series`);
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-bench-'));
  try {
    const ruleFiles = [path.join(root, 'alerts/memcg-kmem.rules.yaml'), path.join(__dirname, 'public.rules.yaml')];
    const starts = await alertStarts(series, ruleFiles, workDir);
    const scores = ruleSets.map((ruleSet) => score(ruleSet, starts, nodes));
    const text = written(scores, scenarios.length, nodes.length);
    console.log(text);
    putInto(report, 'alerts', text);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const inHours = (value: number | undefined) => (value === undefined ? 'never' : `${value.toFixed(1)} h`);

function written(scores: Score[], scenarios: number, nodes: number): string {
  const row = (title: string, cell: (each: Score) => string) => `| ${title} | ${scores.map(cell).join(' | ')} |`;
  return [
    '## Alerts',
    '',
    `${scenarios} simulated scenarios (\`dev/bench/faultyScenarios.ts\`, \`dev/bench/healthyScenarios.ts\`), two nodes each, ${nodes} nodes for ${benchDays} days, scraped and evaluated every five minutes by promtool. Every node has the cgroups collector on. An alert counts as right when it says what is so at that moment; alerts of severity info are left out, they notify nobody. The scenarios are ours: they show what the rules can and cannot tell apart, not how often each case happens to you. Most leaks begin on the fourth day, when the rules have the three days of history that they look back on.`,
    '',
    `| | ${scores.map(({ name }) => name).join(' | ')} |`,
    `|---|${scores.map(() => '---').join('|')}|`,
    row('alerts that began to fire', ({ pages }) => String(pages)),
    row('precision', ({ precision, pages }) => (pages === 0 ? 'no alert' : percent(precision))),
    row(
      'recall: faulty nodes of which it spoke',
      ({ recall, found, faulty }) => `${percent(recall)} (${found} of ${faulty})`
    ),
    row('warned before the first pod failed', ({ warned, failing }) => `${warned} of ${failing}`),
    row('lead before the first pod failed, median of those', ({ leadHours }) => inHours(leadHours)),
    row('from the begin of the leak to the first alert, median', ({ leakDetectionHours }) =>
      inHours(leakDetectionHours)
    ),
    row('from the first failed pod to an alert that begins then, median', ({ failureDetectionHours }) =>
      inHours(failureDetectionHours)
    ),
    row('false alerts per node and month', ({ falsePagesPerNodeMonth }) => falsePagesPerNodeMonth.toFixed(2)),
    '',
    ...scores.flatMap(({ name, missed, wronglyPaged }) => [
      `- **${name}** missed: ${missed.join(', ') || 'none'}. False: ${wronglyPaged.join(', ') || 'none'}.`,
    ]),
    '',
    'Why the public rules miss what they miss: the first waits for a share of memory, and the leak has used up the IDs with 3 GiB of slab, whatever the node has; the second counts memory cgroups, and 3.10 does not count removed ones. Both were written for other kernels, where they find what they were written for. The medians are over the nodes of which each rule spoke, so that those of two and six nodes do not compare with ours over dozens. Where ours is wrong: a new node on a kernel that can leak, whose caches grow by more than 64 MiB a day for days until they stand still, looks like a leak until then (`settling`); nothing in its memory figures tells them apart. Where ours comes late: a leak that began less than two days ago on a node that is up for long, since a whole day must be seen or its rhythm looks like growth.',
  ].join('\n');
}

/** Puts the text between this section's marks; what others wrote stays. */
export function putInto(file: string, section: string, text: string): void {
  const begin = `<!-- ${section}: written by "npm run bench:${section}" -->`;
  const end = `<!-- end of ${section} -->`;
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# Quality\n';
  const from = before.indexOf(begin);
  const until = before.indexOf(end);
  const block = `${begin}\n${text}\n${end}`;
  const after =
    from >= 0 && until > from
      ? before.slice(0, from) + block + before.slice(until + end.length)
      : `${before.trimEnd()}\n\n${block}\n`;
  writeFileSync(file, after);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
