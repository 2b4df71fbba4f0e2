import { type Behaviour, type Moment, momentOf, ordinary } from '../fleet/behaviour';
import { day, minute, seedOf } from '../fleet/curves';
import { monitoringOf } from '../fleet/fleet';
import { type FleetNode } from '../fleet/fleetNode';
import { eventSeries, kubeletSeries, kubeStateMetricsSeries } from '../fleet/kubernetes';
import { nodeExporterSeries } from '../fleet/nodeExporter';
import { type Platform } from '../fleet/platforms';
import { type Series } from '../fleet/series';

export const benchDays = 8;
export const endSeconds = benchDays * day;
/** Scrape and evaluation interval. */
export const stepSeconds = 5 * minute;

/** What is really the matter with a node, and since when: the label that the rules are held against. Seconds. */
export interface Truth {
  /** The leak, of whatever kind, begins. */
  leaksFrom?: number;
  /** The first pod is refused. */
  failsAt?: number;
  /** The node is well again. */
  curedAt?: number;
  /** Nobody reports the memory of a node that can leak. */
  blindFrom?: number;
  /** Protection is set and does not work. */
  protectionFailsFrom?: number;
}

export interface Scenario {
  id: string;
  /** What happens, in a few words. */
  what: string;
  platform: Platform;
  truth: Truth;
  memoryGiB?: number;
  /** Days before the end on which the node booted, the last boot first. */
  bootedDaysAgo?: FleetNode['bootedDaysAgo'];
  hasProbe?: boolean;
  /** How it differs from an ordinary node. */
  differs?: (moment: Moment, calm: Behaviour) => Partial<Behaviour>;
  /** What goes wrong between the exporters and Prometheus. */
  seenThrough?: (series: Series[]) => Series[];
  hasNodeExporter?: boolean;
}

export interface ScenarioNode {
  scenario: Scenario;
  name: string;
  series: Series[];
}

/** Two nodes of each scenario, with other noise, levels and addresses. */
export function scenarioNodes(scenarios: readonly Scenario[], copies = 2): ScenarioNode[] {
  return scenarios.flatMap((scenario, row) =>
    Array.from({ length: copies }, (_, copy) => {
      const node = fleetNode(scenario, copy, `10.20.${row + 1}.${copy + 1}`);
      const moment = momentOf(node, endSeconds);
      const calm = ordinary(moment);
      const behaviour = { ...calm, ...scenario.differs?.(moment, calm) };
      const series = [
        ...(node.hasNodeExporter ? nodeExporterSeries(node, behaviour) : []),
        ...kubeStateMetricsSeries(node, behaviour),
        ...kubeletSeries(node, behaviour),
        ...eventSeries(node, behaviour),
      ];
      return { scenario, name: node.name, series: scenario.seenThrough?.(series) ?? series };
    })
  );
}

function fleetNode(scenario: Scenario, copy: number, internalIp: string): FleetNode {
  const hasProbe = scenario.hasProbe ?? seedOf(scenario.id) % 2 === 0;
  return {
    ...scenario.platform,
    cluster: 'prod-a',
    monitoring: monitoringOf['prod-a'],
    name: `${scenario.id}-${copy + 1}`,
    internalIp,
    archetype: 'quiet-el7',
    memoryKiB: (scenario.memoryGiB ?? 64) * 2 ** 20,
    hasProbe,
    // On everywhere, so that the rule that needs it has what it needs.
    hasCgroupsCollector: true,
    hasNodeExporter: scenario.hasNodeExporter ?? true,
    cordoned: false,
    bootedDaysAgo: scenario.bootedDaysAgo ?? [40],
    leakMiBPerDay: 0,
    expected: { state: 'unknown', cause: 'undetermined' },
  };
}
