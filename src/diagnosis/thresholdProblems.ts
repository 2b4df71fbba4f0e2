import figures from '../knowledge/figures.json';
import thresholdFacts from '../knowledge/thresholdFacts.json';
import { type ThresholdId, type Thresholds } from './thresholds';

/** Why a threshold cannot be used; each has words in `locales/`. */
export type ThresholdProblem = 'number' | 'ratio' | 'whole' | 'shortAboveAmple' | 'order';

const units = new Map(thresholdFacts.map(({ id, unit }) => [id, unit]));
/** Whole, since they become durations of PromQL, or count things. */
const wholeUnits = ['minutes', 'seconds', 'count'];

export function thresholdProblem(id: string, value: number): ThresholdProblem | undefined {
  if (!Number.isFinite(value) || value <= 0) {
    return 'number';
  }
  const unit = units.get(id) ?? '';
  if (unit === 'ratio' && value > 1) {
    return 'ratio';
  }
  return wholeUnits.includes(unit) && !Number.isInteger(value) ? 'whole' : undefined;
}

/** In each pair the first must not lie above the second. */
const ordered = figures.thresholdOrder as Array<[ThresholdId, ThresholdId]>;

/** Thresholds that contradict each other: the one that is too high, and the one below which it belongs. */
export function contradictionsOf(
  thresholds: Readonly<Record<ThresholdId, number>> | Readonly<Thresholds>
): Array<{ id: ThresholdId; mustNotExceed: ThresholdId; problem: ThresholdProblem }> {
  return ordered
    .filter(([low, high]) => thresholds[low] > thresholds[high])
    .map(([id, mustNotExceed]) => ({
      id,
      mustNotExceed,
      problem: id === 'memoryShortRatio' ? 'shortAboveAmple' : 'order',
    }));
}
