import { defaultThresholds as thresholds, type NodeEvidence } from '../../src/diagnosis';
import { behaviourOf } from './archetypes';
import { day, hour, minute } from './curves';
import { type FleetNode } from './fleetNode';
import { type Curve, type Flag } from './series';

/** What the node's signals measure at this moment, as jsonnet/signals.libsonnet asks for them. */
export function evidenceOf(node: FleetNode, now: number): NodeEvidence {
  const is = behaviourOf(node, now);
  const boot = is.bootSeconds(now);
  const in15m = (curve: Curve) => curve(now) - curve(now - 15 * minute);
  const flag = (value: Flag) => (typeof value === 'function' ? value(now) : value);
  const ofExporter: Partial<NodeEvidence> = node.hasNodeExporter
    ? {
        slabUnreclaimableBytes: is.slabUnreclaimableBytes(now),
        slabReclaimableBytes: is.slabReclaimableBytes(now),
        memoryTotalBytes: node.memoryKiB * 1024,
        memoryAvailableBytes: is.memoryAvailableBytes(now),
        bootTimeSeconds: boot,
        slabSteadyGrowthBytesPerDay: steadyGrowth(is.slabUnreclaimableBytes, boot, now),
        slabHistory: Array.from({ length: 28 }, (_, step) => now - (27 - step) * 6 * hour).map((timeSeconds) => ({
          timeSeconds,
          bytes: is.slabUnreclaimableBytes(timeSeconds),
        })),
      }
    : {};
  const ofCollector: Partial<NodeEvidence> = node.hasCgroupsCollector
    ? {
        memoryCgroups: is.memoryCgroups(now),
        memoryCgroupsGrowthPerDay: is.memoryCgroups(now) - is.memoryCgroups(now - day),
      }
    : {};
  const ofProbe: Partial<NodeEvidence> = node.hasProbe
    ? {
        liveMemoryCgroups: is.liveMemoryCgroups(now),
        slabEntries: is.slabEntries(now),
        kmemAccountingOn: flag(is.kmemAccountingOn),
        nokmemRunning: flag(is.nokmemRunning),
        nokmemConfiguredNotRunning: flag(is.nokmemConfigured) && !flag(is.nokmemRunning),
        nokmemRanBefore: typeof is.nokmemRunning === 'function' && is.nokmemRunning(now - 3 * day) ? true : undefined,
      }
    : {};
  return {
    key: { cluster: node.cluster, node: node.name },
    atSeconds: now,
    kernelRelease: node.kernelVersion,
    osImage: node.osImage,
    kubeletVersion: node.kubeletVersion,
    containerRuntimeVersion: node.containerRuntimeVersion,
    cordoned: node.cordoned,
    slabHistory: [],
    cgroupCreates15m: in15m(is.cgroupCreates),
    podStarts15m: in15m(is.podStarts),
    podStarts1d: is.podStarts(now) - is.podStarts(Math.max(boot, now - day)),
    stuckPods: is.pods.flatMap(({ namespace, name, waiting: [first] }) =>
      first && first.sinceSeconds < now - 10 * minute ? [{ namespace, pod: name, reason: first.reason }] : []
    ),
    events: is.events
      .filter(({ endedSeconds = Infinity }) => endedSeconds > now - hour)
      .map(({ namespace, pod, reason, message, count }) => ({ namespace, pod, reason, message, count: count(now) })),
    ...ofExporter,
    ...ofCollector,
    ...ofProbe,
  };
}

/** The smallest of the steps between the floors of the last spans, within the running boot. */
function steadyGrowth(curve: Curve, bootSeconds: number, now: number): number | undefined {
  const uptimeSeconds = now - bootSeconds;
  const span = uptimeSeconds > 4 * day ? day : (uptimeSeconds > 32 * hour ? 8 : 4) * hour;
  const floor = (ago: number) => Math.min(...[0, 1, 2, 3, 4, 5].map((sixth) => curve(now - (ago + sixth / 6) * span)));
  return uptimeSeconds > thresholds.growthMinUptimeSeconds
    ? Math.min(...[0, 1, 2].map((step) => ((floor(step) - floor(step + 1)) * day) / span))
    : undefined;
}
