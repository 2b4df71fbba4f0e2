import { type DateTime, type TimeRange } from '@grafana/data';
import { type RawSpan } from '../../../data/timeSpan';

export type SpanMove = 'backward' | 'forward' | 'wider';

/** The range half its width away, or twice as wide around its middle. */
export function movedSpan({ from, to }: Pick<TimeRange, 'from' | 'to'>, move: SpanMove): RawSpan {
  const half = (to.valueOf() - from.valueOf()) / 2;
  const fromShift = move === 'forward' ? half : -half;
  const toShift = move === 'backward' ? -half : half;
  return { from: shifted(from, fromShift), to: shifted(to, toShift) };
}

function shifted(time: DateTime, milliseconds: number): string {
  return String(Math.round(time.valueOf() + milliseconds));
}
