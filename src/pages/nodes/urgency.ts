import { type FleetNode } from '../../data/readFleet';
import { states } from '../../diagnosis/diagnosis';

export function refusedCreations({ diagnosis }: FleetNode): number | undefined {
  return diagnosis.reasons.find(({ key }) => key === 'creationRefused')?.value?.value;
}

export function earliestSeconds({ diagnosis: { forecast } }: FleetNode): number | undefined {
  return forecast.kind === 'range' ? forecast.earliestSeconds : undefined;
}

/** What needs the reader first: failing most, leaking soonest, exposed with most churn, then by state and name. */
export function compareUrgency(a: FleetNode, b: FleetNode): number {
  return stateRank(a) - stateRank(b) || withinState(b) - withinState(a) || compareNames(a, b);
}

function stateRank({ diagnosis }: FleetNode): number {
  return states.indexOf(diagnosis.state);
}

function withinState(node: FleetNode): number {
  switch (node.diagnosis.state) {
    case 'failing':
      return refusedCreations(node) ?? 0;
    case 'leaking':
      return -(earliestSeconds(node) ?? Number.MAX_SAFE_INTEGER);
    case 'exposed':
      return node.evidence.podStarts15m ?? 0;
    default:
      return 0;
  }
}

export function compareNames(a: FleetNode, b: FleetNode): number {
  return (
    compareText(a.evidence.key.node, b.evidence.key.node) ||
    compareText(a.evidence.key.cluster ?? '', b.evidence.key.cluster ?? '')
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
