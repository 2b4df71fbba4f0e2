import { type PastedEvidence, type PlacedReading, readPasted } from '../../../events';
import { type Places } from './linesRead';

export interface ReadInStepsOptions {
  nowSeconds: number;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** What a text says, and where. */
export interface ReadText {
  evidence: PastedEvidence;
  places: Places;
}

/** Beyond these the page shows none. */
const mostPlaces = 2000;

/** So long the page may be held up at a stretch: less than a frame. */
const sliceMs = 12;

/** Reads a text of any size between the page's other work. Undefined when it was called off. */
export async function readInSteps(text: string, options: ReadInStepsOptions): Promise<ReadText | undefined> {
  const readings: PlacedReading[] = [];
  const unread = new Set<number>();
  const reading = readPasted(text, {
    nowSeconds: options.nowSeconds,
    stepCharacters: 32 * 1024,
    onReading: (each) => readings.length < mostPlaces && readings.push(each),
    onUnread: (line) => unread.size < mostPlaces && unread.add(line),
  });
  while (!options.signal.aborted) {
    const until = performance.now() + sliceMs;
    let step = reading.next();
    while (!step.done && performance.now() < until) {
      step = reading.next();
    }
    if (step.done) {
      return { evidence: step.value, places: { readings, unread, facts: step.value.facts.slice(0, mostPlaces) } };
    }
    options.onProgress(step.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return undefined;
}
