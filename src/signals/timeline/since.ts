import { type NodeEvidence, type SlabSample } from '../../diagnosis/evidence';
import { type State } from '../../diagnosis/diagnosis';
import { type LookedAt } from '../answer';
import { merged, runsOf } from './nodeTimeline';
import { type SeriesRow } from '../series';

/** A beginning. `isOpen`: it goes on at the edge of what was looked at, so it may have begun earlier. */
export interface Since {
  timeSeconds: number;
  isOpen: boolean;
}

/** The beginning of the stretch that still goes on; nothing if none does. */
export function ongoingSince(
  rows: readonly SeriesRow[],
  { fromSeconds, atSeconds, stepSeconds }: LookedAt
): Since | undefined {
  const last = runsOf(merged(rows), stepSeconds).at(-1);
  if (!last || atSeconds - last[1] > 3 * stepSeconds) {
    return undefined;
  }
  return { timeSeconds: last[0], isOpen: last[0] - fromSeconds <= 2 * stepSeconds };
}

/** A sample may fall a little behind the one before and still be part of a climb. */
const dipShare = 0.02;

/** So many samples within a small part of the whole climb are level ground before it. */
const levelShare = 0.05;
const levelSamples = 4;

/** Since when unreclaimable slab has been climbing on the running boot. */
export function climbingSince({ slabHistory, bootTimeSeconds }: NodeEvidence): Since | undefined {
  const samples = slabHistory.filter(({ timeSeconds }) => timeSeconds >= (bootTimeSeconds ?? -Infinity));
  const climb = lastClimb(samples);
  const first = climb[0];
  const last = climb.at(-1);
  if (!first || !last || climb.length < 2) {
    return undefined;
  }
  const level = climb.filter(({ bytes }) => bytes - first.bytes <= levelShare * (last.bytes - first.bytes));
  const start = level.length >= levelSamples ? (level.at(-1) ?? first) : first;
  if (start !== samples[0]) {
    return { timeSeconds: start.timeSeconds, isOpen: false };
  }
  const earliest = slabHistory[0]?.timeSeconds ?? start.timeSeconds;
  return bootTimeSeconds !== undefined && bootTimeSeconds >= earliest
    ? { timeSeconds: bootTimeSeconds, isOpen: false }
    : { timeSeconds: start.timeSeconds, isOpen: true };
}

/** Walks back from the newest sample while each is below the later ones. */
function lastClimb(samples: readonly SlabSample[]): SlabSample[] {
  const climb: SlabSample[] = [];
  let lowest = Infinity;
  for (const sample of [...samples].reverse()) {
    if (sample.bytes > lowest * (1 + dipShare)) {
      break;
    }
    lowest = Math.min(lowest, sample.bytes);
    climb.unshift(sample);
  }
  return climb;
}

export function sinceOf(
  state: State,
  evidence: NodeEvidence,
  failing: readonly SeriesRow[] | undefined,
  lookedAt: LookedAt | undefined
): Since | undefined {
  switch (state) {
    case 'failing':
      return failing && lookedAt ? ongoingSince(failing, lookedAt) : undefined;
    case 'leaking':
      return climbingSince(evidence);
    default:
      return undefined;
  }
}
