/** Does to its end what can be done in steps. */
export function atOnce<Result>(work: Iterator<unknown, Result, void>): Result {
  let step = work.next();
  while (!step.done) {
    step = work.next();
  }
  return step.value;
}
