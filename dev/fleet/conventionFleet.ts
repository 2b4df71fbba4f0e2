import { behaviourOf } from './archetypes';
import { type Convention, conventions } from './conventions';
import { day } from './curves';
import { fleet, monitoringOf } from './fleet';
import { type Expected, type FleetNode } from './fleetNode';
import { byFamily, nodeSeries } from './fleetSeries';
import { type Series } from './series';

/** Long enough for growth in steps of a day. */
export const conventionDays = 4;
/** Coarse, to be written and loaded quickly; ask with a lookback of `conventionLookback`. */
export const conventionStepSeconds = 600;
export const conventionLookback = '30m';

/** The nodes that each convention has: one for each way to a verdict. */
const members = [
  'i-2zeav45krsh6sr8t9r4q',
  'bj-k8s-node-007',
  'i-2ze1k7m3x0q9d5v8w2hn',
  'bj-k8s-node-003',
  'i-2zegq5w9z3f7p1s6u4cx',
  'i-2zed0h8n4l2b6y7t3rma',
  'i-2ze3s6f8g1j5k0v9n2qp',
  'i-2zes1d8f3g6h9j2k5lzx',
  'ip-10-20-1-55.ec2.internal',
  'i-2zex4c8v1b6n9m3q7wer',
  'i-2zef9g3h6j1k4l7z0xcv',
].map((name) => {
  const node = fleet.find((each) => each.name === name);
  if (!node) {
    throw new Error(`the fleet has no node ${name}`);
  }
  return node;
});

/** Place of a leaking machine among the members. */
const leaking = 2;

export interface ConventionNode {
  /** Empty: no label. */
  cluster: string;
  node: string;
  expected: Expected;
}

interface Placed {
  cluster: string;
  convention: Convention;
  node: FleetNode;
  /** The machine that had the address before. */
  before?: FleetNode;
}

/** Where two clusters share names and addresses, each name stands for another machine in each. */
function placedNodes(): Placed[] {
  return conventions.flatMap((convention) =>
    convention.clusters.flatMap((cluster, shift) =>
      members.map((_, index) => {
        const place = { internalIp: `10.20.7.${index + 1}` };
        const member = { ...memberAt(index + 3 * shift), ...place };
        const node = { ...member, ...convention.node?.(member) };
        return { cluster, convention, ...succession(node, convention) };
      })
    )
  );
}

function memberAt(index: number): FleetNode {
  const member = members[index % members.length];
  if (!member) {
    throw new Error('no members');
  }
  // One installation has one kube-state-metrics.
  return { ...member, monitoring: monitoringOf['prod-a'] };
}

/** Machines whose verdict needs no long past are the ones replaced; each by what was leaking before. */
function succession(node: FleetNode, { replacedDaysAgo }: Convention): Pick<Placed, 'node' | 'before'> {
  const { state } = node.expected;
  if (replacedDaysAgo === undefined || state === 'failing' || state === 'leaking') {
    return { node };
  }
  const { internalIp, name } = node;
  return {
    node: { ...node, bootedDaysAgo: [replacedDaysAgo] },
    before: { ...memberAt(leaking), internalIp, name: `before-${name}` },
  };
}

export function conventionNodes(): ConventionNode[] {
  return placedNodes().map(({ cluster, node }) => ({ cluster, node: node.name, expected: node.expected }));
}

/** The same machines once for each convention, side by side and told apart by the cluster label. */
export function conventionSeries(endSeconds: number): Series[] {
  return byFamily(placedNodes().flatMap((placed) => placedSeries(placed, endSeconds)));
}

const here = (node: FleetNode): FleetNode => ({ ...node, cluster: 'prod-a' });

function placedSeries({ cluster, convention, node, before }: Placed, endSeconds: number): Series[] {
  const inCluster = (each: FleetNode, isThere: (seconds: number) => boolean) =>
    // Behaviour hangs on the fleet's own cluster: in every convention the same machine does the same.
    nodeSeries(here(each), behaviourOf(here(each), endSeconds))
      .map((series) => ({ ...series, labels: { ...series.labels, cluster }, at: only(isThere, series.at) }))
      .flatMap((series) => convention.relabel(series, each));
  const replacedAt = endSeconds - (convention.replacedDaysAgo ?? 0) * day;
  return before
    ? [...inCluster(before, (seconds) => seconds < replacedAt), ...inCluster(node, (seconds) => seconds >= replacedAt)]
    : inCluster(node, () => true);
}

function only(isThere: (seconds: number) => boolean, at: Series['at']): Series['at'] {
  return (seconds) => (isThere(seconds) ? at(seconds) : undefined);
}
