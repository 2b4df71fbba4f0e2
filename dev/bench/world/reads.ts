// Which moments of each metric a question reads, so that nothing else need be stored for it.
import { day, hour, minute } from '../../fleet/curves';
import { type SignalQuery } from '../../../src/signals/series';

/** Seconds before the moment of the question: from the older to the newer. */
export interface Read {
  fromSeconds: number;
  untilSeconds: number;
}

/** Prometheus' lookback, and a little. */
const lookbackSeconds = 6 * minute;
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: minute, h: hour, d: day, w: 7 * day };

function durationSeconds(text: string | undefined): number {
  const parts = [...(text ?? '').matchAll(/(\d+)([smhdw])/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ''] ?? 0), 0);
}

/** Text in quotes, a selector with its range and offset, or a parenthesis; a closed one may be looked back over as a whole. */
const token =
  /"[^"]*"|([a-zA-Z_][a-zA-Z0-9_]*)\{[^{}]*\}(?:\[([0-9smhdw]+)(?::[0-9smhdw]*)?\])?(?:\s+offset\s+([0-9smhdw]+))?|\(|\)(?:\[([0-9smhdw]+):[0-9smhdw]*\])?(?:\s+offset\s+([0-9smhdw]+))?/g;

interface Selected extends Read {
  metric: string;
}

/** What an expression selects, with every subquery around it. */
function selectedBy(expr: string): Selected[] {
  const found: Selected[] = [];
  const opened: number[] = [];
  for (const [text, metric, range, offset, outerRange, outerOffset] of expr.matchAll(token)) {
    if (metric !== undefined) {
      const untilSeconds = durationSeconds(offset);
      found.push({ metric, untilSeconds, fromSeconds: untilSeconds + durationSeconds(range) + lookbackSeconds });
    } else if (text === '(') {
      opened.push(found.length);
    } else if (text.startsWith(')')) {
      for (const inner of found.slice(opened.pop() ?? 0)) {
        inner.untilSeconds += durationSeconds(outerOffset);
        inner.fromSeconds += durationSeconds(outerOffset) + durationSeconds(outerRange);
      }
    }
  }
  return found;
}

/** By metric; what a question reads of a metric whose name it does not say is not found. */
export function readsOf(queries: ReadonlyArray<SignalQuery<string>>): Map<string, Read[]> {
  const reads = new Map<string, Read[]>();
  for (const query of queries) {
    const steps = query.kind === 'range' ? Math.floor(query.windowSeconds / query.stepSeconds) : 0;
    const stepSeconds = query.kind === 'range' ? query.stepSeconds : 0;
    for (const { metric, fromSeconds, untilSeconds } of selectedBy(query.expr)) {
      const found = reads.get(metric) ?? [];
      for (let step = 0; step <= steps; step++) {
        const ago = step * stepSeconds;
        found.push({ fromSeconds: fromSeconds + ago, untilSeconds: untilSeconds + ago });
      }
      reads.set(metric, found);
    }
  }
  return reads;
}

/** The scrapes, the first of them at `phaseSeconds`, that fall into what is read at any of `atSeconds`; sorted. */
export function scrapesRead(
  reads: readonly Read[],
  atSeconds: readonly number[],
  { everySeconds, phaseSeconds }: { everySeconds: number; phaseSeconds: number }
): number[] {
  const moments = new Set<number>();
  for (const at of atSeconds) {
    for (const { fromSeconds, untilSeconds } of reads) {
      const first = Math.ceil((at - fromSeconds - phaseSeconds) / everySeconds);
      const last = Math.floor((at - untilSeconds - phaseSeconds) / everySeconds);
      for (let scrape = first; scrape <= last; scrape++) {
        moments.add(scrape * everySeconds + phaseSeconds);
      }
    }
  }
  return [...moments].filter((seconds) => seconds >= 0).sort((a, b) => a - b);
}
