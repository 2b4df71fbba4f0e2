/** What was asked of the kernel or of systemd, by its class: `create directory`, `cgroup_mkdir` and `mkdir` are one. */
export type Operation =
  | 'mkdir'
  | 'delete'
  | 'attach'
  | 'delegate'
  | 'write'
  | 'read'
  | 'open'
  | 'mount'
  | 'clone'
  | 'unshare'
  | 'setns'
  | 'allocate'
  | 'inotify'
  | 'freeze'
  | 'unit'
  | 'dbus'
  | 'bpf'
  | 'seccomp'
  | 'keyring'
  | 'ipc'
  | 'network'
  | 'start'
  | 'pull';

/** Names as in errno.h. */
export type Errno =
  | 'EPERM'
  | 'ENOENT'
  | 'EINTR'
  | 'EIO'
  | 'ENXIO'
  | 'E2BIG'
  | 'EBADF'
  | 'EAGAIN'
  | 'ENOMEM'
  | 'EACCES'
  | 'EBUSY'
  | 'EEXIST'
  | 'ENODEV'
  | 'ENOTDIR'
  | 'EINVAL'
  | 'ENFILE'
  | 'EMFILE'
  | 'ENOSPC'
  | 'EROFS'
  | 'EPIPE'
  | 'ERANGE'
  | 'ENAMETOOLONG'
  | 'ENOSYS'
  | 'ENOTEMPTY'
  | 'ETIMEDOUT'
  | 'ECONNRESET'
  | 'ECONNREFUSED'
  | 'ENOBUFS'
  | 'ENOTCONN'
  | 'EOPNOTSUPP'
  | 'ENOTSUPP'
  | 'EDQUOT'
  | 'EUSERS'
  | 'ESRCH';

export type Hierarchy = 'v1' | 'v2' | 'unknown';

/** Who made a cgroup, by where it lies. */
export type CgroupOwner =
  | 'pod'
  | 'container'
  | 'system-service'
  | 'user-session'
  | 'slurm-job'
  | 'nomad-alloc'
  | 'lxc'
  | 'garden'
  | 'yarn'
  | 'batch-job'
  | 'virtual-machine'
  | 'unknown';

export type CallObject =
  | {
      kind: 'cgroup';
      /** As written; elided where the text elides it, empty where it only says "memory cgroup". */
      path: string;
      hierarchy: Hierarchy;
      /** As the directory is named: `memory`, `cpu,cpuacct`. On v2 the one whose file it is. */
      controller?: string;
      /** A file of the cgroup: `cpuset.cpus`, `tasks`. Absent for the directory itself. */
      file?: string;
      owner: CgroupOwner;
    }
  | { kind: 'unit'; name: string }
  | { kind: 'file'; path: string }
  | { kind: 'image' | 'socket' | 'container' };

/** One refused call, as the message tells it. */
export interface FailedCall {
  /** The program that says so, where the message names it. */
  actor?: string;
  operation: Operation;
  object?: CallObject;
  errno?: Errno;
  /** Where the call stands in the message, its escaping undone: first character, and behind the last one. */
  start: number;
  end: number;
}
