import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { day, minute } from './curves';
import { seriesName, typeLine } from './exposition';
import { type FleetNode } from './fleetNode';
import { fleetSeries } from './fleetSeries';
import { type Series } from './series';

/** Below Prometheus' lookback of five minutes, so that a query at any moment finds a sample. */
export const historyStepSeconds = 4 * minute;

export interface HistorySpan {
  endSeconds: number;
  days: number;
  nodes?: readonly FleetNode[];
  stepSeconds?: number;
}

export interface HistoryCount {
  series: number;
  samples: number;
}

/** Writes the fleet's past as OpenMetrics, for `promtool tsdb create-blocks-from openmetrics`. */
export async function writeHistory(
  file: string,
  span: HistorySpan,
  series: readonly Series[] = fleetSeries(span.endSeconds, span.nodes)
): Promise<HistoryCount> {
  const count = { series: 0, samples: 0 };
  const chunks = historyChunks(series, span, count);
  await pipeline(Readable.from(chunks), createWriteStream(file));
  return count;
}

// Small pieces stay in the processor's cache; a piece per series takes twice as long.
const pieceLength = 2 ** 16;

/** The file's text in pieces. */
export function* historyChunks(
  series: readonly Series[],
  { endSeconds, days, stepSeconds = historyStepSeconds }: HistorySpan,
  count: HistoryCount = { series: 0, samples: 0 }
): Generator<string> {
  const steps = Math.floor((days * day) / stepSeconds);
  let family = '';
  let piece = '';
  for (const { metric, labels, at } of series) {
    const name = seriesName(metric, labels);
    piece += metric === family ? '' : typeLine(metric, 'openMetrics');
    family = metric;
    count.series++;
    for (let step = steps; step >= 0; step--) {
      const seconds = endSeconds - step * stepSeconds;
      const value = at(seconds);
      if (value !== undefined) {
        piece += `${name} ${value} ${seconds}\n`;
        count.samples++;
      }
      if (piece.length > pieceLength) {
        yield piece;
        piece = '';
      }
    }
  }
  yield `${piece}# EOF\n`;
}

/** The moment of a written history's last sample, Unix seconds. */
export async function endOfHistory(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, 4096));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const seconds = / (\d+)\n# EOF\n$/.exec(tail.toString('utf8'))?.[1];
    if (seconds === undefined) {
      throw new Error(`${file} is no complete history`);
    }
    return Number(seconds);
  } finally {
    await handle.close();
  }
}
