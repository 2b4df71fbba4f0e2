import { importLines } from '../vm/victoriaMetrics';
import { type LargeFleet, largeFleetLines } from './largeFleet';

const linesPerPost = 200_000;

/** The same fleet for VictoriaMetrics, which takes milliseconds and no comments. */
export async function importLargeFleet(url: string, fleet: LargeFleet): Promise<void> {
  let lines: string[] = [];
  for (const piece of largeFleetLines(fleet)) {
    for (const line of piece.split('\n')) {
      if (line !== '' && !line.startsWith('#')) {
        lines.push(`${line}000`);
      }
    }
    if (lines.length > linesPerPost) {
      await importLines(url, lines);
      lines = [];
    }
  }
  await importLines(url, lines);
}
