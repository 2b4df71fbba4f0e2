import { always, type ExportedMetric, type ExporterTable } from './exported';
import { type Span } from './version';

const gauge = (
  metric: string,
  unit: ExportedMetric['unit'],
  file: string,
  labels: ExportedMetric['labels'] = {},
  span: Span = {}
): ExportedMetric => ({ metric, type: 'gauge', unit, labels, file: `collector/${file}`, ...span });

const collectorsOf14: Span = { since: '1.4.0' };

/** From 0.16 on, which renamed everything. Lines of /proc/meminfo that a kernel lacks are absent whatever the version. */
export const nodeExporter: ExporterTable = {
  read: ['0.18.1', '1.0.1', '1.3.1', '1.5.0', '1.8.2', '1.9.0', '1.10.2', '1.12.1'],
  source: 'Go module github.com/prometheus/node_exporter; 0.16.0 by its change log',
  metrics: [
    ...['MemTotal', 'MemFree', 'MemAvailable', 'Slab', 'SReclaimable', 'SUnreclaim', 'Percpu'].map((field) =>
      gauge(`node_memory_${field}_bytes`, 'bytes', 'meminfo_linux.go')
    ),
    gauge('node_boot_time_seconds', 'seconds', 'stat_linux.go'),
    gauge('node_time_seconds', 'seconds', 'time.go'),
    { ...gauge('node_cpu_seconds_total', 'seconds', 'cpu_linux.go', always('cpu', 'mode')), type: 'counter' },
    // Only where it is switched on; until 1.0 the label was called "state".
    {
      ...gauge('node_systemd_service_restart_total', 'count', 'systemd_linux.go', { name: { since: '1.0.0' } }),
      type: 'counter',
    },
    gauge(
      'node_uname_info',
      'info',
      'uname.go',
      always('sysname', 'release', 'version', 'machine', 'nodename', 'domainname')
    ),
    gauge('node_scrape_collector_success', 'bool', 'collector.go', always('collector')),
    gauge('node_textfile_scrape_error', 'bool', 'textfile.go'),
    gauge('node_cgroups_cgroups', 'count', 'cgroups_linux.go', always('subsys_name'), collectorsOf14),
    gauge('node_cgroups_enabled', 'bool', 'cgroups_linux.go', always('subsys_name'), collectorsOf14),
    gauge('node_slabinfo_objects', 'count', 'slabinfo_linux.go', always('slab'), collectorsOf14),
    gauge('node_slabinfo_object_size_bytes', 'bytes', 'slabinfo_linux.go', always('slab'), collectorsOf14),
  ],
};
