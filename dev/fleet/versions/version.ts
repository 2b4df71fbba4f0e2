/** From `since` on, up to but without `until`; open where absent. */
export interface Span {
  since?: string;
  until?: string;
}

/** Whether a version such as `v1.20.15`, `1.9.8` or `v1.21.14-eks-18ef993` lies in the span. */
export function isWithin(version: string, { since, until }: Span): boolean {
  return (
    (since === undefined || compareVersions(version, since) >= 0) &&
    (until === undefined || compareVersions(version, until) < 0)
  );
}

/** Negative where `a` is older. What follows the three numbers is a build of the same release. */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  const place = left.findIndex((number, index) => number !== right[index]);
  return place < 0 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  const numbers = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version)?.slice(1);
  if (!numbers) {
    throw new Error(`not a version: ${version}`);
  }
  return numbers.map((text) => Number(text ?? 0));
}
