import { day, hour } from '../fleet/curves';
import { type AlertStart } from './promtoolRun';
import { benchDays, type ScenarioNode, type Truth } from './scenario';

export interface RuleSet {
  name: string;
  owns: (alertname: string) => boolean;
}

export interface Score {
  name: string;
  pages: number;
  falsePages: number;
  precision: number;
  /** Share of the faulty nodes of which something was said while the fault was there. */
  recall: number;
  faulty: number;
  found: number;
  /** Of the nodes that came to refuse pods: said before it happened. */
  failing: number;
  warned: number;
  /** Medians, hours; undefined where nothing was said. */
  leakDetectionHours?: number;
  failureDetectionHours?: number;
  leadHours?: number;
  falsePagesPerNodeMonth: number;
  missed: string[];
  wronglyPaged: string[];
}

interface Page extends AlertStart {
  of: ScenarioNode | undefined;
}

// A page that comes just after the cure is still about the fault; its alert may have been pending.
const aftermathSeconds = 0.5 * hour;

export function score({ name, owns }: RuleSet, starts: readonly AlertStart[], nodes: readonly ScenarioNode[]): Score {
  const pages = starts
    .filter(({ alertname }) => owns(alertname))
    .map((start): Page => ({ ...start, of: nodeOf(start, nodes) }));
  const isRight = (page: Page) =>
    page.of !== undefined && page.cluster === 'prod-a' && speaksTrue(page, page.of.scenario.truth);
  const right = pages.filter(isRight);
  const wrong = pages.filter((page) => !isRight(page));
  const faultyNodes = nodes.filter(({ scenario }) => beginOf(scenario.truth) !== undefined);
  const firstPage = (node: ScenarioNode) =>
    Math.min(...right.filter(({ of }) => of === node).map(({ atSeconds }) => atSeconds));
  const found = faultyNodes.filter((node) => Number.isFinite(firstPage(node)));
  const failingNodes = nodes.filter(({ scenario }) => scenario.truth.failsAt !== undefined);
  const leads = failingNodes
    .map((node) => (node.scenario.truth.failsAt ?? 0) - firstPage(node))
    .filter((lead) => lead > 0 && Number.isFinite(lead));
  const leakDelays = found.flatMap((node) => {
    const { leaksFrom } = node.scenario.truth;
    return leaksFrom === undefined ? [] : [firstPage(node) - leaksFrom];
  });
  const failureDelays = failingNodes.flatMap((node) => {
    const failsAt = node.scenario.truth.failsAt ?? 0;
    const at = right
      .filter(
        ({ of, atSeconds, alertname }) => of === node && atSeconds >= failsAt && alertname !== 'MemcgKmemLeakGrowing'
      )
      .map(({ atSeconds }) => atSeconds);
    return at.length === 0 ? [] : [Math.min(...at) - failsAt];
  });
  const clusters = nodes.length;
  return {
    name,
    pages: pages.length,
    falsePages: wrong.length,
    precision: pages.length === 0 ? 0 : right.length / pages.length,
    recall: found.length / faultyNodes.length,
    faulty: faultyNodes.length,
    found: found.length,
    failing: failingNodes.length,
    warned: leads.length,
    leakDetectionHours: median(leakDelays),
    failureDetectionHours: median(failureDelays),
    leadHours: median(leads),
    falsePagesPerNodeMonth: wrong.length / ((clusters * benchDays) / 30),
    missed: names(faultyNodes.filter((node) => !found.includes(node))),
    wronglyPaged: [...new Set(wrong.map(({ of, alertname }) => `${of?.scenario.id ?? 'another node'} (${alertname})`))],
  };
}

function nodeOf({ node, instance }: AlertStart, nodes: readonly ScenarioNode[]): ScenarioNode | undefined {
  return nodes.find(
    ({ name, series }) =>
      name === node || series.some(({ labels }) => labels.job === 'node-exporter' && labels.instance === instance)
  );
}

function beginOf({ leaksFrom, failsAt, blindFrom, protectionFailsFrom }: Truth): number | undefined {
  const begins = [leaksFrom, failsAt, blindFrom, protectionFailsFrom].filter((each) => each !== undefined);
  return begins.length === 0 ? undefined : Math.min(...begins);
}

/** Does this alert say what is so at that moment? */
function speaksTrue({ alertname, atSeconds }: Page, truth: Truth): boolean {
  const since = (from: number | undefined) =>
    from !== undefined && atSeconds >= from && atSeconds <= (truth.curedAt ?? Infinity) + aftermathSeconds;
  switch (alertname) {
    case 'MemcgKmemTelemetryMissing':
      return since(truth.blindFrom);
    case 'MemcgKmemProtectionIneffective':
      return since(truth.protectionFailsFrom);
    case 'MemcgKmemCreationFailing':
      return since(truth.failsAt);
    case 'MemcgKmemLeakGrowing':
    case 'MemcgKmemIdLimitNear':
      return since(truth.leaksFrom);
    default:
      return since(truth.leaksFrom) || since(truth.failsAt);
  }
}

function names(nodes: readonly ScenarioNode[]): string[] {
  return [...new Set(nodes.map(({ scenario }) => scenario.id))];
}

function median(seconds: number[]): number | undefined {
  const sorted = [...seconds].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? undefined : middle / hour;
}

export const nodeMonths = (nodes: number) => (nodes * benchDays * day) / (30 * day);
