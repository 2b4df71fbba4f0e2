import { type Behaviour } from './behaviour';
import { type FleetNode } from './fleetNode';
import { podSuffix } from './pods';
import { compareVersions } from './versions/version';
import { exposedBy, type Curve, type Flag, flagAt, type Series, since, until } from './series';

const release = 'kube-prometheus-stack';
const pageBytes = 4096;

export function exporterPodName(node: FleetNode): string {
  return `${release}-prometheus-node-exporter-${podSuffix(`exporter/${node.cluster}/${node.name}`)}`;
}

/** node_exporter of one node, the node probe's textfile included. It has no node label. */
export function nodeExporterSeries(node: FleetNode, behaviour: Behaviour): Series[] {
  const target = {
    cluster: node.cluster,
    job: 'node-exporter',
    instance: `${node.internalIp}:9100`,
    namespace: 'monitoring',
    pod: exporterPodName(node),
    container: 'node-exporter',
    endpoint: 'http-metrics',
    service: `${release}-prometheus-node-exporter`,
  };
  const series = exposedBy({ name: 'nodeExporter', version: node.monitoring.nodeExporter }, target);
  const probed = exposedBy({ name: 'nodeProbe', version: '0.1.0' }, target);
  return [
    ...memory(series, node, behaviour),
    ...identity(series, node, behaviour),
    ...(node.hasCgroupsCollector ? cgroups(series, behaviour) : []),
    ...(node.hasProbe ? probe(probed, behaviour) : []),
    ...collectors(node).map((collector) => series('node_scrape_collector_success', 1, { collector })),
  ].flat();
}

type Expose = ReturnType<typeof exposedBy>;

function memory(
  series: Expose,
  node: FleetNode,
  { slabUnreclaimableBytes, slabReclaimableBytes, memoryAvailableBytes }: Behaviour
) {
  const unreclaimable = wholePages(slabUnreclaimableBytes);
  const reclaimable = wholePages(slabReclaimableBytes);
  // About the incident's ratio: the rest of what is available is page cache.
  const free: Curve = (seconds) => 0.7656 * memoryAvailableBytes(seconds);
  return [
    series('node_memory_MemTotal_bytes', node.memoryKiB * 1024),
    series('node_memory_MemFree_bytes', wholePages(free)),
    series('node_memory_MemAvailable_bytes', wholeKiB(memoryAvailableBytes)),
    series('node_memory_Slab_bytes', (seconds) => unreclaimable(seconds) + reclaimable(seconds)),
    series('node_memory_SReclaimable_bytes', reclaimable),
    series('node_memory_SUnreclaim_bytes', unreclaimable),
  ];
}

function identity(series: Expose, node: FleetNode, { bootSeconds, kernelBefore }: Behaviour) {
  const one = () => 1;
  const uname = (release: string, at: Series['at']) =>
    series('node_uname_info', at, {
      sysname: 'Linux',
      release,
      version: node.osImage.startsWith('Ubuntu') ? '#1-Ubuntu SMP' : '#1 SMP',
      machine: 'x86_64',
      nodename: node.name,
      domainname: '(none)',
    });
  return [
    series('node_boot_time_seconds', bootSeconds),
    series('node_time_seconds', (seconds) => seconds),
    ...(kernelBefore ? [uname(kernelBefore.release, until(kernelBefore.untilSeconds, one))] : []),
    uname(node.kernelVersion, kernelBefore ? since(kernelBefore.untilSeconds, one) : one),
  ];
}

function collectors({ hasCgroupsCollector, monitoring }: FleetNode): string[] {
  const hasCgroups = hasCgroupsCollector && compareVersions(monitoring.nodeExporter, '1.4.0') >= 0;
  return ['meminfo', 'stat', 'textfile', 'uname', ...(hasCgroups ? ['cgroups'] : [])];
}

function cgroups(series: Expose, { memoryCgroups }: Behaviour) {
  const controller = { subsys_name: 'memory' };
  return [series('node_cgroups_cgroups', memoryCgroups, controller), series('node_cgroups_enabled', 1, controller)];
}

function probe(series: Expose, behaviour: Behaviour) {
  const { slabEntries, liveMemoryCgroups, kmemAccountingOn, nokmemRunning, nokmemConfigured } = behaviour;
  const flag =
    (value: Flag): Curve =>
    (seconds) =>
      Number(flagAt(value, seconds));
  return [
    series('memcg_kmem_sysfs_slab_entries', (seconds) => Math.round(slabEntries(seconds))),
    series('memcg_kmem_memory_cgroup_directories', liveMemoryCgroups),
    series('memcg_kmem_accounting_enabled', flag(kmemAccountingOn)),
    series('memcg_kmem_cmdline_nokmem', flag(nokmemRunning)),
    series('memcg_kmem_probe_last_run_timestamp_seconds', (seconds) => Math.floor(seconds / 60) * 60),
    series('memcg_kmem_grub_nokmem', flag(nokmemConfigured)),
    series('memcg_kmem_nokmem_configured_not_running', (seconds) =>
      Number(flagAt(nokmemConfigured, seconds) && !flagAt(nokmemRunning, seconds))
    ),
  ];
}

function wholePages(curve: Curve): Curve {
  return (seconds) => Math.round(curve(seconds) / pageBytes) * pageBytes;
}

function wholeKiB(curve: Curve): Curve {
  return (seconds) => Math.round(curve(seconds) / 1024) * 1024;
}
