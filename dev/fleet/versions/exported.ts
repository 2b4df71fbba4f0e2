import { type Span } from './version';

export type MetricType = 'gauge' | 'counter' | 'histogram' | 'summary';
export type MetricUnit = 'bytes' | 'seconds' | 'microseconds' | 'count' | 'bool' | 'info';

/** One metric of an exporter, as the source of its versions has it. */
export interface ExportedMetric extends Span {
  /** As it stands on a line; of a histogram or a summary the part that is read, such as `…_count`. */
  metric: string;
  type: MetricType;
  /** Of the value; of a histogram's count, what was counted. */
  unit: MetricUnit;
  /** Its own labels, without those of the scrape; each may be younger or older than the metric. */
  labels: Readonly<Record<string, Span>>;
  /** Where it was read: a file below the exporter's `source`, or an address. */
  file?: string;
}

export interface ExporterTable {
  /** Versions whose source was read, the oldest and the newest among them. */
  read: readonly string[];
  source: string;
  metrics: readonly ExportedMetric[];
}

/** Labels that are there as long as the metric is. */
export function always(...names: string[]): Readonly<Record<string, Span>> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}
