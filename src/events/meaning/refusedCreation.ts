import { containerIdOf, driverOf, podUidOf } from '../calls/cgroupPath';
import { type StatedCall } from '../calls/statedCall';
import { type CreationActor, type CreationRefused } from '../eventReading';

/** What a refused creation says of who asked for what. @param text the whole message, its escaping undone */
export function refusedCreation(call: StatedCall, text: string): CreationRefused | undefined {
  const { object, errno } = call;
  if (errno !== 'ENOMEM' && errno !== 'ENOSPC' && errno !== 'EAGAIN') {
    return undefined;
  }
  const path = object && 'path' in object ? object.path : '';
  const cgroup = object?.kind === 'cgroup' ? object : undefined;
  return {
    kind: 'creation-refused',
    path,
    hierarchy: cgroup?.hierarchy ?? 'unknown',
    controller: cgroup?.controller?.split(',').includes('memory') ? 'memory' : undefined,
    errno,
    actor: actorOf(call, text, path),
    owner: cgroup && cgroup.owner !== 'unknown' ? cgroup.owner : podUidOf(text) === undefined ? 'unknown' : 'pod',
    podUid: podUidOf(path) ?? podUidOf(text),
    containerId: containerIdOf(path),
    driver: driverOf(path),
  };
}

const runtimeWrapper =
  /appl(?:y|ying) cgroup configuration|oci runtime|runc create|container_linux\.go|process_linux\.go/i;
const kubeletPodWrapper =
  /pod container exists|failed to create container for \[|cgroups exist and are correctly applied/i;

function actorOf({ actor }: StatedCall, text: string, path: string): CreationActor {
  if (actor === 'mkdir' || /\bmkdir: /i.test(text)) {
    return 'shell-probe';
  }
  if (runtimeWrapper.test(text)) {
    return /sandbox/i.test(text) ? 'runtime-sandbox' : 'runtime-container';
  }
  if (kubeletPodWrapper.test(text)) {
    return 'kubelet-pod';
  }
  if (/top level qos|containermanager/i.test(text)) {
    return 'kubelet-node';
  }
  if (containerIdOf(path)) {
    return 'runtime-container';
  }
  return podUidOf(path) ? 'kubelet-pod' : 'unknown';
}
