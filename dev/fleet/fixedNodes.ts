import { type Behaviour, type Moment, sinceBoot } from './behaviour';
import { hour, MiB, minute, plus } from './curves';
import { counted, ended, refusedPodCgroup } from './events';
import { stoppedStarts } from './incident';
import { containerCreating } from './pods';
import { type Curve } from './series';

/** Pods of several containers: a sixth of a MiB each. */
export const startsPerMiB = 6;

/** Unreclaimable slab that grows from each boot on, the pods that leave it, and the entries that come with it. */
export function leaking(moment: Moment, calm: Behaviour, perDayMiB = moment.node.leakMiBPerDay) {
  const leaked = sinceBoot(moment, perDayMiB * MiB);
  const podStarts = plus(calm.podStarts, sinceBoot(moment, startsPerMiB * perDayMiB));
  return {
    podStarts,
    cgroupCreates: plus(podStarts, () => 6),
    slabUnreclaimableBytes: plus(calm.slabUnreclaimableBytes, leaked),
    slabEntries: (seconds: number) => Math.round(calm.slabEntries(seconds) + (8 * leaked(seconds)) / MiB),
  };
}

/** It leaked until its last boot, which brought nokmem. */
export function fixedAtLastBoot(moment: Moment, calm: Behaviour) {
  const before = leaking(moment, calm);
  const isFixed = sinceLastBoot(moment);
  return {
    slabUnreclaimableBytes: switched(isFixed, before.slabUnreclaimableBytes, calm.slabUnreclaimableBytes),
    slabEntries: switched(isFixed, before.slabEntries, calm.slabEntries),
    kmemAccountingOn: (seconds: number) => !isFixed(seconds),
    nokmemRunning: isFixed,
    nokmemConfigured: (seconds: number) => isFixed(seconds + 10 * minute),
  };
}

/** The same, and for twelve hours before that boot no pod could start. */
export function failedThenFixed(moment: Moment, calm: Behaviour): Partial<Behaviour> {
  const isFixed = sinceLastBoot(moment);
  const bootSeconds = lastBootOf(moment);
  const failingSince = bootSeconds - 12 * hour;
  const refused = containerCreating(
    {
      namespace: 'shop',
      name: 'orders-6b8f9c7d5-h4x2n',
      ownerKind: 'ReplicaSet',
      ownerName: 'orders-6b8f9c7d5',
      createdSeconds: failingSince,
    },
    'orders'
  );
  const failing = stoppedStarts(calm, failingSince, [refused]);
  const event = {
    namespace: refused.namespace,
    pod: refused.name,
    reason: 'FailedCreatePodContainer',
    message: refusedPodCgroup(refused.uid),
    sinceSeconds: failingSince,
    count: counted(failingSince, bootSeconds, 3_456),
  };
  return {
    ...fixedAtLastBoot(moment, calm),
    podStarts: switched(isFixed, failing.podStarts, calm.podStarts),
    cgroupCreates: switched(isFixed, failing.cgroupCreates, calm.cgroupCreates),
    events: [ended(event, bootSeconds)],
  };
}

/** Its last boot lost nokmem: a kernel update had written an entry without it. */
export function unfixedAtLastBoot(moment: Moment, calm: Behaviour): Partial<Behaviour> {
  const after = leaking(moment, calm);
  const isUnfixed = sinceLastBoot(moment);
  return {
    slabUnreclaimableBytes: switched(isUnfixed, calm.slabUnreclaimableBytes, after.slabUnreclaimableBytes),
    slabEntries: switched(isUnfixed, calm.slabEntries, after.slabEntries),
    podStarts: after.podStarts,
    cgroupCreates: after.cgroupCreates,
    kmemAccountingOn: isUnfixed,
    nokmemRunning: (seconds) => !isUnfixed(seconds),
    nokmemConfigured: (seconds) => !isUnfixed(seconds),
  };
}

/** Before its last boot it ran a kernel that keeps removed cgroups. */
export function kernelChangedAtLastBoot(moment: Moment, calm: Behaviour): Partial<Behaviour> {
  const isNew = sinceLastBoot(moment);
  const kept = sinceBoot(moment, 1_400);
  return {
    kernelBefore: { release: '4.18.0-80.11.2.el8_0.x86_64', untilSeconds: lastBootOf(moment) },
    slabUnreclaimableBytes: switched(isNew, leaking(moment, calm).slabUnreclaimableBytes, calm.slabUnreclaimableBytes),
    memoryCgroups: (seconds) => Math.round(calm.memoryCgroups(seconds) + (isNew(seconds) ? 0 : kept(seconds))),
  };
}

function lastBootOf({ bootSeconds, startSeconds }: Moment): number {
  return bootSeconds(startSeconds);
}

function sinceLastBoot(moment: Moment): (seconds: number) => boolean {
  const lastBoot = lastBootOf(moment);
  return (seconds) => seconds >= lastBoot;
}

function switched(isAfter: (seconds: number) => boolean, before: Curve, after: Curve): Curve {
  return (seconds) => (isAfter(seconds) ? after : before)(seconds);
}
