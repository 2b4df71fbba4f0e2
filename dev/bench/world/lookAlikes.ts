import { day, GiB, hour, MiB, rhythm } from '../../fleet/curves';
import { counted, lookAlikes } from '../../fleet/events';
import { containerCreating, type PodOnNode, uidOf } from '../../fleet/pods';
import { Draw } from './draw';
import { jobPods } from './jobPods';
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

/**
 * Pods that cannot start for a reason of their own, tried again and again or not at all: one of them, or those of a few
 * Deployments, while others go on being started there.
 */
export function waitingForAnother(draw: Draw, failureSeconds: number): Partial<NodeDraft> {
  const [reason, message] = draw.pick(others);
  const since = failureSeconds - draw.between(4, 90) * hour;
  return {
    truth: { causes: ['other', 'none', 'undetermined'] },
    differs: (node) => {
      // A draw of its own, so that none after it becomes another.
      const isSeveral = new Draw(`several wait/${node.name}/${since}`).chance(0.5);
      const waiting = (isSeveral ? severalOwners : severalOwners.slice(0, 1)).map((owner) =>
        waitingFor(owner, node.name, since)
      );
      const started = jobPods(node.name, 'cleanup', since - 6 * hour, failureSeconds + day);
      return {
        pods: isSeveral ? [...waiting, ...started] : waiting,
        events: waiting.map(({ namespace, name }) => ({
          namespace,
          pod: name,
          reason,
          message: message(uidOf(name)),
          sinceSeconds: since,
          count: counted(since, since + day, 640),
        })),
      };
    },
  };
}

const severalOwners = [
  ['worker', '6c9f7d5b4'],
  ['importer', '7d9c5b6f8'],
  ['mailer', '5b8d4f7c6'],
] as const;

const waitingFor = ([name, hash]: (typeof severalOwners)[number], node: string, createdSeconds: number): PodOnNode =>
  containerCreating(
    {
      namespace: 'batch',
      name: `${name}-${hash}-${node}`,
      ownerKind: 'ReplicaSet',
      ownerName: `${name}-${hash}`,
      createdSeconds,
    },
    name
  );

/** Caches that stand full: what a counter that drifts, or page cache that keeps cgroups, adds to a calm node. */
export const driftPerDay = (draw: Draw) => draw.scaled(60, 300) * MiB;
export const workingSet = (draw: Draw) => draw.scaled(1, 12) * GiB;
