import figures from '../knowledge/figures.json';
import { type Diagnosis, states } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { mostPressing, openRank } from './openVerdict';

/** A node and what it was found to be. */
export interface JudgedNode {
  evidence: NodeEvidence;
  diagnosis: Diagnosis;
}

export function refusedCreations({ diagnosis }: Pick<JudgedNode, 'diagnosis'>): number | undefined {
  return diagnosis.reasons.find(({ key }) => key === 'creationRefused')?.value?.value;
}

export function earliestSeconds({ diagnosis: { forecast } }: Pick<JudgedNode, 'diagnosis'>): number | undefined {
  if (forecast.kind !== 'none') {
    return forecast.earliestSeconds;
  }
  // It may be at any time: none is more urgent.
  return forecast.why === 'ids-not-counted' ? 0 : undefined;
}

const daySeconds = 86400;

/** Pods started in a day; where a day is not seen, the last quarter of an hour stands for it. */
export function churnPerDay({ podStarts1d, podStarts15m }: NodeEvidence): number | undefined {
  return (
    podStarts1d ??
    (podStarts15m === undefined ? undefined : (podStarts15m * daySeconds) / figures.podStartsCountSeconds)
  );
}

/** What needs the reader first: failing most, leaking soonest, open before exposed with most churn, then by state and name. */
export function compareUrgency(a: JudgedNode, b: JudgedNode): number {
  return rank(a) - rank(b) || withinState(b) - withinState(a) || compareNames(a, b);
}

/**
 * By state, what is left open first. A node that does not do its work is looked at before those that may come to it, whatever
 * its kernel is.
 */
function rank({ diagnosis }: JudgedNode): number {
  const open = openRank(diagnosis);
  const state = open === mostPressing ? 'exposed' : diagnosis.state;
  return states.indexOf(state) - open / (mostPressing + 1);
}

function withinState(node: JudgedNode): number {
  switch (node.diagnosis.state) {
    case 'failing':
      return refusedCreations(node) ?? 0;
    case 'leaking':
      return -(earliestSeconds(node) ?? Number.MAX_SAFE_INTEGER);
    case 'exposed':
      return churnPerDay(node.evidence) ?? 0;
    default:
      return 0;
  }
}

export function compareNames(a: JudgedNode, b: JudgedNode): number {
  return (
    compareText(a.evidence.key.node, b.evidence.key.node) ||
    compareText(a.evidence.key.cluster ?? '', b.evidence.key.cluster ?? '')
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
