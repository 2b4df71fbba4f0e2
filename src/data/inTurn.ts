/** Runs a task when its turn comes. */
export type Turn = <T>(task: () => Promise<T>) => Promise<T>;

/** Runs at most `limit` of the given tasks at once, the others in the order they came. */
export function inTurn(limit: number): Turn {
  const waiting: Array<() => void> = [];
  let running = 0;
  return async (task) => {
    if (running >= limit) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await task();
    } finally {
      // The place goes straight to the next, so that nobody slips in between.
      const next = waiting.shift();
      if (next) {
        next();
      } else {
        running -= 1;
      }
    }
  };
}
