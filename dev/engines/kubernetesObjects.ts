// Objects as a cluster with this fault has them.
import { el7Kernel } from '../../src/test/planNodes';
import { type Manifest } from './kubernetesApi';

const namespace = 'default';

/** A node that is Ready. */
export function machine(name: string, kernelVersion = el7Kernel): Manifest {
  const now = new Date().toISOString();
  const amounts = { cpu: '16', memory: '64Gi', pods: '110', 'ephemeral-storage': '100Gi' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    status: {
      capacity: amounts,
      allocatable: amounts,
      conditions: [
        { type: 'Ready', status: 'True', reason: 'KubeletReady', lastHeartbeatTime: now, lastTransitionTime: now },
      ],
      addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
      nodeInfo: {
        machineID: name,
        systemUUID: name,
        bootID: `${name}-first`,
        kernelVersion,
        osImage: 'CentOS Linux 7 (Core)',
        containerRuntimeVersion: 'docker://20.10.24',
        kubeletVersion: 'v1.20.15',
        kubeProxyVersion: 'v1.20.15',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  };
}

/** A running pod of a ReplicaSet; without a kubelet it is gone as soon as it is deleted. */
export function pod(name: string, nodeName: string, requests: Record<string, string> = { cpu: '500m' }): Manifest {
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'api', uid: 'a-replica-set', controller: true };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: 'api' }, ownerReferences: [owner] },
    spec: {
      nodeName,
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'api', image: 'example.org/api:1', resources: { requests } }],
    },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

export function emptyDirPod(name: string, nodeName: string): Manifest {
  const made = pod(name, nodeName);
  return { ...made, spec: { ...(made.spec as object), volumes: [{ name: 'scratch', emptyDir: {} }] } };
}

/** The status is a controller's work: nobody reckons it here. */
export function podDisruptionBudget(app: string, disruptionsAllowed: number): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: app, namespace },
    spec: { minAvailable: 1, selector: { matchLabels: { app } } },
    status: { disruptionsAllowed, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1, observedGeneration: 1 },
  };
}

interface FailingEvent {
  node: string;
  pod: string;
  reason: string;
  count: number;
  message: string;
}

const cgroups = '/sys/fs/cgroup/memory/kubepods/besteffort';

const failing: readonly FailingEvent[] = [
  {
    node: 'w1',
    pod: 'job-1',
    reason: 'FailedCreatePodContainer',
    count: 231,
    message: `unable to ensure pod container exists: failed to create container for [kubepods besteffort podf1] : mkdir ${cgroups}/podf1: cannot allocate memory`,
  },
  {
    node: 'w2',
    pod: 'job-2',
    reason: 'FailedCreatePodSandBox',
    count: 17,
    message: `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod "job-2": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:385: applying cgroup configuration for process caused: mkdir ${cgroups}/podf2/0a1b: cannot allocate memory: unknown`,
  },
];

/** What a reading must say of each, in order: node, count and reason. */
export const eventsOf = (): Array<[string, number, string]> =>
  failing.map(({ node, count, reason }) => [node, count, reason]);

/** As the kubelet writes them. @param uidOf what the API has given to a pod: kubectl describes the events of that alone */
export function failingEvents(uidOf: (pod: string) => string): Manifest[] {
  const end = Math.floor(Date.now() / 1000);
  const at = (secondsAgo: number) => new Date((end - secondsAgo) * 1000).toISOString().replace('.000Z', 'Z');
  return failing.map(({ node, pod: name, reason, count, message }) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.17a0c1d2e3f40516`, namespace },
    type: 'Warning',
    reason,
    message,
    count,
    firstTimestamp: at(3600),
    lastTimestamp: at(30),
    source: { component: 'kubelet', host: node },
    reportingComponent: 'kubelet',
    reportingInstance: node,
    involvedObject: { kind: 'Pod', apiVersion: 'v1', namespace, name, uid: uidOf(name) },
  }));
}
