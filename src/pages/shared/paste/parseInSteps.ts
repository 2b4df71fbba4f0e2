import { inSteps } from '../../../data/inSteps';
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

/** Reads a text of any size between the page's other work. Undefined when it was called off. */
export async function parseInSteps(text: string, options: ParseInStepsOptions): Promise<ParsedText | undefined> {
  await addLaterWordings(text);
  const readings: PlacedReading[] = [];
  const unread = new Set<number>();
  const reading = parsePasted(text, {
    nowSeconds: options.nowSeconds,
    stepCharacters: 32 * 1024,
    onReading: (each) => readings.length < maxPlaces && readings.push(each),
    onUnread: (line) => unread.size < maxPlaces && unread.add(line),
  });
  const evidence = await inSteps(reading, { signal: options.signal, onPause: options.onProgress });
  return evidence && { evidence, places: { readings, unread, facts: evidence.facts.slice(0, maxPlaces) } };
}
