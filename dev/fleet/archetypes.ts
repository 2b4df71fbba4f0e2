import { anchored, arrivingAt, type Behaviour, type Moment, momentOf, ordinary, sinceBoot } from './behaviour';
import { day, GiB, hour, plus, rhythm } from './curves';
import { counted, type FleetEvent, lookAlikes } from './events';
import { type ArchetypeId, type Expected, type FleetNode } from './fleetNode';
import { failedThenFixed, fixedAtLastBoot, kernelChangedAtLastBoot, leaking, unfixedAtLastBoot } from './fixedNodes';
import { incident, incidentWithoutEvents } from './incident';
import { pod, podSuffix, uidOf } from './pods';

interface Archetype {
  /** The verdict that the signals of this archetype call for. */
  expected: Expected;
  /** How it differs from an ordinary node. */
  differs: (moment: Moment, calm: Behaviour) => Partial<Behaviour>;
}

const asOrdinary = () => ({});

function archetype(
  state: Expected['state'],
  cause: Expected['cause'],
  differs: Archetype['differs'] = asOrdinary
): Archetype {
  return { expected: { state, cause }, differs };
}

export const archetypes: Readonly<Record<ArchetypeId, Archetype>> = {
  'seed-incident': archetype('failing', 'memcg-kmem-leak', incident),
  'failing-without-events': archetype('failing', 'memcg-kmem-leak', incidentWithoutEvents),
  'leaking-for-days': archetype('leaking', 'memcg-kmem-leak', leaking),
  'rebooted-and-leaking': archetype('leaking', 'memcg-kmem-leak', leaking),
  'configured-not-running': archetype('leaking', 'memcg-kmem-leak', (moment, calm) => ({
    ...leaking(moment, calm),
    nokmemConfigured: (seconds) => seconds >= moment.startSeconds - 20 * hour,
  })),
  regressed: archetype('leaking', 'memcg-kmem-leak', unfixedAtLastBoot),
  'dying-memcgs': archetype('leaking', 'dying-memcgs', (moment, calm) => ({
    ...leaking(moment, calm),
    memoryCgroups: rounded(arrivingAt(moment, 26_000, 1_500)),
    liveMemoryCgroups: () => 410,
    slabEntries: calm.slabEntries,
  })),
  'live-directory-leak': archetype('leaking', 'live-cgroup-leak', (moment, calm) => ({
    ...leaking(moment, calm),
    memoryCgroups: rounded(arrivingAt(moment, 31_000, 2_000)),
    liveMemoryCgroups: rounded(arrivingAt(moment, 30_960, 2_000)),
    slabEntries: calm.slabEntries,
  })),
  'quiet-el7': archetype('exposed', 'none'),
  'hostile-labels': archetype('exposed', 'none', (moment) => failedPods(moment, 'Failed', [lookAlikes.hostile])),
  'protected-by-nokmem': archetype('protected', 'none', (moment) => ({
    kmemAccountingOn: false,
    nokmemRunning: true,
    nokmemConfigured: true,
    slabEntries: (seconds) => Math.round(262 + 3 * rhythm(moment.seed)(seconds)),
  })),
  'fixed-verifying': archetype('protected', 'none', failedThenFixed),
  'fixed-verified': archetype('protected', 'none', fixedAtLastBoot),
  'protected-by-default': archetype('protected', 'none'),
  'kernel-changed': archetype('clear', 'none', kernelChangedAtLastBoot),
  'fixed-kernel': archetype('clear', 'none'),
  'memory-shortage': archetype('clear', 'memory-shortage', shortOfMemory),
  'memory-shortage-el7': archetype('exposed', 'memory-shortage', shortOfMemory),
  'reclaimable-slab-growth': archetype('exposed', 'none', (moment, calm) => ({
    slabReclaimableBytes: anchored(moment, plus(calm.slabReclaimableBytes, sinceBoot(moment, 3 * GiB)), 40 * GiB),
  })),
  'no-node-exporter': archetype('unknown', 'undetermined'),
  'no-node-exporter-fixed': archetype('clear', 'none'),
  'look-alike-events-el7': archetype('exposed', 'other', (moment) => ({
    events: [
      ...failedPods(moment, 'FailedCreatePodContainer', [lookAlikes.dbusClosed]).events,
      ...failedPods(moment, 'Failed', [lookAlikes.inotifyWatches]).events,
    ],
  })),
  'look-alike-events-el8': archetype('clear', 'other', (moment) =>
    failedPods(moment, 'FailedCreatePodContainer', [lookAlikes.sliceExists])
  ),
  'counter-drift': archetype('clear', 'none', (moment, calm) => ({
    slabUnreclaimableBytes: leaking(moment, calm).slabUnreclaimableBytes,
  })),
} satisfies Record<string, Archetype>;

export function behaviourOf(node: FleetNode, startSeconds: number): Behaviour {
  const moment = momentOf(node, startSeconds);
  const calm = ordinary(moment);
  return { ...calm, ...archetypes[node.archetype].differs(moment, calm) };
}

function shortOfMemory(moment: Moment): Partial<Behaviour> {
  const totalBytes = moment.node.memoryKiB * 1024;
  const breath = rhythm(moment.seed);
  const failed = failedPods(moment, 'Failed', [lookAlikes.forkRefused]);
  return { ...failed, memoryAvailableBytes: (seconds) => totalBytes * (0.015 + 0.003 * breath(seconds)) };
}

/** A pod whose container fails to start again and again, with the events that say so. */
function failedPods({ node, startSeconds }: Moment, reason: string, messages: Array<(uid: string) => string>) {
  const sinceSeconds = startSeconds - 16 * hour;
  const name = `worker-6c9f7d5b4-${podSuffix(node.name)}`;
  const failing = pod(
    {
      namespace: 'batch',
      name,
      ownerKind: 'ReplicaSet',
      ownerName: 'worker-6c9f7d5b4',
      createdSeconds: startSeconds - 2 * day,
    },
    { waiting: [{ name: 'worker', isInit: false, reason: 'RunContainerError', sinceSeconds }] }
  );
  const events = messages.map((message): FleetEvent => ({
    namespace: failing.namespace,
    pod: name,
    reason,
    message: message(uidOf(name)),
    sinceSeconds,
    count: counted(sinceSeconds, startSeconds - 95, 640),
  }));
  return { pods: [failing], events };
}

function rounded(curve: (seconds: number) => number) {
  return (seconds: number) => Math.round(curve(seconds));
}
