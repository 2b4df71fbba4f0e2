import { type CgroupDriver } from '../eventReading';

const uid = /pod([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-f])/i;
const container = /^(?:[0-9a-z.-]*[:-])?([0-9a-f]{32,64})(?:\.scope)?$/i;

/** UID of the pod a cgroup path or a kubelet cgroup name belongs to; systemd names write `_` for `-`. */
export function podUidOf(text: string): string | undefined {
  return uid.exec(text)?.[1]?.replaceAll('_', '-').toLowerCase();
}

/** Container ID at the end of a cgroup path: `<id>`, `cri-containerd-<id>.scope`, `...slice:cri-containerd:<id>`. */
export function containerIdOf(path: string): string | undefined {
  const last = path.slice(path.lastIndexOf('/') + 1);
  const name = last.slice(last.lastIndexOf(':') + 1).slice(-128);
  return container.exec(name)?.[1]?.toLowerCase();
}

/** Layout of a cgroup path. In nested paths (kind, LXC) the innermost kubelet's layout counts. */
export function driverOf(path: string): CgroupDriver {
  const inner = path.slice(Math.max(0, path.lastIndexOf('/kubepods')));
  if (/\.slice:[^/:]{1,64}:/.test(inner)) {
    return 'mixed';
  }
  if (/\.(?:slice|scope)(?:\/|$)/.test(inner)) {
    return 'systemd';
  }
  if (/\/lxc(?:\.payload|\.monitor)?[./]/.test(inner)) {
    return 'lxc';
  }
  return /\/(?:kubepods|docker|kubelet)(?:\/|$)/.test(inner) ? 'cgroupfs' : 'unknown';
}
