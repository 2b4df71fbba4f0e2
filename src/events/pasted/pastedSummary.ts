import { type LookAlikeId } from '../meaning/lookAlikes';
import { type PastedEvidence } from './pastedEvidence';

/** What a pasted text was understood to say, in numbers. */
export interface PastedSummary {
  /** Events, container states and log lines that mean something. */
  events: number;
  /** Those which say that a memory cgroup was refused, and how often they say it happened. */
  refused: number;
  refusedTimes: number;
  /** Kernel-log lines about slab caches that could not be made or could not grow. */
  kernelTraces: number;
  /** Most frequent first. */
  lookAlikes: Array<{ look: LookAlikeId; events: number }>;
  /** About something else. */
  others: number;
  nodes: number;
  pods: number;
  /** Facts of the machines themselves. */
  facts: number;
}

export function summaryOf({ events, nodes, pods, facts }: PastedEvidence): PastedSummary {
  const lookAlikes = new Map<LookAlikeId, number>();
  const summary = { events: events.length, refused: 0, refusedTimes: 0, kernelTraces: 0, others: 0 };
  for (const { reading, count } of events) {
    switch (reading.kind) {
      case 'creation-refused':
        summary.refused += 1;
        summary.refusedTimes += count;
        break;
      case 'slub':
      case 'kmem-cache-create-failed':
        summary.kernelTraces += 1;
        break;
      case 'look-alike':
        lookAlikes.set(reading.look, (lookAlikes.get(reading.look) ?? 0) + 1);
        break;
      case 'unrelated':
        summary.others += 1;
    }
  }
  return {
    ...summary,
    lookAlikes: [...lookAlikes].map(([look, count]) => ({ look, events: count })).sort((a, b) => b.events - a.events),
    nodes: nodes.length,
    pods: pods.length,
    facts: facts.length,
  };
}

/** Is there anything in it that changes a verdict? */
export function hasFindings({ refused, kernelTraces, lookAlikes, nodes, facts }: PastedSummary): boolean {
  return refused > 0 || kernelTraces > 0 || lookAlikes.length > 0 || nodes > 0 || facts > 0;
}
