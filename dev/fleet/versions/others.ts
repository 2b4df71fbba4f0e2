import { always, type ExportedMetric, type ExporterTable } from './exported';

const probed = (name: string, unit: ExportedMetric['unit']): ExportedMetric => ({
  metric: `memcg_kmem_${name}`,
  type: 'gauge',
  unit,
  labels: {},
});

/** Ours, through node_exporter's textfile collector. */
export const nodeProbe: ExporterTable = {
  read: ['0.1.0'],
  source: 'deploy/node-probe',
  metrics: [
    probed('sysfs_slab_entries', 'count'),
    probed('memory_cgroups', 'count'),
    probed('memory_cgroup_directories', 'count'),
    probed('dying_descendants', 'count'),
    probed('accounting_enabled', 'bool'),
    probed('cgroup_version', 'count'),
    probed('cmdline_nokmem', 'bool'),
    probed('grub_nokmem', 'bool'),
    probed('nokmem_configured_not_running', 'bool'),
    probed('probe_last_run_timestamp_seconds', 'seconds'),
  ],
};

const events = (metric: string, labels: readonly string[], type: ExportedMetric['type']): ExportedMetric => ({
  metric,
  type,
  unit: 'count',
  labels: always(...labels),
});

/** https://github.com/nabokihms/events_exporter */
export const eventsExporter: ExporterTable = {
  read: ['0.0.4'],
  source: 'its README',
  metrics: [
    events(
      'kube_event_info',
      [
        'type',
        'source_component',
        'source_host',
        'involved_kind',
        'involved_name',
        'involved_namespace',
        'reporting_controller',
        'reporting_instance',
        'reason',
        'message',
      ],
      'gauge'
    ),
  ],
};

/** event_exporter 1.x, https://github.com/caicloud/event_exporter */
export const eventExporter: ExporterTable = {
  read: ['1.0.0'],
  source: 'its README',
  metrics: [
    events(
      'kube_event_count',
      [
        'name',
        'namespace',
        'involved_object_kind',
        'involved_object_name',
        'involved_object_namespace',
        'reason',
        'type',
        'source',
      ],
      'gauge'
    ),
  ],
};

/** Our pipelines: Loki's metric stage, with Alloy's prefix or without. */
export const eventPipeline: ExporterTable = {
  read: ['0.1.0'],
  source: 'jsonnet/events.libsonnet',
  metrics: ['', 'loki_process_custom_'].map((prefix) =>
    events(`${prefix}memcg_kmem_refused_creations_total`, ['node'], 'counter')
  ),
};
