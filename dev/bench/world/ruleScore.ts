import { hour } from '../../fleet/curves';
import { isNodeExporter } from '../../fleet/stacks/relabel';
import { type AlertStart } from '../promtoolRun';
import { longestDays, type WorldNode } from './installations';
import { type Truth } from './truth';

/** The alerts of one installation that one set of rules began to fire, beside its nodes. */
export interface RuleOutcome {
  stack: string;
  nodes: readonly WorldNode[];
  starts: readonly AlertStart[];
}

export interface NodeOutcome {
  stack: string;
  node: WorldNode;
  right: AlertStart[];
  wrong: AlertStart[];
}

// An alert that comes just after the cure is still about the fault; it may have been pending.
const aftermathSeconds = 0.5 * hour;
/** Says that figures are missing, which no truth of a node contradicts: neither right nor wrong. */
export const isTelemetryAlert = ({ alertname }: AlertStart) => alertname === 'MemcgKmemTelemetryMissing';

/**
 * Each alert goes to the nodes it may speak of; it is right where it is true of all of them. One that says "one of the nodes
 * of this name" goes to those of which it is true, and is wrong where there is none. A machine that has never run is not
 * meant, unless no other is.
 */
export function nodeOutcomes({ stack, nodes, starts }: RuleOutcome): NodeOutcome[] {
  const outcomes = nodes.map((node): NodeOutcome => ({ stack, node, right: [], wrong: [] }));
  const instances = outcomes.map(({ node }) => instancesOf(node));
  for (const start of starts.filter((each) => !isTelemetryAlert(each))) {
    const named = outcomes.filter(({ node }, index) => isMeant(start, node, instances[index] ?? new Set()));
    const there = named.filter(({ node }) => node.thereFrom <= start.atSeconds);
    const meant = there.length > 0 ? there : named;
    const trueOf = meant.filter(({ node }) => speaksTrue(start, node.truth));
    const isRight = trueOf.length === meant.length || (start.machines !== undefined && trueOf.length > 0);
    for (const outcome of isRight ? trueOf : meant) {
      (isRight ? outcome.right : outcome.wrong).push(start);
    }
  }
  return outcomes;
}

function instancesOf({ ruleSeries }: WorldNode): ReadonlySet<string> {
  return new Set(ruleSeries.filter(isNodeExporter).map(({ labels }) => labels.instance ?? ''));
}

function isMeant(
  { cluster, node, instance }: AlertStart,
  { name, cluster: own }: WorldNode,
  instances: ReadonlySet<string>
) {
  const address = [...instances].some((each) => each === instance || each.replace(/:\d+$/, '') === node);
  return (cluster === '' || cluster === own) && (node === name || address);
}

/** What these say stays so where the leak has stopped: they tell of what is left behind, not of growth. */
const whatIsLeft: readonly string[] = ['entries', 'percpu'];

function speaksTrue({ alertname, growth = '', atSeconds }: AlertStart, truth: Truth): boolean {
  const { curedAt = Infinity, stopsAt = Infinity } = truth;
  const end = whatIsLeft.includes(growth) ? curedAt : Math.min(curedAt, stopsAt);
  const since = (from: number | undefined) =>
    from !== undefined && atSeconds >= from && atSeconds <= end + aftermathSeconds;
  switch (alertname) {
    case 'MemcgKmemProtectionIneffective':
      return since(truth.protectionFailsFrom);
    case 'MemcgKmemCreationFailing':
    case 'MemcgKmemNodeStartsNothing':
      return since(truth.failsAt);
    default:
      return since(truth.leaksFrom) || since(truth.failsAt);
  }
}

export interface RuleScore {
  nodes: number;
  /** One that may mean several nodes is one to whoever reads it. */
  alerts: number;
  precision?: number;
  /** Of the nodes that came to refuse pods: told of before, and told of at all. */
  failing: number;
  warned: number;
  found: number;
  /** Median, hours before the first refused pod. */
  leadHours?: number;
  /** Median, hours from the first refused pod to an alert that says so. */
  delayHours?: number;
  /** Of the nodes that leak for weeks or are rebooted in time. */
  leaking: number;
  leakingFound: number;
  falsePerNodeMonth: number;
  falseKinds: string[];
}

export function ruleScore(outcomes: readonly NodeOutcome[]): RuleScore {
  const right = new Set(outcomes.flatMap((each) => each.right)).size;
  const wrong = new Set(outcomes.flatMap((each) => each.wrong)).size;
  const failing = outcomes.filter(({ node }) => node.truth.failsAt !== undefined);
  const leaking = outcomes.filter(
    ({ node: { truth } }) =>
      truth.leaksFrom !== undefined && truth.failsAt === undefined && !truth.causes.includes('none')
  );
  const first = ({ right: of }: NodeOutcome) => Math.min(...of.map(({ atSeconds }) => atSeconds));
  const leads = failing
    .map((each) => (each.node.truth.failsAt ?? 0) - first(each))
    .filter((lead) => lead > 0 && Number.isFinite(lead));
  const delays = failing.flatMap(({ node, right: of }) => {
    const failsAt = node.truth.failsAt ?? 0;
    const after = of.filter(
      ({ alertname, atSeconds }) => alertname === 'MemcgKmemCreationFailing' && atSeconds >= failsAt
    );
    return after.length === 0 ? [] : [Math.min(...after.map(({ atSeconds }) => atSeconds)) - failsAt];
  });
  const isFound = (each: NodeOutcome) => each.right.length > 0;
  return {
    nodes: outcomes.length,
    alerts: right + wrong,
    precision: right + wrong === 0 ? undefined : right / (right + wrong),
    failing: failing.length,
    warned: leads.length,
    found: failing.filter(isFound).length,
    leadHours: medianHours(leads),
    delayHours: medianHours(delays),
    leaking: leaking.length,
    leakingFound: leaking.filter(isFound).length,
    falsePerNodeMonth: wrong / ((outcomes.length * longestDays) / 30),
    falseKinds: [...new Set(outcomes.flatMap(({ node, wrong: of }) => (of.length > 0 ? [node.kind] : [])))].sort(),
  };
}

export function medianHours(seconds: readonly number[]): number | undefined {
  const sorted = [...seconds].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? undefined : middle / hour;
}
