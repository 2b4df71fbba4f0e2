import { type NodeEvidence } from '../../diagnosis/evidence';
import { isFailingOrLeaking, type State } from '../../diagnosis/diagnosis';
import { type Proof } from '../../diagnosis/proofResult';
import { type ProvenFix } from '../../diagnosis/provenFix';
import { type LookedAt } from '../answer';
import { type SeriesRow } from '../series';
import { type AlertSpan, bootJitterSeconds, merged, type NodeChange, runsOf } from './nodeTimeline';
import { climbingSince } from './since';

/** What happened to a node, or will, at a moment; Unix seconds. */
export type TimelineEntry =
  | NodeChange
  /** Unreclaimable slab began to climb. `isOpen`: at this moment or earlier. */
  | { kind: 'onset'; timeSeconds: number; isOpen: boolean }
  /** Creation failed from here on; `toSeconds` is absent while it does. */
  | { kind: 'refusals'; timeSeconds: number; toSeconds?: number; isOpen: boolean }
  | { kind: 'alert'; timeSeconds: number; alertname: string; toSeconds?: number }
  /** The node runs with this fix since then. */
  | { kind: 'fix'; timeSeconds: number; fix: ProvenFix }
  /** `isAhead`: it is the earliest moment at which the fix can be proven. */
  | { kind: 'proof'; timeSeconds: number; isAhead: boolean };

type Answer = LookedAt & { rows: readonly SeriesRow[] };

export interface TimelineParts {
  evidence: NodeEvidence;
  state: State;
  changes: readonly NodeChange[];
  alerts: readonly AlertSpan[];
  proof: Proof;
  answers: { failing?: Answer; creations?: Answer };
}

/** At the same moment what caused comes before what followed. */
const order: ReadonlyArray<TimelineEntry['kind']> = [
  'boot',
  'kernel',
  'kubelet',
  'runtime',
  'fix',
  'onset',
  'refusals',
  'alert',
  'proof',
];

/** All that is known of a node's past in one row of moments, the oldest first. */
export function timelineEntries({ evidence, state, changes, alerts, proof, answers }: TimelineParts): TimelineEntry[] {
  return [
    ...changes,
    ...lastBootOf(evidence, changes),
    ...onsetOf(evidence, state),
    ...refusalsOf(answers),
    ...alerts.map(alertOf),
    ...ofFix(evidence, proof, changes),
  ].sort((a, b) => a.timeSeconds - b.timeSeconds || order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** The running boot, where it is older than the changes that were looked for. */
function lastBootOf({ bootTimeSeconds: boot }: NodeEvidence, changes: readonly NodeChange[]): TimelineEntry[] {
  const isAmong = changes.some(
    ({ kind, timeSeconds }) => kind === 'boot' && timeSeconds >= (boot ?? 0) - bootJitterSeconds
  );
  return boot === undefined || isAmong ? [] : [{ kind: 'boot', timeSeconds: boot }];
}

function onsetOf(evidence: NodeEvidence, state: State): TimelineEntry[] {
  const climb = isFailingOrLeaking(state) ? climbingSince(evidence) : undefined;
  return climb ? [{ kind: 'onset', ...climb }] : [];
}

function alertOf({ alertname, fromSeconds, toSeconds, isOngoing }: AlertSpan): TimelineEntry {
  return { kind: 'alert', timeSeconds: fromSeconds, alertname, ...(!isOngoing && { toSeconds }) };
}

/** The stretches in which creation failed; where that was not asked, those in which refusals were counted. */
function refusalsOf({ failing, creations }: TimelineParts['answers']): TimelineEntry[] {
  const answer = failing ?? creations;
  if (!answer) {
    return [];
  }
  const { fromSeconds, atSeconds, stepSeconds } = answer;
  return runsOf(failing ? merged(failing.rows) : countedRefusals(answer.rows), stepSeconds).map(([from, to]) => ({
    kind: 'refusals',
    timeSeconds: from,
    isOpen: from - fromSeconds <= 2 * stepSeconds,
    ...(atSeconds - to > bridgedSteps * stepSeconds && { toSeconds: to }),
  }));
}

/** As in a stretch itself: so long nothing need be seen before it is over. */
const bridgedSteps = 3;

function countedRefusals(rows: readonly SeriesRow[]): Array<SeriesRow['values'][number]> {
  const of = (signal: string) => merged(rows.filter(({ labels }) => labels.signal === signal));
  const total = of('refusedTotal');
  const rises = total.filter(([, value], index) => index > 0 && value > (total[index - 1]?.[1] ?? value));
  return rises.length > 0 ? rises : of('refused20m').filter(([, value]) => value > 0);
}

/** A kernel that was never another one is no fix. */
function ofFix({ bootTimeSeconds }: NodeEvidence, proof: Proof, changes: readonly NodeChange[]): TimelineEntry[] {
  if (proof.status !== 'verifying' && proof.status !== 'verified') {
    return [];
  }
  const { fix } = proof;
  if (fix === 'kernel-upgrade' && !changes.some(({ kind }) => kind === 'kernel')) {
    return [];
  }
  const proven = proof.status === 'verified' ? proof.sinceSeconds : proof.untilSeconds;
  return [
    ...(bootTimeSeconds === undefined ? [] : [{ kind: 'fix' as const, timeSeconds: bootTimeSeconds, fix }]),
    ...(proven === undefined
      ? []
      : [{ kind: 'proof' as const, timeSeconds: proven, isAhead: proof.status === 'verifying' }]),
  ];
}
