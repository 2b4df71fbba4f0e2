import { type PastedEvidence, readPasted } from '../../../events';

export interface ReadInStepsOptions {
  nowSeconds: number;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** So long the page may be held up at a stretch: less than a frame. */
const sliceMs = 12;

/** Reads a text of any size between the page's other work. Undefined when it was called off. */
export async function readInSteps(text: string, options: ReadInStepsOptions): Promise<PastedEvidence | undefined> {
  const reading = readPasted(text, { nowSeconds: options.nowSeconds, stepCharacters: 32 * 1024 });
  while (!options.signal.aborted) {
    const until = performance.now() + sliceMs;
    let step = reading.next();
    while (!step.done && performance.now() < until) {
      step = reading.next();
    }
    if (step.done) {
      return step.value;
    }
    options.onProgress(step.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return undefined;
}
