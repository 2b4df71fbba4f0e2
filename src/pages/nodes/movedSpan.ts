import { type TimeRange } from '@grafana/data';
import { type RawSpan } from '../../data/timeSpan';

export type SpanMove = 'backward' | 'forward' | 'wider';

/** The range half its width away, or twice as wide around its middle. */
export function movedSpan({ from, to }: Pick<TimeRange, 'from' | 'to'>, move: SpanMove): RawSpan {
  const half = (to.valueOf() - from.valueOf()) / 2;
  const [fromShift, toShift] = { backward: [-half, -half], forward: [half, half], wider: [-half, half] }[move] as [number, number];
  return { from: String(Math.round(from.valueOf() + fromShift)), to: String(Math.round(to.valueOf() + toShift)) };
}
