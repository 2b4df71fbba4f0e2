import { type CallObject, type CgroupOwner, type Hierarchy } from './failedCall';

const controllers = new Set(
  'memory cpu cpuacct cpuset blkio devices freezer hugetlb misc net_cls net_prio perf_event pids rdma systemd name=systemd elogind dmem debug schedtune stune uclamp timer bfqio cpuctl ca_cred openrc'.split(
    ' '
  )
);
const cgroupFile =
  /^(?!cgroup\.conf$)(?:(?:cgroup|memory|cpu|cpuset|cpuacct|pids|blkio|io|freezer|devices|hugetlb|net_cls|net_prio|rdma|misc)\.[a-z0-9_.]{1,64}|tasks|notify_on_release|release_agent)$/i;
/** Files that only one of the hierarchies has. */
const v2File =
  /^(?:cgroup\.(?:subtree_control|controllers|threads|type|freeze|max\.\w+|events|kill|stat)|memory\.(?:max|high|low|min|current|events|swap\.\w+|oom\.group|peak)|cpu\.(?:max|weight|pressure)\S{0,16}|io\.\w+|cpuset\.cpus\.(?:partition|exclusive)|hugetlb\.\w{1,8}\.max)$/i;
const v1File =
  /^(?:tasks|notify_on_release|release_agent|memory\.(?:limit_in_bytes|memsw|kmem|soft_limit|usage_in|use_hier|swappiness|oom_control)\S{0,32}|cpu\.(?:cfs|shares|rt)\S{0,32}|cpuacct\.\S{1,32}|blkio\.\S{1,40}|freezer\.\S{1,32}|devices\.\S{1,16}|net_\S{1,32})$/i;

// Where it is mounted, or a directory of that name with a controller below it. Slurm knows no mount: `(null)/memory`.
const mounts =
  /(?:\/sys\/fs\/cgroup|^\(null\)(?=\/[a-z])|^\/(?:dev\/|mnt\/|host\/)?cgroups?|\/cgroups?(?=\/(?:memory|cpu|cpuset|cpuacct|blkio|devices|freezer|pids)[,/]))(\/.*)?$/i;

// Android mounts some controllers under names of their own.
const androids: ReadonlyArray<[mount: RegExp, controller: string]> = [
  [/^\/dev\/memcg(?:\/|$)/, 'memory'],
  [/^\/acct(?:\/|$)/, 'cpuacct'],
  [/^\/dev\/cpuctl(?:\/|$)/, 'cpu'],
  [/^\/dev\/cpuset(?:\/|$)/, 'cpuset'],
];

const owners: ReadonlyArray<[form: RegExp, owner: CgroupOwner]> = [
  [/kubepods|\/pod[0-9a-f]{8}/i, 'pod'],
  [/slurm/i, 'slurm-job'],
  [/nomad/i, 'nomad-alloc'],
  [/\/lxc(?:\.payload|\.monitor)?(?:[./]|$)/i, 'lxc'],
  [/yarn|hadoop/i, 'yarn'],
  [/garden|concourse/i, 'garden'],
  [/condor|\/pbs|\/lsf|\/sge|torque/i, 'batch-job'],
  [/machine\.slice|machine-qemu|libvirt|\/qemu|jailer|firecracker/i, 'virtual-machine'],
  [/\/docker|libpod|crio-|cri-containerd|containerd-|buildkit|\/ecs\/|podman/i, 'container'],
  [/user\.slice|user@|session-/i, 'user-session'],
  [/system\.slice|\.service/i, 'system-service'],
  [/\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:\/|$)/i, 'garden'],
];

export function ownerOf(path: string): CgroupOwner {
  return owners.find(([form]) => form.test(path))?.[1] ?? 'unknown';
}

/** What stands behind the mount of all hierarchies; the whole path where none is in it. */
export const belowMount = (path: string): string =>
  (mounts.test(path) ? (mounts.exec(path)?.[1] ?? '') : path).replace(/^\/+|\/+$/g, '');

export const isCgroupFile = (name: string): boolean => cgroupFile.test(name);

/** @param isCalledCgroup the words before the path say that it is one */
export function cgroupObjectOf(path: string, isCalledCgroup: boolean): CallObject | undefined {
  const [, mounted] = mounts.exec(path) ?? [];
  const isMounted = mounts.test(path);
  const android = androids.find(([mount]) => mount.test(path))?.[1];
  const last = path.slice(path.lastIndexOf('/') + 1);
  const file = cgroupFile.test(last) ? last : undefined;
  const isLaidOut = /\.slice(?:[/:]|$)|\.scope(?:\/|$)|\/kubepods(?:\/|$)|\/lxc\.(?:payload|monitor)/i.test(path);
  if (!isMounted && !isCalledCgroup && file === undefined && !isLaidOut && android === undefined) {
    return undefined;
  }
  const place = isMounted
    ? placeOf(mounted ?? '', file)
    : android === undefined
      ? elidedPlaceOf(path, file)
      : { hierarchy: 'v1' as const, controller: android };
  return { kind: 'cgroup', path, ...place, file, owner: ownerOf(path) };
}

interface CgroupPlace {
  hierarchy: Hierarchy;
  controller?: string;
}

function placeOf(below: string, file: string | undefined): CgroupPlace {
  const [, first = ''] = below.split(/\/+/);
  const names = first.split(',');
  if (first === 'unified') {
    return { hierarchy: 'v2' };
  }
  if (first !== '' && names.every((each) => controllers.has(each.toLowerCase()))) {
    return { hierarchy: 'v1', controller: first.toLowerCase() };
  }
  // LXC writes the mount of a hierarchy, and behind a slash of its own the path in it.
  if (/^\/[a-z_,]{2,24}\/\//.test(below)) {
    return { hierarchy: 'v1', controller: first };
  }
  // All controllers may be mounted at one place; a file that v2 does not have tells which it is.
  if (file !== undefined && v1File.test(file)) {
    return elidedPlaceOf('', file);
  }
  // What is elided may have named a controller.
  return first === '' || /^(?:\.{3}|…)/.test(first) ? { hierarchy: 'unknown' } : { hierarchy: 'v2' };
}

/** Where the hierarchy is not in the path, its first directory (`/cpu/docker/…`) or the file tells. */
function elidedPlaceOf(path: string, file: string | undefined): CgroupPlace {
  const first = /^(?:\.{3}|…)?\/?([a-z_,]{2,24})\//i.exec(path)?.[1]?.toLowerCase();
  if (first !== undefined && first.split(',').every((each) => controllers.has(each))) {
    return { hierarchy: 'v1', controller: first };
  }
  if (file === undefined) {
    return { hierarchy: 'unknown' };
  }
  const [controller] = file.toLowerCase().split('.');
  return {
    hierarchy: v2File.test(file) ? 'v2' : v1File.test(file) ? 'v1' : 'unknown',
    controller: controller === 'cgroup' || controller === 'tasks' ? undefined : controller,
  };
}

/** A file named without its path. */
export function cgroupFileObject(file: string): CallObject {
  return { kind: 'cgroup', path: '', ...elidedPlaceOf('', file), file, owner: 'unknown' };
}
