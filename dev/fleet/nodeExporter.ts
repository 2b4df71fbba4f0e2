import { type Behaviour } from './behaviour';
import { type FleetNode } from './fleetNode';
import { podSuffix } from './pods';
import { compareVersions } from './versions/version';
import { exposedBy, type Curve, type Flag, flagAt, type Series, since, until } from './series';

const release = 'kube-prometheus-stack';
const usualPageBytes = 4096;

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
    ...(node.hasCgroupsCollector ? cgroups(series, node, behaviour) : []),
    ...(node.hasProbe ? probe(probed, behaviour) : []),
    ...(node.hasProbe && node.probeCounts ? [probed('memcg_kmem_memory_cgroups', behaviour.memoryCgroups)] : []),
    ...collectors(node).map((collector) => series('node_scrape_collector_success', 1, { collector })),
  ].flat();
}

type Expose = ReturnType<typeof exposedBy>;

function memory(
  series: Expose,
  node: FleetNode,
  { slabUnreclaimableBytes, slabReclaimableBytes, memoryAvailableBytes, perCpuBytes }: Behaviour
) {
  const { pageBytes = usualPageBytes } = node;
  const wholePages = (curve: Curve) => inWhole(pageBytes, curve);
  const unreclaimable = wholePages(slabUnreclaimableBytes);
  const reclaimable = wholePages(slabReclaimableBytes);
  // About the incident's ratio: the rest of what is available is page cache.
  const free: Curve = (seconds) => 0.7656 * memoryAvailableBytes(seconds);
  return [
    series('node_memory_MemTotal_bytes', node.memoryKiB * 1024),
    series('node_memory_MemFree_bytes', wholePages(free)),
    series('node_memory_MemAvailable_bytes', inWhole(1024, memoryAvailableBytes)),
    series('node_memory_Slab_bytes', (seconds) => unreclaimable(seconds) + reclaimable(seconds)),
    series('node_memory_SReclaimable_bytes', reclaimable),
    series('node_memory_SUnreclaim_bytes', unreclaimable),
    ...(saysPerCpu(node) ? [series('node_memory_Percpu_bytes', wholePages(perCpuBytes))] : []),
  ];
}

/** From 4.19 on, https://github.com/torvalds/linux/commit/7e8a6304d541, and on el8's 4.18. */
function saysPerCpu({ kernelVersion }: FleetNode): boolean {
  return compareVersions(kernelVersion, '4.19.0') >= 0 || /\.el8(?!_0)/.test(kernelVersion);
}

function identity(series: Expose, node: FleetNode, { bootSeconds, kernelBefore }: Behaviour) {
  const one = () => 1;
  const uname = (release: string, at: Series['at']) =>
    series('node_uname_info', at, {
      sysname: 'Linux',
      release,
      version: node.osImage.startsWith('Ubuntu') ? '#1-Ubuntu SMP' : '#1 SMP',
      machine: /\.(ppc64le|aarch64)$/.exec(node.kernelVersion)?.[1] ?? 'x86_64',
      nodename: node.hostName ?? node.name,
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

function cgroups(series: Expose, node: FleetNode, { memoryCgroups, liveMemoryCgroups, pidsCgroups }: Behaviour) {
  const controller = (subsys_name: string, count: Series['at']) => [
    series('node_cgroups_cgroups', count, { subsys_name }),
    series('node_cgroups_enabled', 1, { subsys_name }),
  ];
  // Removed memory cgroups do not stand in another controller's hierarchy; a unified one has one count for all.
  const existing: Curve = (seconds) => Math.max(1, liveMemoryCgroups(seconds) - 6);
  const pids = pidsCgroups ?? (isUnified(node) ? memoryCgroups : existing);
  return [...controller('pids', pids), ...(node.lacksMemoryRow ? [] : controller('memory', memoryCgroups))].flat();
}

/** Most distributions came to a unified hierarchy with the kernels of 2021. Amazon Linux 2 did not. */
function isUnified({ kernelVersion, lacksMemoryRow }: FleetNode): boolean {
  const [major = 0, minor = 0] = kernelVersion.split('.').map(Number);
  return lacksMemoryRow === true || (major + minor / 100 >= 5.1 && !kernelVersion.includes('amzn2.'));
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

function inWhole(bytes: number, curve: Curve): Curve {
  return (seconds) => Math.round(curve(seconds) / bytes) * bytes;
}
