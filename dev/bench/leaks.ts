import { type Behaviour, type Moment } from '../fleet/behaviour';
import { day, GiB, minute } from '../fleet/curves';
import { counted, type FleetEvent } from '../fleet/events';
import { containerCreating, type PodOnNode } from '../fleet/pods';
import { type Curve } from '../fleet/series';
import { endSeconds } from './scenario';

// The incident this project began with had used up 65,535 IDs with 3.1 GiB of unreclaimable slab: about 50 KiB each.
const leakedWhenFull = 2.9 * GiB;
const idsWhenFull = 65_500;
const retryEverySeconds = 12.5;

/** Rises from 0 to 1 between the two moments and stays there: the share of the IDs that have leaked. */
export function filling(from: number, full: number): Curve {
  return (seconds) => Math.min(1, Math.max(0, (seconds - from) / (full - from)));
}

/** An el7 leak: slab and its sysfs entries grow, /proc/cgroups does not count what is gone. */
export function slabLeak(calm: Behaviour, share: Curve): Partial<Behaviour> {
  return {
    slabUnreclaimableBytes: (seconds) => calm.slabUnreclaimableBytes(seconds) + leakedWhenFull * share(seconds),
    slabEntries: (seconds) => Math.round(calm.slabEntries(seconds) + 180_000 * share(seconds)),
  };
}

/** A leak on 4.x: slab grows, and the removed cgroups are counted. */
export function dyingLeak(calm: Behaviour, share: Curve): Partial<Behaviour> {
  return {
    slabUnreclaimableBytes: (seconds) => calm.slabUnreclaimableBytes(seconds) + leakedWhenFull * share(seconds),
    memoryCgroups: (seconds) => Math.round(calm.memoryCgroups(seconds) + idsWhenFull * share(seconds)),
  };
}

/** Directories that nobody removes. */
export function litter(calm: Behaviour, share: Curve): Partial<Behaviour> {
  return {
    memoryCgroups: (seconds) => Math.round(calm.memoryCgroups(seconds) + idsWhenFull * share(seconds)),
    liveMemoryCgroups: (seconds) => Math.round(calm.liveMemoryCgroups(seconds) + idsWhenFull * share(seconds)),
  };
}

interface Refusal {
  /** No pod starts between these moments. */
  from: number;
  until?: number;
  errno?: 'cannot allocate memory' | 'no space left on device';
  /** Nobody collects events. */
  silent?: boolean;
}

/** Pods stop starting, the kubelet tries again and again, and says why in an Event that outlives the cure. */
export function refusal(
  { node }: Moment,
  calm: Behaviour,
  { from, until = endSeconds, errno, silent }: Refusal
): Partial<Behaviour> {
  const refused = ['orders-6d8f7c9b5', 'reports-28011240', 'search-56b7d8c9'].map((owner, i) =>
    containerCreating(
      {
        namespace: 'shop',
        name: `${owner}-${node.name}`,
        ownerKind: 'ReplicaSet',
        ownerName: owner,
        createdSeconds: from + i * 20 * minute,
      },
      'app'
    )
  );
  const shift = (seconds: number) => (seconds < from ? 0 : Math.min(seconds, until) - from);
  const podStarts: Curve = (seconds) => calm.podStarts(seconds - shift(seconds));
  const retries: Curve = (seconds) =>
    refused.reduce(
      (sum, { createdSeconds }) =>
        sum + Math.floor(Math.max(0, Math.min(seconds, until) - createdSeconds) / retryEverySeconds),
      0
    );
  return {
    podStarts,
    cgroupCreates: (seconds) => podStarts(seconds) + 6 + retries(seconds),
    pods: refused.map((each) => waitingUntil(each, until)),
    events: silent ? [] : refused.map((each) => refusalEvent(each, until, errno ?? 'cannot allocate memory')),
  };
}

/** Pods of the simulator wait for ever; one that is cured drops its waiting reason by never having been there. */
function waitingUntil(each: PodOnNode, until: number): PodOnNode {
  return until >= endSeconds ? each : { ...each, waiting: [] };
}

function refusalEvent({ namespace, name, uid, createdSeconds }: PodOnNode, until: number, errno: string): FleetEvent {
  const perWrite = counted(createdSeconds, createdSeconds + day, day / retryEverySeconds);
  return {
    namespace,
    pod: name,
    reason: 'FailedCreatePodContainer',
    message:
      `unable to ensure pod container exists: failed to create container for [kubepods besteffort pod${uid}] : ` +
      `mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod${uid}: ${errno}`,
    sinceSeconds: createdSeconds,
    count: (seconds) => perWrite(Math.min(seconds, until)),
  };
}
