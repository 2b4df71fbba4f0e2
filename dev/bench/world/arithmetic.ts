// What the fault does to a node's figures, from what it does to each pod that starts.
import { type Behaviour } from '../../fleet/behaviour';
import { counter, day, KiB, minute } from '../../fleet/curves';
import { type Curve } from '../../fleet/series';
import { type Draw } from './draw';

export const idLimit = 65_535;

/** How much starts on a node, and what each start leaves behind. */
export interface Work {
  startsPerDay: number;
  /** Memory cgroup IDs that one start leaks. */
  idsPerStart: number;
}

/**
 * Kinds of work. Three memory cgroups a pod and up to two IDs leaked of them; about 30,000 pods to the end.
 * https://github.com/kubernetes/kubernetes/issues/61937, https://tencentcloudcontainerteam.github.io/2018/12/29/cgroup-leaking/
 */
export const works = {
  cronJobs: (draw: Draw): Work => ({ startsPerDay: draw.scaled(1_500, 8_000), idsPerStart: draw.between(0.5, 2) }),
  ci: (draw: Draw): Work => ({ startsPerDay: draw.scaled(6_000, 25_000), idsPerStart: draw.between(1, 2) }),
  services: (draw: Draw): Work => ({ startsPerDay: draw.scaled(50, 400), idsPerStart: draw.between(0.25, 1) }),
};

/**
 * Slab that one leaked ID holds: 3.1 GiB for 65,535 of them in the incident that this project began with, about 50 KiB; how
 * many caches a cgroup has used makes it a good half or nearly double.
 */
export const slabPerId = (draw: Draw) => draw.scaled(28, 95) * KiB;

/** Where a page has 64 KiB, the smallest slab of each of its caches is larger; one of it holds more objects. */
export const slabPerIdOnLargePages = (draw: Draw) => draw.scaled(3, 10) * slabPerId(draw);

/** Per-CPU memory that a removed cgroup holds, by the number of processors: 10 to 40 GiB were seen on 5.15. */
export const perCpuPerId = (draw: Draw) => draw.scaled(24, 400) * KiB;

/** Entries of /sys/kernel/slab for each: 182,210 for 65,535 on the one node that has both figures. */
export const entriesPerId = (draw: Draw) => draw.scaled(1.4, 5.6);

/** IDs that the node's own cgroups hold. */
export const liveIds = 400;

/** Starts since a boot, faster by day than by night. */
export function startsSince(bootSeconds: Curve, { startsPerDay }: Work): Curve {
  return counter(bootSeconds, startsPerDay);
}

/** From a boot to the moment at which no ID is left. */
export function secondsToFull({ startsPerDay, idsPerStart }: Work): number {
  const leaked = counter(() => 0, startsPerDay);
  const isFull = (seconds: number) => liveIds + idsPerStart * leaked(seconds) >= idLimit;
  let from = 0;
  let until = (2 * idLimit * day) / (startsPerDay * idsPerStart);
  while (until - from > minute) {
    const middle = (from + until) / 2;
    if (isFull(middle)) {
      until = middle;
    } else {
      from = middle;
    }
  }
  return until;
}

/** How the leaked IDs show: on el7 in slab and its entries, on later kernels in the count of memory cgroups too. */
export interface Shows {
  bytesPerId: number;
  entriesPerId: number;
  perCpuBytesPerId?: number;
  isCounted: boolean;
  /** They are directories that nobody removes. */
  isLive?: boolean;
  /** They are so in the memory hierarchy, and in no other: https://github.com/huzhengchuan/dailywork/issues/58 */
  inMemoryAlone?: boolean;
}

/** `holding`: of these IDs slab and per-CPU memory still hold something; all of them unless it is given back and they are not. */
export function leaked(calm: Behaviour, ids: Curve, shows: Shows, holding: Curve = ids): Partial<Behaviour> {
  const { bytesPerId, perCpuBytesPerId = 0 } = shows;
  const plus =
    (curve: Curve, perId: number, of: Curve = ids): Curve =>
    (seconds) =>
      Math.round(curve(seconds) + perId * of(seconds));
  return {
    slabUnreclaimableBytes: plus(calm.slabUnreclaimableBytes, bytesPerId, holding),
    perCpuBytes: plus(calm.perCpuBytes, perCpuBytesPerId, holding),
    // What the kernel holds nobody else can have; its reserve remains.
    memoryAvailableBytes: (seconds) =>
      Math.max(
        0.03 * calm.memoryAvailableBytes(seconds),
        calm.memoryAvailableBytes(seconds) - (bytesPerId + perCpuBytesPerId) * holding(seconds)
      ),
    ...(shows.isCounted
      ? { memoryCgroups: plus(calm.memoryCgroups, 1) }
      : { slabEntries: plus(calm.slabEntries, shows.entriesPerId) }),
    ...(shows.isLive ? { liveMemoryCgroups: plus(calm.liveMemoryCgroups, 1) } : {}),
    ...(shows.inMemoryAlone ? { pidsCgroups: calm.liveMemoryCgroups } : {}),
  };
}

/** What is reclaimed every so often: a share of what has gathered since the last time, and since the boot. */
export function reclaimed(ids: Curve, everySeconds: number, share: number): Curve {
  return (seconds) => {
    const last = Math.floor(seconds / everySeconds) * everySeconds;
    const before = ids(last);
    return ids(seconds) - share * Math.min(before, ids(seconds));
  };
}
