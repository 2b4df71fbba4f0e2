import { type ExportedMetric, type ExporterTable } from './exported';
import { kubelet } from './kubelet';
import { kubeStateMetrics } from './kubeStateMetrics';
import { nodeExporter } from './nodeExporter';
import { eventExporter, eventPipeline, eventsExporter, nodeProbe } from './others';
import { isWithin } from './version';

/** cAdvisor is not among them: nothing of it is read. */
export const exporterTables = {
  kubelet,
  kubeStateMetrics,
  nodeExporter,
  nodeProbe,
  eventsExporter,
  eventExporter,
  eventPipeline,
} satisfies Record<string, ExporterTable>;

export type ExporterName = keyof typeof exporterTables;

export interface Exporter {
  name: ExporterName;
  version: string;
}

export const allExported: readonly ExportedMetric[] = Object.values(exporterTables).flatMap(({ metrics }) => metrics);

/**
 * The labels of one series as this version exports it; undefined where it has no such metric. Throws for a metric or a label
 * that no version has.
 */
export function labelsAsExported<Value>(
  { name, version }: Exporter,
  metric: string,
  labels: Readonly<Record<string, Value>>
): Record<string, Value> | undefined {
  const row = exporterTables[name].metrics.find((each) => each.metric === metric);
  if (!row) {
    throw new Error(`${name} has no metric ${metric}`);
  }
  const unknown = Object.keys(labels).filter((label) => !(label in row.labels));
  if (unknown.length > 0) {
    throw new Error(`${metric} has no label ${unknown.join(', ')}`);
  }
  return isWithin(version, row)
    ? Object.fromEntries(Object.entries(labels).filter(([label]) => isWithin(version, row.labels[label] ?? {})))
    : undefined;
}

export function typeOf(metric: string): ExportedMetric['type'] {
  const row = allExported.find((each) => each.metric === metric);
  if (!row) {
    throw new Error(`no exporter has ${metric}`);
  }
  return row.type;
}
