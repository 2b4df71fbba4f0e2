import { counter, day, GiB, hour, KiB, MiB, plus, random, rhythm, seedOf } from './curves';
import { type FleetNode } from './fleetNode';
import { type FleetEvent } from './events';
import { type PodOnNode } from './pods';
import { type Curve, type Flag } from './series';

/** Every signal of one node as a function of time. */
export interface Behaviour {
  bootSeconds: Curve;
  slabUnreclaimableBytes: Curve;
  slabReclaimableBytes: Curve;
  memoryAvailableBytes: Curve;
  /** Of /proc/meminfo, on kernels that say it. */
  perCpuBytes: Curve;
  /** `num_cgroups` of the memory controller. */
  memoryCgroups: Curve;
  liveMemoryCgroups: Curve;
  /** Of the pids controller; as many as there are memory cgroups that exist, where nothing else is said. */
  pidsCgroups?: Curve;
  slabEntries: Curve;
  kmemAccountingOn: Flag;
  nokmemRunning: Flag;
  /** nokmem is in the boot configuration: the next boot will have it. */
  nokmemConfigured: Flag;
  /** The kernel that ran until the node booted the one it is described with. */
  kernelBefore?: { release: string; untilSeconds: number };
  /** While the node reboots neither its exporter nor its kubelet answers. */
  downUntilSeconds?: number;
  podStarts: Curve;
  cgroupCreates: Curve;
  pods: PodOnNode[];
  events: FleetEvent[];
}

/** What an archetype's signals are made of. */
export interface Moment {
  node: FleetNode;
  /** End of the history, begin of the live fleet. */
  startSeconds: number;
  seed: number;
  bootSeconds: Curve;
}

export function momentOf(node: FleetNode, startSeconds: number): Moment {
  const seed = seedOf(`${node.cluster}/${node.name}`);
  return { node, startSeconds, seed, bootSeconds: lastBoot(node, startSeconds) };
}

function lastBoot({ bootedDaysAgo }: FleetNode, startSeconds: number): Curve {
  const boots = bootedDaysAgo.map((days) => Math.round(startSeconds - days * day));
  const first = boots[boots.length - 1] ?? startSeconds;
  return (seconds) => boots.find((boot) => boot <= seconds) ?? first;
}

/** A healthy node under load: gauges breathe with the day, counters start at zero with each boot. */
export function ordinary(moment: Moment): Behaviour {
  const { node, seed, bootSeconds } = moment;
  const totalBytes = node.memoryKiB * 1024;
  const breath = rhythm(seed);
  const level = (n: number, from: number, to: number) => from + (to - from) * random(seed, -n);
  const around =
    (middle: number, share: number): Curve =>
    (seconds) =>
      middle * (1 + share * breath(seconds));
  const cgroups = Math.round(level(1, 160, 380));
  const podStarts = counter(bootSeconds, level(2, 90, 400));
  const memoryCgroups: Curve = (seconds) => Math.round(cgroups * (1 + 0.1 * breath(seconds)));
  const perCpuBase = level(7, 18, 60) * MiB;
  return {
    bootSeconds,
    slabUnreclaimableBytes: warmedUp(bootSeconds, around(level(3, 190, 360) * MiB, 0.03)),
    slabReclaimableBytes: warmedUp(bootSeconds, around(level(4, 0.9, 2.4) * GiB, 0.08)),
    memoryAvailableBytes: around(level(5, 0.38, 0.72) * totalBytes, -0.06),
    // A cgroup's counters have a copy for each processor.
    perCpuBytes: (seconds) => perCpuBase + 96 * KiB * memoryCgroups(seconds),
    memoryCgroups,
    liveMemoryCgroups: (seconds) => Math.round(0.97 * cgroups * (1 + 0.1 * breath(seconds))),
    slabEntries: around(node.kernelVersion.startsWith('3.10.') ? level(6, 520, 1400) : 188, 0.02),
    kmemAccountingOn: true,
    nokmemRunning: false,
    nokmemConfigured: false,
    podStarts,
    // The kubelet creates a few cgroups for itself, then one for each pod.
    cgroupCreates: plus(podStarts, () => 6),
    pods: [],
    events: [],
  };
}

/** Caches fill in the first hours after a boot. */
function warmedUp(bootSeconds: Curve, curve: Curve): Curve {
  return (seconds) => curve(seconds) * (1 - 0.4 * Math.exp(-(seconds - bootSeconds(seconds)) / (1.5 * hour)));
}

/** What has gathered since the last boot at a constant rate. */
export function sinceBoot({ bootSeconds }: Moment, perDay: number): Curve {
  return (seconds) => (perDay * (seconds - bootSeconds(seconds))) / day;
}

/** A straight line that has this value at the fleet's start. */
export function arrivingAt({ startSeconds }: Moment, value: number, perDay: number): Curve {
  return (seconds) => value + (perDay * (seconds - startSeconds)) / day;
}

/** The curve shifted so that it has exactly this value at the fleet's start. */
export function anchored({ startSeconds }: Moment, curve: Curve, value: number): Curve {
  const shift = value - curve(startSeconds);
  return (seconds) => curve(seconds) + shift;
}
