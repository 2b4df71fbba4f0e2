import { type Behaviour } from '../../fleet/behaviour';
import { day, hour, minute } from '../../fleet/curves';
import { counted, type FleetEvent } from '../../fleet/events';
import { type FleetNode } from '../../fleet/fleetNode';
import { containerCreating, type PodOnNode } from '../../fleet/pods';
import { type Curve } from '../../fleet/series';
import { jobPods } from './jobPods';

const retryEverySeconds = 12.5;
/** A node on which more start in a day has Jobs; the rows of their pods are shown for the hours that rules look back to. */
const startsOfServices = 1_000;
const jobsShownSeconds = 6 * hour;

interface Refusal {
  /** The first pod is refused. */
  from: number;
  errno?: 'cannot allocate memory' | 'no space left on device';
  /** Where the kubelet makes the pods' cgroups. */
  root?: '/sys/fs/cgroup/memory/kubepods' | '/sys/fs/cgroup/kubepods.slice';
}

/** Pods stop starting from then on; the kubelet tries again and again, and says why in Events. */
export function refusal(
  node: FleetNode,
  calm: Behaviour,
  starts: Curve,
  { from, errno, root }: Refusal
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
  const hasJobs = starts(from) - starts(from - day) > startsOfServices;
  const started = hasJobs ? jobPods(node.name, 'sync', from - jobsShownSeconds, from) : [];
  const podStarts: Curve = (seconds) => starts(Math.min(seconds, from));
  const retries = (seconds: number) =>
    refused.reduce(
      (sum, { createdSeconds }) => sum + Math.floor(Math.max(0, seconds - createdSeconds) / retryEverySeconds),
      0
    );
  return {
    podStarts,
    cgroupCreates: (seconds) => podStarts(seconds) + 6 + retries(seconds),
    pods: [...calm.pods, ...started, ...refused],
    events: refused.map((each) =>
      refusalEvent(
        each,
        `${root ?? '/sys/fs/cgroup/memory/kubepods'}/besteffort/pod${each.uid}: ${errno ?? 'cannot allocate memory'}`
      )
    ),
  };
}

function refusalEvent({ namespace, name, uid, createdSeconds }: PodOnNode, ending: string): FleetEvent {
  return {
    namespace,
    pod: name,
    reason: 'FailedCreatePodContainer',
    message: `unable to ensure pod container exists: failed to create container for [kubepods besteffort pod${uid}] : mkdir ${ending}`,
    sinceSeconds: createdSeconds,
    count: counted(createdSeconds, createdSeconds + day, day / retryEverySeconds),
  };
}
