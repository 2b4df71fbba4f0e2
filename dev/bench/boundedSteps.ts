/** Steps of a bench, each within its time and all of them within theirs: what does not come is named, and the rest goes on. */
export interface BoundedSteps {
  /** Undefined where it failed, was not there in time, or was not begun since no time is left. */
  step<T>(what: string, seconds: number, work: () => Promise<T>): Promise<T | undefined>;
  missing: string[];
}

/** @param untilMs on the clock of `Date.now()` */
export function boundedSteps(untilMs: number, say: (text: string) => void): BoundedSteps {
  const missing: string[] = [];
  const miss = (what: string, why: string) => {
    missing.push(`${what}: ${why}`);
    say(`  ${what}: ${why}`);
  };
  return {
    missing,
    async step(what, seconds, work) {
      const leftSeconds = (untilMs - Date.now()) / 1000;
      if (leftSeconds < 5) {
        miss(what, 'not begun, the time was up');
        return undefined;
      }
      const begun = Date.now();
      const limit = Math.min(seconds, leftSeconds);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not there after ${limit.toFixed(0)} s`)), limit * 1000);
      });
      try {
        const result = await Promise.race([work(), late]);
        say(`  ${what}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
        return result;
      } catch (error) {
        miss(what, firstLine(error));
        return undefined;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

const firstLine = (error: unknown) => String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
