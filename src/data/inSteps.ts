/** So long the page may be held up at a stretch: less than a frame. */
const sliceMs = 12;

/** Does long work between the page's other work; what is done within a slice is done at once. */
export async function inSteps(work: Iterator<void, unknown, void>): Promise<void> {
  let until = performance.now() + sliceMs;
  while (!work.next().done) {
    if (performance.now() >= until) {
      await new Promise((resolve) => setTimeout(resolve));
      until = performance.now() + sliceMs;
    }
  }
}
