import { minute } from '../../fleet/curves';
import { pod, podSuffix, type PodOnNode } from '../../fleet/pods';

const everySeconds = 10 * minute;
const worksSeconds = 4 * minute;
/** `successfulJobsHistoryLimit`, as it comes. */
const kept = 3;

/**
 * What kube-state-metrics shows of a CronJob whose pods start on the node all the time: each has its address from its start
 * on, ends well, and its row goes once three later ones have ended. One CronJob stands for all that start there.
 */
export function jobPods(node: string, cronJob: string, fromSeconds: number, untilSeconds: number): PodOnNode[] {
  const first = Math.ceil(fromSeconds / everySeconds);
  const count = Math.max(0, Math.ceil(untilSeconds / everySeconds) - first);
  return Array.from({ length: count }, (_, i) => {
    const createdSeconds = (first + i) * everySeconds;
    const job = `${cronJob}-${createdSeconds / minute}`;
    const succeededSeconds = createdSeconds + worksSeconds;
    // Those after it come only until then: the last ones stay.
    const removedSeconds = i + kept < count ? succeededSeconds + kept * everySeconds : undefined;
    return pod(
      {
        namespace: 'batch',
        name: `${job}-${podSuffix(`${node}/${job}`)}`,
        ownerKind: 'Job',
        ownerName: job,
        createdSeconds,
      },
      { succeededSeconds, removedSeconds }
    );
  });
}
