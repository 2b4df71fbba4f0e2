import { type Exporter, labelsAsExported } from './versions/exporters';

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
  exporter: Exporter;
  metric: string;
  labels: Labels;
  at: (seconds: number) => number | undefined;
}

/**
 * The series of one exporter, none where its version lacks the metric; labels that it lacks are left out. Every metric gets
 * the exporter's target labels, which its own may override.
 */
export function exposedBy(exporter: Exporter, target: Labels) {
  return (metric: string, value: number | Series['at'], labels: Labels = {}): Series[] => {
    const own = labelsAsExported(exporter, metric, labels);
    const at = typeof value === 'number' ? () => value : value;
    return own ? [{ exporter, metric, labels: { ...target, ...own }, at }] : [];
  };
}

/** Absent from `untilSeconds` on. */
export function until(untilSeconds: number, at: Series['at']): Series['at'] {
  return (seconds) => (seconds < untilSeconds ? at(seconds) : undefined);
}

/** Absent before `sinceSeconds`. */
export function since(sinceSeconds: number, curve: Series['at']): Series['at'] {
  return (seconds) => (seconds < sinceSeconds ? undefined : curve(seconds));
}
