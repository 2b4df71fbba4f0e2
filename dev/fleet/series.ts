export type Labels = Readonly<Record<string, string>>;

/** A quantity as a function of time, Unix seconds. */
export type Curve = (seconds: number) => number;

/** A yes or no, possibly changing over time. */
export type Flag = boolean | ((seconds: number) => boolean);

export function flagAt(flag: Flag, seconds: number): boolean {
  return typeof flag === 'boolean' ? flag : flag(seconds);
}

/** One time series; `at` is undefined while the exporter would not expose it. */
export interface Series {
  metric: string;
  labels: Labels;
  at: (seconds: number) => number | undefined;
}

/** The series of one exporter: every metric gets the exporter's target labels, which its own labels may override. */
export function exposedBy(target: Labels) {
  return (metric: string, value: number | Series['at'], labels: Labels = {}): Series => ({
    metric,
    labels: { ...target, ...labels },
    at: typeof value === 'number' ? () => value : value,
  });
}

/** Absent from `untilSeconds` on. */
export function until(untilSeconds: number, at: Series['at']): Series['at'] {
  return (seconds) => (seconds < untilSeconds ? at(seconds) : undefined);
}

/** Absent before `sinceSeconds`. */
export function since(sinceSeconds: number, curve: Series['at']): Series['at'] {
  return (seconds) => (seconds < sinceSeconds ? undefined : curve(seconds));
}
