import { containerIdOf, driverOf, podUidOf } from '../calls/cgroupPath';
import { type CreationActor, type CreationRefused } from '../eventReading';

const errnos: ReadonlyArray<[text: string, errno: CreationRefused['errno']]> = [
  ['cannot allocate memory', 'ENOMEM'],
  ['no space left on device', 'ENOSPC'],
  ['无法分配内存', 'ENOMEM'],
  ['设备上没有空间', 'ENOSPC'],
];
const errnoText = errnos.map(([text]) => text).join('|');

// As Go writes a failed call, and as coreutils and busybox write theirs. The end is never anchored: runtimes append.
const byProgram = new RegExp(`\\bmkdir ["']?([^\\s"']+)["']?: ?(${errnoText})`, 'gi');
const byShell = new RegExp(`\\bmkdir: [^/\\n]{0,64}(/[^\\s'"’”]*)['"’”]?[:：] ?(${errnoText})`, 'gi');

const memoryHierarchy = '/sys/fs/cgroup/memory/';

/** Finds a refused mkdir in the memory hierarchy. @param text with its escaping undone */
export function readRefusedCreation(text: string): CreationRefused | undefined {
  return find(text, byProgram, (path) => actorOf(text, path)) ?? find(text, byShell, () => 'shell-probe');
}

function find(text: string, form: RegExp, actor: (path: string) => CreationActor): CreationRefused | undefined {
  for (const [, path = '', words = ''] of text.matchAll(form)) {
    const errno = errnos.find(([each]) => each === words.toLowerCase())?.[1];
    if (errno && path.includes(memoryHierarchy)) {
      return {
        kind: 'creation-refused',
        path,
        controller: 'memory',
        errno,
        actor: actor(path),
        podUid: podUidOf(path) ?? podUidOf(text),
        containerId: containerIdOf(path),
        driver: driverOf(path),
      };
    }
  }
  return undefined;
}

const runtimeWrapper =
  /appl(?:y|ying) cgroup configuration|oci runtime|runc create|container_linux\.go|process_linux\.go/i;
const kubeletPodWrapper =
  /pod container exists|failed to create container for \[|cgroups exist and are correctly applied/i;

function actorOf(text: string, path: string): CreationActor {
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
