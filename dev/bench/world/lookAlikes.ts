import { day, GiB, hour, MiB, rhythm } from '../../fleet/curves';
import { counted, lookAlikes } from '../../fleet/events';
import { pod, uidOf } from '../../fleet/pods';
import { type Draw } from './draw';
import { type NodeDraft } from './kinds';

export function shortOfMemory(draw: Draw): Partial<NodeDraft> {
  const share = draw.between(0.01, 0.045);
  return {
    truth: { causes: ['memory-shortage'] },
    differs: (node) => {
      const breath = rhythm(draw.between(0, 1e6));
      return { memoryAvailableBytes: (seconds) => node.memoryKiB * 1024 * share * (1 + 0.1 * breath(seconds)) };
    },
  };
}

const others: ReadonlyArray<[reason: string, message: (uid: string) => string]> = [
  ['FailedMount', () => 'Unable to attach or mount volumes: timed out waiting for the condition'],
  ['FailedCreatePodSandBox', () => 'mkdir /var/lib/docker/overlay2/4f1c: no space left on device'],
  ['FailedCreatePodContainer', lookAlikes.dbusClosed],
  ['FailedCreatePodContainer', lookAlikes.sliceExists],
  ['Failed', lookAlikes.inotifyWatches],
  ['Failed', lookAlikes.forkRefused],
];

/** A pod that cannot start for a reason of its own, tried again and again or not at all. */
export function waitingForAnother(draw: Draw, failureSeconds: number): Partial<NodeDraft> {
  const [reason, message] = draw.pick(others);
  const since = failureSeconds - draw.between(4, 90) * hour;
  return {
    truth: { causes: ['other', 'none', 'undetermined'] },
    differs: (node) => {
      const name = `worker-6c9f7d5b4-${node.name}`;
      const waiting = [{ name: 'worker', isInit: false, reason: 'ContainerCreating', sinceSeconds: since }];
      return {
        pods: [
          pod(
            { namespace: 'batch', name, ownerKind: 'ReplicaSet', ownerName: 'worker-6c9f7d5b4', createdSeconds: since },
            { podIp: '', waiting }
          ),
        ],
        events: [
          {
            namespace: 'batch',
            pod: name,
            reason,
            message: message(uidOf(name)),
            sinceSeconds: since,
            count: counted(since, since + day, 640),
          },
        ],
      };
    },
  };
}

/** Caches that stand full: what a counter that drifts, or page cache that keeps cgroups, adds to a calm node. */
export const driftPerDay = (draw: Draw) => draw.scaled(60, 300) * MiB;
export const workingSet = (draw: Draw) => draw.scaled(1, 12) * GiB;
