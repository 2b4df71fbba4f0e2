import figures from '../knowledge/figures.json';

let pattern: RegExp | undefined;

/** Pages of 64 KiB, by the kernel's release. */
export function hasLargePages(release = ''): boolean {
  pattern ??= new RegExp(`^(?:${figures.largePages.pattern})$`);
  return pattern.test(release);
}

/** How many times as much each memory cgroup leaves there, at least. */
export const pageTimes = ({ release }: { release?: string }) =>
  hasLargePages(release) ? figures.levelsOff.largePageTimes : 1;
