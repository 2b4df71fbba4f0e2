import { type Behaviour, type Moment, anchored, arrivingAt, ordinary, sinceBoot } from './behaviour';
import { day, GiB, hour, MiB, minute, plus } from './curves';
import { counted, type FleetEvent, refusedPodCgroup } from './events';
import { containerCreating, pod, type PodOnNode } from './pods';
import { type Curve } from './series';

const availableKiB = 248_395_290;
const slabEntriesWhenFailing = 182_210;
export const retryEverySeconds = 12.5;

/** The incident as it was reported: 4 days 13 hours of refused pod cgroups beside 237 GiB of available memory. */
export function incident(moment: Moment): Partial<Behaviour> {
  const { startSeconds, node } = moment;
  const calm = ordinary(moment);
  const failingSince = startSeconds - (4 * day + 13 * hour);
  const pods = incidentPods(startSeconds, failingSince);
  return {
    slabUnreclaimableBytes: anchored(
      moment,
      plus(calm.slabUnreclaimableBytes, sinceBoot(moment, node.leakMiBPerDay * MiB)),
      3.1 * GiB
    ),
    memoryAvailableBytes: anchored(moment, calm.memoryAvailableBytes, availableKiB * 1024),
    // Each leaked cgroup leaves its entries; none is leaked any more once none can be created.
    slabEntries: (seconds) =>
      Math.round(slabEntriesWhenFailing - (Math.max(0, failingSince - seconds) / day) * (slabEntriesWhenFailing / 27)),
    ...stoppedStarts(calm, failingSince, pods.slice(0, 2)),
    pods,
    events: incidentEvents(startSeconds, pods),
  };
}

function incidentPods(startSeconds: number, failingSince: number): PodOnNode[] {
  const namespace = 'prometheus';
  const release = 'kube-prometheus-stack-1681';
  const initSince = failingSince + 40 * minute;
  return [
    containerCreating(
      {
        namespace,
        name: `${release}388621-kube-state-metrics-598b99r4zfw`,
        ownerKind: 'ReplicaSet',
        ownerName: `${release}388621-kube-state-metrics-598b99`,
        createdSeconds: failingSince,
      },
      'kube-state-metrics',
      { uid: 'eb6abc31-be1d-46a3-b93e-4230893ac649' }
    ),
    containerCreating(
      {
        namespace,
        name: `${release}-admission-create-z7p94`,
        ownerKind: 'Job',
        ownerName: `${release}-admission-create`,
        createdSeconds: startSeconds - 14 * hour,
      },
      'create',
      { uid: '3c701e3a-1cc8-4807-a96d-425fa37d979a' }
    ),
    pod(
      {
        namespace,
        name: `prometheus-${release}-prometheus-0`,
        ownerKind: 'StatefulSet',
        ownerName: `prometheus-${release}-prometheus`,
        createdSeconds: startSeconds - 11 * day,
      },
      {
        podIp: '10.233.76.33',
        waiting: [
          { name: 'init-config-reloader', isInit: true, reason: 'RunContainerError', sinceSeconds: initSince },
          { name: 'prometheus', isInit: false, reason: 'PodInitializing', sinceSeconds: initSince },
          { name: 'config-reloader', isInit: false, reason: 'PodInitializing', sinceSeconds: initSince },
        ],
      }
    ),
  ];
}

function incidentEvents(startSeconds: number, [kubeStateMetrics, admissionCreate]: PodOnNode[]): FleetEvent[] {
  return [
    refusals(kubeStateMetrics, startSeconds - 126, 30_278),
    refusals(admissionCreate, startSeconds - 127, 4_132),
  ].flat();
}

function refusals(refused: PodOnNode | undefined, lastWriteSeconds: number, count: number): FleetEvent[] {
  if (!refused) {
    return [];
  }
  const { namespace, name, uid, createdSeconds } = refused;
  return [
    {
      namespace,
      pod: name,
      reason: 'FailedCreatePodContainer',
      message: refusedPodCgroup(uid),
      sinceSeconds: createdSeconds,
      count: counted(createdSeconds, lastWriteSeconds, count),
    },
  ];
}

/** The same fault where nobody collects events: only waiting pods and the kubelet's retries tell of it. */
export function incidentWithoutEvents(moment: Moment): Partial<Behaviour> {
  const calm = ordinary(moment);
  const failingSince = moment.startSeconds - 9 * hour;
  const names = [
    'checkout-7d9c6b54f8-2xkzq',
    'checkout-7d9c6b54f8-m4v8r',
    'ledger-export-28011240-t9x5c',
    'search-56b7d8c9-w6hjn',
  ];
  const pods = names.map((name, i) =>
    containerCreating(
      {
        namespace: 'shop',
        name,
        ownerKind: name.startsWith('ledger') ? 'Job' : 'ReplicaSet',
        ownerName: name.slice(0, -6),
        createdSeconds: failingSince + i * 25 * minute,
      },
      'app'
    )
  );
  const leaked = sinceBoot(moment, moment.node.leakMiBPerDay * MiB);
  return {
    slabUnreclaimableBytes: plus(calm.slabUnreclaimableBytes, leaked),
    slabEntries: arrivingAt(moment, 160_000, 2_500),
    ...stoppedStarts(calm, failingSince, pods),
    pods,
  };
}

/** No pod starts any more; the kubelet tries the cgroup of each refused pod again and again. */
export function stoppedStarts(calm: Behaviour, failingSince: number, refused: readonly PodOnNode[]) {
  const podStarts: Curve = (seconds) => calm.podStarts(Math.min(seconds, failingSince));
  const retries: Curve = (seconds) =>
    refused.reduce(
      (sum, { createdSeconds }) => sum + Math.floor(Math.max(0, seconds - createdSeconds) / retryEverySeconds),
      0
    );
  return { podStarts, cgroupCreates: plus(podStarts, () => 6, retries) };
}
