import { type AlertStart } from '../promtoolRun';
import { grouped, inHours, type Part, percent, share, type Table } from './report';
import {
  type NodeOutcome,
  nodeOutcomes,
  type RuleOutcome,
  type RuleScore,
  ruleScore,
  isTelemetryAlert,
} from './ruleScore';
import { ifOverWhereItStops } from './truth';

interface RuleSet {
  name: string;
  owns: (start: AlertStart) => boolean;
}

export const isOurs = ({ alertname }: AlertStart) => alertname.startsWith('MemcgKmem');
const ours: RuleSet = { name: 'ours', owns: isOurs };
const ruleSets: readonly RuleSet[] = [
  ours,
  { name: 'Deckhouse NodeSUnreclaimBytesUsageHigh', owns: ({ alertname }) => alertname === 'DeckhouseSlab' },
  { name: 'Tuist "Node leaking cgroups"', owns: ({ alertname }) => alertname === 'TuistCgroups' },
];

const outcomesOf = (all: readonly RuleOutcome[], { owns }: RuleSet): NodeOutcome[] =>
  all.flatMap((each) => nodeOutcomes({ ...each, starts: each.starts.filter(owns) }));

export function alertParts(all: readonly RuleOutcome[]): Part[] {
  const nodes = all.reduce((sum, each) => sum + each.nodes.length, 0);
  const own = outcomesOf(all, ours);
  const half = (which: string) => own.filter(({ node }) => node.half === which);
  const telemetry = all.reduce((sum, { starts }) => sum + starts.filter(isTelemetryAlert).length, 0);
  const columns = [
    ...ruleSets.map((set) => [set.name, ruleScore(outcomesOf(all, set))] as const),
    ['ours, seen', ruleScore(half('seen'))] as const,
    ['ours, unseen', ruleScore(half('unseen'))] as const,
  ];
  return [
    '## Alerts',
    `Measured on ${new Date().toISOString().slice(0, 10)}. The ${nodes} nodes of the ${all.length} installations below, for nine days, scraped every five minutes and evaluated every hour by promtool, each installation alone; an alert counts from when rules that are evaluated every minute would have fired it at the latest. An alert is right when it says what is so of every node that it may mean and that has run by then, and is one however many these are; alerts of severity info are left out, and so are ${telemetry} that figures are missing.`,
    scoreTable(columns),
    ifDrainedWereCalm(all),
    `False by kind of node: ${ruleScore(own).falseKinds.join('; ') || 'none'}.`,
    byGroup(
      'stack',
      grouped(own, ({ stack }) => stack)
    ),
    byGroup(
      'kind of node',
      grouped(own, ({ node }) => node.kind).sort(([a], [b]) => (a < b ? -1 : 1))
    ),
  ];
}

/** The figures both ways, since the world can be read either way here. */
function ifDrainedWereCalm(all: readonly RuleOutcome[]): string {
  const otherwise = all.map((each) => ({
    ...each,
    nodes: each.nodes.map((node) => ({ ...node, truth: ifOverWhereItStops(node.truth) })),
  }));
  const { precision = 0, alerts, falsePerNodeMonth } = ruleScore(outcomesOf(otherwise, ours));
  return `A node that was drained after a leak still holds the IDs: an alert that tells of what is left behind is right there, one that tells of growth is not. If such a node were called calm, the precision would be ${share(Math.round(precision * alerts), alerts)}, with ${falsePerNodeMonth.toFixed(2)} false alerts per node and month.`;
}

function scoreTable(columns: ReadonlyArray<readonly [string, RuleScore]>): Table {
  const row = (title: string, cell: (score: RuleScore) => string) => [
    title,
    ...columns.map(([, score]) => cell(score)),
  ];
  return {
    id: 'alerts',
    head: ['', ...columns.map(([name]) => name)],
    rows: [
      row('nodes', ({ nodes }) => String(nodes)),
      row('alerts that began to fire', ({ alerts }) => String(alerts)),
      row('precision', ({ precision, alerts }) =>
        precision === undefined ? 'no alert' : percent(precision * alerts, alerts)
      ),
      row('nodes that came to refuse pods: told of', ({ found, failing }) => share(found, failing)),
      row('told of before the first refused pod', ({ warned, failing }) => share(warned, failing)),
      row('lead of those, median', ({ leadHours }) => inHours(leadHours)),
      row('from the first refused pod to an alert that says so, median', ({ delayHours }) => inHours(delayHours)),
      row('nodes that leak and do not fail yet: told of', ({ leakingFound, leaking }) => share(leakingFound, leaking)),
      row('false alerts per node and month', ({ falsePerNodeMonth }) => falsePerNodeMonth.toFixed(2)),
    ],
  };
}

function byGroup(title: string, groups: ReadonlyArray<[string, NodeOutcome[]]>): Table {
  return {
    id: `alerts by ${title}`,
    head: [title, 'nodes', 'refusing: told of', 'before it', 'leaking: told of', 'right alerts', 'false alerts'],
    rows: groups.map(([name, of]) => {
      const score = ruleScore(of);
      const right = Math.round((score.precision ?? 0) * score.alerts);
      return [
        name,
        String(score.nodes),
        score.failing === 0 ? '–' : `${score.found} of ${score.failing}`,
        score.failing === 0 ? '–' : `${score.warned} of ${score.failing}`,
        score.leaking === 0 ? '–' : `${score.leakingFound} of ${score.leaking}`,
        String(right),
        String(score.alerts - right),
      ];
    }),
  };
}
