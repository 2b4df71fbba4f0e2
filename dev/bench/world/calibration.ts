import { type Cause } from '../../../src/diagnosis/diagnosis';
import { type Saying } from './pageScore';
import { type Truth, type TrueState } from './truth';

/** Verdicts whose first cause was said to be about as likely, and how many of them were right. */
export interface CalibrationRow {
  from: number;
  /** Not included, but for the last. */
  to: number;
  /** Mean of what was said. */
  said: number;
  right: number;
  of: number;
}

const bounds = [0, 0.4, 0.55, 0.7, 0.8, 0.9, 0.95, 1] as const;

/** Of the verdicts that say 80 %, about 80 % should be right: what was said of the first cause against what was so. */
export function calibrationOf(sayings: readonly Saying[]): CalibrationRow[] {
  const judged = sayings.flatMap((saying) => {
    const first = saying.diagnosis?.causes[0];
    return first ? [{ probability: first.probability, isRight: causesNow(saying).includes(first.cause) }] : [];
  });
  return bounds.slice(0, -1).flatMap((from, index): CalibrationRow[] => {
    const to = bounds[index + 1] ?? 1;
    const within = judged.filter(({ probability }) => probability >= from && (probability < to || to === 1));
    const sum = within.reduce((all, { probability }) => all + probability, 0);
    const right = within.filter(({ isRight }) => isRight).length;
    return within.length === 0 ? [] : [{ from, to, said: sum / within.length, right, of: within.length }];
  });
}

/** Mean distance between what was said and what was so, each row as heavy as its verdicts are many; 0 is perfect. */
export function miscalibration(rows: readonly CalibrationRow[]): number | undefined {
  const all = rows.reduce((sum, { of }) => sum + of, 0);
  return all === 0 ? undefined : rows.reduce((sum, { said, right, of }) => sum + Math.abs(said * of - right), 0) / all;
}

function causesNow({ node: { truth }, real }: { node: { truth: Truth }; real: TrueState }): readonly Cause[] {
  if (real === 'calm' && truth.leaksFrom !== undefined) {
    return ['none'];
  }
  return real === 'slow' ? [...truth.causes, 'none'] : truth.causes;
}
