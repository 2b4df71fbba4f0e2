import { hour, minute } from './curves';
import { type Curve } from './series';

/** One Event object that the kubelet keeps counting up. */
export interface FleetEvent {
  namespace: string;
  pod: string;
  reason: string;
  message: string;
  sinceSeconds: number;
  count: Curve;
  /** What it tells of is over since then; the object stays for its life. */
  endedSeconds?: number;
}

/** kube-apiserver's --event-ttl as it comes: so long after the last write an Event is gone. */
export const eventLifeSeconds = hour;

export function ended(event: FleetEvent, atSeconds: number): FleetEvent {
  const endedSeconds = Math.min(event.endedSeconds ?? Infinity, atSeconds);
  return { ...event, endedSeconds, count: (seconds) => event.count(Math.min(seconds, endedSeconds)) };
}

/** The kubelet counts every attempt, but after a burst writes the Event only every five minutes. */
export const writeIntervalSeconds = 5 * minute;

/** Counts up from `sinceSeconds` at a constant rate; `count` is what stands there at `lastWriteSeconds`. */
export function counted(sinceSeconds: number, lastWriteSeconds: number, count: number): Curve {
  const perSecond = count / (lastWriteSeconds - sinceSeconds);
  return (seconds) => {
    const writes = Math.floor((seconds - lastWriteSeconds) / writeIntervalSeconds);
    const writtenSeconds = lastWriteSeconds + writes * writeIntervalSeconds;
    return Math.max(1, Math.round(perSecond * (writtenSeconds - sinceSeconds)));
  };
}

export function refusedPodCgroup(uid: string): string {
  return (
    `unable to ensure pod container exists: failed to create container for [kubepods besteffort pod${uid}] : ` +
    `mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod${uid}: cannot allocate memory`
  );
}

// Texts that share words with the fault and have another cause.
export const lookAlikes = {
  dbusClosed: (uid: string) =>
    `unable to ensure pod container exists: failed to create container for [kubepods besteffort pod${uid}] : ` +
    'dbus: connection closed by user',
  inotifyWatches: (uid: string) =>
    `Failed to start cAdvisor inotify_add_watch /sys/fs/cgroup/memory/kubepods/pod${uid}: no space left on device`,
  sliceExists: (uid: string) =>
    `unable to ensure pod container exists: failed to create container for [kubepods burstable pod${uid}] : ` +
    `Unit kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice already exists.`,
  forkRefused: () =>
    'Error: failed to start container "worker": Error response from daemon: OCI runtime create failed: ' +
    'container_linux.go:380: starting container process caused: fork/exec /proc/self/exe: cannot allocate memory: unknown',
  hostile: () =>
    'Error: failed to start container "web": <img src=x onerror=alert(1)> said \'no\'\n"second line" C:\\temp\\${HOME}`id`',
};
