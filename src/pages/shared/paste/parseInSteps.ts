import { type PastedEvidence, type PlacedReading, parsePasted } from '../../../events';
import { addLaterWordings } from '../../../events/calls/laterWordings';
import { type Places } from './linesRead';

export interface ParseInStepsOptions {
  nowSeconds: number;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** What a text says, and where. */
export interface ParsedText {
  evidence: PastedEvidence;
  places: Places;
}

/** Beyond these the page shows none. */
const maxPlaces = 2000;

/** So long the page may be held up at a stretch: less than a frame. */
const sliceMs = 12;

/** Reads a text of any size between the page's other work. Undefined when it was called off. */
export async function parseInSteps(text: string, options: ParseInStepsOptions): Promise<ParsedText | undefined> {
  addLaterWordings();
  const readings: PlacedReading[] = [];
  const unread = new Set<number>();
  const reading = parsePasted(text, {
    nowSeconds: options.nowSeconds,
    stepCharacters: 32 * 1024,
    onReading: (each) => readings.length < maxPlaces && readings.push(each),
    onUnread: (line) => unread.size < maxPlaces && unread.add(line),
  });
  while (!options.signal.aborted) {
    const until = performance.now() + sliceMs;
    let step = reading.next();
    while (!step.done && performance.now() < until) {
      step = reading.next();
    }
    if (step.done) {
      return { evidence: step.value, places: { readings, unread, facts: step.value.facts.slice(0, maxPlaces) } };
    }
    options.onProgress(step.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return undefined;
}
