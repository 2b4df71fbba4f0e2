/** So long the page may be held up at a stretch: less than a frame. */
const sliceMs = 12;

interface InStepsOptions<Step> {
  signal?: AbortSignal;
  /** Before the page gets its turn. */
  onPause?: (step: Step) => void;
}

/**
 * Does long work between the page's other work; what is done within a slice is done at once. What the work returns, or
 * undefined when it was called off.
 */
export async function inSteps<Step, Result>(
  work: Iterator<Step, Result, void>,
  { signal, onPause }: InStepsOptions<Step> = {}
): Promise<Result | undefined> {
  while (!signal?.aborted) {
    const until = performance.now() + sliceMs;
    let step = work.next();
    while (!step.done && performance.now() < until) {
      step = work.next();
    }
    if (step.done) {
      return step.value;
    }
    onPause?.(step.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return undefined;
}
