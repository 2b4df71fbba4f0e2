import { type StuckPod } from '../../diagnosis/evidence';
import { type SeriesRow } from '../series';
import { type LookedAt } from '../answer';

import { ongoingSince, type Since } from './since';

export interface WaitingPod extends StuckPod {
  since?: Since;
}

/** Stuck pods with the moment since when they have been waiting, longest first. */
export function waitingPodsOf(
  pods: readonly StuckPod[],
  ages: readonly SeriesRow[] | undefined,
  lookedAt: LookedAt | undefined
): WaitingPod[] {
  const rows = new Map((ages ?? []).map((row) => [podKey(row.labels), row]));
  return pods
    .map((pod) => {
      const row = rows.get(podKey(pod));
      const since = row && lookedAt ? ongoingSince([row], lookedAt) : undefined;
      return { ...pod, since };
    })
    .sort((a, b) => (a.since?.timeSeconds ?? Infinity) - (b.since?.timeSeconds ?? Infinity));
}

function podKey({ namespace, pod }: Readonly<Partial<Record<string, string>>> | StuckPod): string {
  return JSON.stringify([namespace, pod]);
}
