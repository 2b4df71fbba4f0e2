import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import cases from './cases/public-cases.json';
import { lookAlikes } from './meaning/lookAlikeList';
import { readEvent } from './readEvent';
import { holdsTraceWord } from './meaning/traceWords';

const uid = '11111111-2222-4333-8444-555555555555';
const id = 'a'.repeat(64);
const pod = `/sys/fs/cgroup/memory/kubepods/besteffort/pod${uid}`;
const slice = `kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice`;
const prefix = `unable to ensure pod container exists: failed to create container for [kubepods besteffort pod${uid}] : `;

describe('readEvent: refused creations', () => {
  it.each([
    [
      'event of the kubelet',
      `${prefix}mkdir ${pod}: cannot allocate memory`,
      { errno: 'ENOMEM', actor: 'kubelet-pod', podUid: uid, driver: 'cgroupfs' },
    ],
    [
      'guaranteed pod',
      `failed to create container for [kubepods pod${uid}] : mkdir /sys/fs/cgroup/memory/kubepods/pod${uid}: no space left on device`,
      { errno: 'ENOSPC', actor: 'kubelet-pod', podUid: uid },
    ],
    ['a path and its error, no verb', `${pod} cannot allocate memory`, { errno: 'ENOMEM', podUid: uid }],
    ['capitals', `MKDIR ${pod}: Cannot Allocate MEMORY`, { errno: 'ENOMEM', actor: 'kubelet-pod' }],
    [
      'runtime, two levels',
      String.raw`OCI runtime create failed: container_linux.go:349: starting container process caused "process_linux.go:297: applying cgroup configuration for process caused \"mkdir ${pod}/${id}: cannot allocate memory\"": unknown`,
      { actor: 'runtime-container', containerId: id },
    ],
    [
      'runtime, three levels',
      String.raw`Failed to create pod sandbox: OCI runtime create failed: caused \"process_linux.go:297: applying cgroup configuration for process caused \\\"mkdir ${pod}/${id}: no space left on device\\\"\": unknown`,
      { actor: 'runtime-sandbox', errno: 'ENOSPC', containerId: id },
    ],
    [
      'runtime, no quotes',
      `process_linux.go:326: applying cgroup configuration for process caused: mkdir ${pod}/${id}: cannot allocate memory: unknown`,
      { actor: 'runtime-container' },
    ],
    [
      'runc 1.1',
      `runc create failed: unable to apply cgroup configuration: mkdir ${pod}/${id}: cannot allocate memory: unknown`,
      { actor: 'runtime-container' },
    ],
    [
      'systemd driver',
      `mkdir /sys/fs/cgroup/memory/kubepods.slice/kubepods-burstable.slice/${slice}/docker-${id}.scope: cannot allocate memory`,
      { driver: 'systemd', podUid: uid, containerId: id, actor: 'runtime-container' },
    ],
    [
      'nested containerd',
      `mkdir /sys/fs/cgroup/memory/system.slice/containerd.service/${slice}:cri-containerd:${id}: cannot allocate memory`,
      { driver: 'mixed', podUid: uid, containerId: id },
    ],
    [
      'kind',
      `${prefix}mkdir /sys/fs/cgroup/memory/docker/${id}/kubepods/besteffort/pod${uid}: no space left on device`,
      { driver: 'cgroupfs', podUid: uid, containerId: undefined },
    ],
    ['LXC', 'mkdir /sys/fs/cgroup/memory//lxc/web-1: no space left on device', { driver: 'lxc', actor: 'unknown' }],
    [
      'Garden',
      `runc create: exit status 1: process_linux.go:258: applying cgroup configuration for process caused "mkdir /sys/fs/cgroup/memory/${uid}: no space left on device"`,
      { actor: 'runtime-container', driver: 'unknown' },
    ],
    ['host mounted in a container', `mkdir /host${pod}: cannot allocate memory`, { podUid: uid }],
    [
      'static pod',
      `mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod${'0f'.repeat(16)}: cannot allocate memory`,
      { podUid: '0f'.repeat(16), actor: 'kubelet-pod' },
    ],
    [
      'pod sync',
      `failed to ensure that the pod: ${uid} cgroups exist and are correctly applied: failed to create container for [kubepods burstable pod${uid}] : mkdir ${pod}: cannot allocate memory`,
      { actor: 'kubelet-pod' },
    ],
    [
      'coreutils',
      "mkdir: cannot create directory '/sys/fs/cgroup/memory/test/test-100': No space left on device",
      { actor: 'shell-probe', errno: 'ENOSPC', path: '/sys/fs/cgroup/memory/test/test-100' },
    ],
    [
      'coreutils, curly quotes',
      'mkdir: cannot create directory ‘/sys/fs/cgroup/memory/probe’: Cannot allocate memory',
      { actor: 'shell-probe', errno: 'ENOMEM', path: '/sys/fs/cgroup/memory/probe' },
    ],
    [
      'busybox',
      "mkdir: can't create directory '/sys/fs/cgroup/memory/x': Cannot allocate memory",
      { actor: 'shell-probe' },
    ],
    [
      'coreutils in Chinese',
      'mkdir: 无法创建目录"/sys/fs/cgroup/memory/x": 无法分配内存',
      { actor: 'shell-probe', errno: 'ENOMEM' },
    ],
  ])('%s', (_name, text, expected) => {
    const reading = readEvent(text);
    expect(reading).toMatchObject({ kind: 'creation-refused', hierarchy: 'v1', controller: 'memory', ...expected });
    expect(readEvent(JSON.stringify(JSON.stringify(text)))).toEqual(reading);
    expect(holdsTraceWord(text)).toBe(true);
  });

  it.each([
    ['prefix alone', prefix],
    ['another errno', `${prefix}mkdir ${pod}: file exists`],
    ['no call', `${pod}: no space left on device`],
    ['another path', 'mkdir /tmp/x: no space left on device'],
    ['the tail of a wrapped line', 'cannot allocate memory'],
    ['a question', `Has anybody seen mkdir ${pod}: cannot allocate memory?`],
    ['a cure', `The update fixes mkdir ${pod}: cannot allocate memory`],
    ['another controller', `${prefix}mkdir /sys/fs/cgroup/pids/kubepods/x: no space left on device`],
    ['nothing', ''],
    ['the hierarchy itself', '/sys/fs/cgroup/memory: cannot allocate memory'],
    ['the tail of a path', 'kubepods/besteffort/pod1: cannot allocate memory'],
    ['a path that something watched', `${pod}: no space left on device`],
  ])('not: %s', (_name, text) => {
    expect(readEvent(text).kind).not.toBe('creation-refused');
  });
});

describe('readEvent: kernel log', () => {
  it('reads both lines of SLUB, together or alone', () => {
    const marked = { kind: 'slub', cache: 'kmalloc-256', memcgId: 255, cgroupName: id, memcgMarked: true };
    const cache = `cache: kmalloc-256(255:${id}), object size: 256, buffer size: 256`;
    expect(readEvent(`SLUB: Unable to allocate memory on node -1 (gfp=0x20)\n  ${cache}`)).toEqual(marked);
    expect(readEvent(cache)).toEqual(marked);
    expect(readEvent('SLUB: Unable to allocate memory on node -1 (gfp=0x8020)')).toEqual({
      kind: 'slub',
      memcgMarked: false,
    });
    expect(readEvent(`SLUB: Unable to allocate memory on node -1, gfp=0x14000c0(GFP_KERNEL)\n  ${cache}`)).toEqual({
      ...marked,
      namesFlags: true,
    });
    expect(readEvent('cache: kmalloc-64, object size: 64')).toMatchObject({
      kind: 'slub',
      cache: 'kmalloc-64',
      memcgMarked: false,
    });
  });

  it('knows a failed cache creation', () => {
    expect(readEvent('kmem_cache_create(nf_conntrack_ffff) failed with error -12').kind).toBe(
      'kmem-cache-create-failed'
    );
  });
});

describe('readEvent: look-alikes', () => {
  it.each([
    ['inotify-limit', `inotify_add_watch ${pod}: no space left on device`],
    ['cpuset-empty', `write /sys/fs/cgroup/cpuset/docker/${id}/cgroup.procs: no space left on device`],
    ['dbus-lost', `${prefix}dbus: connection closed by user`],
    ['unit-exists', `${prefix}Unit ${slice} already exists.`],
    ['unit-missing', `container create failed: sd-bus call: Unit ${slice} not found.: I/O error`],
    [
      'kmem-limit-unsupported',
      `failed to write 1 to memory.kmem.limit_in_bytes: write ${pod}/memory.kmem.limit_in_bytes: operation not supported: unknown`,
    ],
    ['kmem-limit-busy', `write ${pod}/memory.kmem.limit_in_bytes: device or resource busy`],
    ['kmem-left-out-of-runc', 'kernel memory accounting disabled in this runc build'],
    [
      'memory-limit-busy',
      String.raw`failed to write \"1\" to \"${pod}/memory.limit_in_bytes\": device or resource busy: unknown`,
    ],
    ['pod-limit-too-small', 'container init was OOM-killed (memory limit too low?): unknown'],
    ['pod-limit-too-small', 'copying bootstrap data to pipe caused: write init-p: broken pipe'],
    ['pod-limit-too-small', String.raw`process_linux.go:449: container init caused \"\"`],
    ['pid-exhaustion', 'iptables failed: (fork/exec /usr/sbin/iptables: cannot allocate memory)'],
    ['pid-exhaustion', '-bash: fork: Cannot allocate memory'],
    [
      'too-many-possible-cpus',
      'failed to add the host (veth1) <=> sandbox (veth2) pair interfaces: cannot allocate memory',
    ],
    [
      'other-controller',
      `${prefix}mkdir /sys/fs/cgroup/devices/kubepods/besteffort/pod${uid}: no such file or directory`,
    ],
    ['disk-full', 'write /var/lib/docker/overlay2/x/file: no space left on device'],
    [
      'bpf-jit-limit',
      'OCI runtime create failed: unable to init seccomp: error loading seccomp filter: errno 524: unknown',
    ],
    ['genuine-oom', 'Memory cgroup out of memory: Kill process 1249 (java) score 1001'],
    ['cgroup-mount-fault', 'mkdir /sys/fs/cgroup/memory/x: read-only file system'],
    ['cgroup-mount-fault', String.raw`applying cgroup configuration for process caused \"No such device or address\"`],
    ['rootfs-mount-enospc', 'rootfs_linux.go:58: mounting /sys to rootfs caused no space left on device'],
    ['setns-failed', 'running exec setns process for init caused "exit status 34"'],
    [
      'other-controller',
      'cgfsng.c:mkdir_eexist_on_last:1295 - Cannot allocate memory - Failed to create directory "/sys/fs/cgroup/schedtune//lxc.monitor/a"',
    ],
    [
      'other-controller',
      'cgfsng.c:mkdir_eexist_on_last:1295 - No space left on device - Failed to create directory "/sys/fs/cgroup/newcomer//lxc.payload/a"',
    ],
    [
      'pod-network',
      'failed to set up sandbox container "a" network for pod "b": networkPlugin cni failed to set up pod "b" network: no IP addresses available in range set: 10.0.0.1-10.0.0.254',
    ],
    ['pod-network', 'container runtime network not ready: cni plugin not initialized'],
    ['image-pull', 'Back-off pulling image "busybox"'],
    ['dbus-lost', 'crun: sd-bus call: Interactive authentication required.: Permission denied'],
    ['dbus-lost', 'creating cgroup user.slice/a.slice: dial unix /run/user/1000/bus: connect: connection refused'],
    ['id-mapping', 'newuidmap: uid range [0-65536) -> [165536-231072) not allowed'],
    ['memlock-limit', 'hfi_userinit: mmap of rcvhdrq at dabbad failed: Resource temporarily unavailable'],
    [
      'systemd-unit-failed',
      `unable to ensure pod container exists: failed to create container for [kubepods burstable pod${uid}] : Argument list too long`,
    ],
    [
      'cgroup-mount-fault',
      'failed to launch command with executor: unable to configure cgroups: no such file or directory',
    ],
    ['leftover-scopes', '/sys/fs/cgroup/memory/system.slice/run-r0123456789abcdef.scope'],
    ['rootfs-mount-enospc', 'error mounting "/data" to rootfs at "/data": ... MS_BIND: no space left on device'],
    [
      'page-allocation-failure',
      'iptables: vmalloc: allocation failure, allocated 0 of 475136 bytes, mode:0x14010c0(GFP_KERNEL)',
    ],
    ['page-allocation-failure', 'insmod: vmalloc error: size 1052672, page order 0, failed to allocate pages'],
    ['page-allocation-failure', 'percpu: allocation failed, size=8 align=8 atomic=0, alloc from reserved chunk failed'],
    [
      'memory-controller-off',
      'Failed to set limits for the "memory" controller. The controller seems to be unused by the driver',
    ],
    ['dbus-lost', 'Checking if unit a.scope exists\n\nCaused by:\n    0: Establishing a D-Bus connection'],
    ['dbus-lost', `unable to start unit "cri-containerd-${id}.scope" (properties [...]): Connection timed out`],
    ['dbus-lost', 'crun: sd-bus call: Transport endpoint is not connected'],
    ['unit-exists', 'Unit libpod-1.scope was already loaded or has a fragment file.'],
    ['systemd-property-unknown', "a.service:12: Unknown key name 'MemoryMax' in section 'Service', ignoring."],
    [
      'memory-limit-busy',
      'Failed to set cgroup memory.limit_in_bytes="67108864": setting cgroup item for the container failed: Device or resource busy',
    ],
    ['swap-accounting-off', 'Your kernel does not support swap memory limit'],
    ['memory-controller-off', 'Cgroup memory controller: missing'],
    ['memory-controller-off', "cgroup: Disabled controller 'memory'"],
    ['memory-controller-off', '# CONFIG_MEMCG is not set'],
    ['memory-controller-off', 'kubeadm writes CGROUPS_MEMORY missing'],
    ['memory-controller-off', 'Failed to find memory cgroup (Only in nodes, not in masters)'],
    ['other-controller', 'open /sys/fs/cgroup/nomad/a/devices.allow: no such file or directory'],
    ['disk-full', 'symlink lib.so.0 /var/lib/docker/vfs/dir/a-init/usr/lib/lib.so: disk quota exceeded'],
    ['disk-full', 'rename /var/lib/docker/image/a /var/lib/docker/image/b: no space left on device'],
    ['disk-full', 'fallocate: /var/swap: fallocate failed: No space left on device'],
    [
      'memory-cgroup-missing',
      'lxc_cgfsng - No such file or directory - Error setting memory.limit_in_bytes to 5000 for a',
    ],
    [
      'pod-limit-too-small',
      String.raw`container init caused \"running prestart hook 0 caused \\\"signal: killed\\\"\"`,
    ],
    ['memlock-limit', 'mlockall failed: Cannot allocate memory'],
    ['threaded-cgroup', 'opening file `/sys/fs/cgroup/./cgroup.type` for writing: Permission denied'],
    ['freezer-stuck', 'timeout of 10s waiting for the freezer state to reach FROZEN'],
    ['page-allocation-failure', 'vmap allocation for size 20480 failed: use vmalloc=<size> to increase size'],
    ['genuine-oom', 'slurmstepd: error: Detected 1 oom_kill event in StepId=1.batch.'],
    ['genuine-oom', "a.service: Failed with result 'oom-kill'."],
    ['allocation-failed', 'fatal error: runtime: out of memory'],
    ['file-limit', 'VFS: file-max limit 100000 reached'],
    ['disk-full', 'The node was low on resource: ephemeral-storage.'],
    ['cgroup-mount-fault', 'mount: /sys/fs/cgroup/memory: cgroup already mounted or mount point busy.'],
    [
      'cgroup-setting-refused',
      "-.slice: Failed to set 'memory.limit_in_bytes' attribute on '/' to '-1': Invalid argument",
    ],
    ['cgroup-setting-refused', 'writing file `memory.limit_in_bytes`: Invalid argument'],
    ['memory-cgroup-missing', 'process_linux.go:258: caused "invalid path for memory cgroups: &{root:/sys/fs/cgroup}"'],
    ['device-filter', 'setting cgroup config for procHooks process caused: load program: invalid argument'],
    ['allocation-failed', 'open /var/lib/docker/overlay/a/merged/etc/resolv.conf: cannot allocate memory'],
    ['pod-network', "no available IPv4 addresses on this network's address pools: bridge"],
    ['cgroup-mount-fault', 'cgroups: cannot found cgroup mount destination: unknown'],
    ['cgroup-mount-fault', 'Failed to find a mounted cgroups hierarchy; you probably need to mount cgroups manually'],
    ['dbus-lost', 'rootless cgroups require a D-Bus session - check that DBUS_SESSION_BUS_ADDRESS is set'],
    ['dbus-lost', 'unable to start unit "docker-1.scope" (properties []): Interactive authentication required.'],
    ['dbus-lost', 'systemd not running on this host, cannot use systemd cgroups manager'],
    ['cgroup-mount-fault', 'cgroups V2 is not yet supported. Enable cgroups V1 and retry'],
    [
      'cgroup-mount-fault',
      'Failed to apply cgroups ressources restriction: open /singularity/20170: no such file or directory',
    ],
    ['file-limit', 'Cannot start container a: [8] System error: too many open files in system'],
    ['leftover-directories', 'I clean up the orphaned cgroups by hand'],
    ['leftover-directories', 'It does not properly clean cgroupv2 hierarchy'],
    ['leftover-directories', `Failed to trim compat systemd cgroup /kubepods.slice/${slice}: Device or resource busy`],
    ['controller-not-delegated', 'open /sys/fs/cgroup/nomad.slice/share.slice/cpuset.cpus: permission denied'],
    ['cpuset-empty', 'open /sys/fs/cgroup/cpuset/nomad/share/cpuset.cpus: permission denied'],
    ['cgroup-setting-refused', 'ERROR lxc_cgfs - Error setting memory.limit_in_bytes to 512000000 for web-1'],
    ['cgroup-setting-refused', 'Failed to set cgroup memory.high="4294967296": setting the item failed'],
    ['swap-accounting-off', 'Error setting cgroup memory:lxc/web limit type memory.memsw.limit_in_bytes'],
    ['ipc-limit', 'Unable to allocate 333 MB shared memory...'],
    ['cgroup-mount-fault', 'At least one cgroup controller is required: No such device or address'],
    ['cgroup-mount-fault', "OCI runtime create failed: this version of runc doesn't work on cgroups v2: unknown"],
    ['cgroup-driver-mismatch', '这是典型的 cgroup 驱动不匹配问题'],
    ['other-controller', 'Your kernel does not support cgroup cfs period'],
    [
      'other-controller',
      'NanoCPUs can not be set, as your kernel does not support CPU CFS scheduler or the cgroup is not mounted',
    ],
    [
      'cgroup-mount-fault',
      'failed to write 38841: open /sys/fs/cgroup/systemd/kubepods.slice/crio-1.scope/cgroup.procs: no such file or directory',
    ],
    ['leftover-scopes', 'Started Kubernetes transient mount run-r912a3c50d2444a1c.scope'],
    ['pid-exhaustion', 'threads had leaked, so that the kernel ran out of PIDs'],
    ['other-controller', 'Failed to setup cgroup limits for container (cpu.shares)'],
    ['other-controller', 'cgfsng - Failed to set "cpu.cfs_period_us" to "100000"'],
    [
      'cgroup-mount-fault',
      String.raw`rootfs_linux.go:58: mounting \"/sys/fs/cgroup/systemd\" to rootfs \"/var/lib/a/merged\" at \"/var/lib/a`,
    ],
    ['allocation-failed', 'creating map: map create: cannot allocate memory (without BTF k/v)'],
    ['cgroup-mount-fault', 'No valid cgroup base path found: socket load-balancing tracing will not work'],
    ['controller-not-delegated', 'mkdir /sys/fs/cgroup/systemd/libpod_parent: permission denied'],
    [
      'rootfs-mount-enospc',
      String.raw`mounting \"/a/resolv.conf\" to rootfs at \"/etc/resolv.conf\" caused: open /run/containerd/x/rootfs/etc/resolv.conf: no space left on device`,
    ],
  ])('%s', (look, text) => {
    expect(readEvent(text)).toEqual({ kind: 'look-alike', look });
    expect(holdsTraceWord(text)).toBe(true);
  });

  it('knows the controller of a cgroup that is made in vain without a reason, and of memory says nothing then', () => {
    const controllers = fc.constantFrom('cpu', 'cpu,cpuacct', 'devices', 'pids', 'freezer', 'blkio', 'memory');
    const words = fc.constantFrom(
      (path: string) => `Failed to create cgroup at ${path}`,
      (path: string) => `Cannot create yarn cgroup User:yarn Path:${path}`,
      (path: string) => `unable to make control group ${path}`
    );
    fc.assert(
      fc.property(controllers, words, (controller, say) => {
        const reading = readEvent(say(`/sys/fs/cgroup/${controller}/yarn/container_01`));
        expect(reading).toEqual(
          controller === 'memory' ? { kind: 'unrelated' } : { kind: 'look-alike', look: 'other-controller' }
        );
      })
    );
  });

  it('reads the controller that is named behind the path', () => {
    const attached = (controller: string) =>
      readEvent(
        `Failed to attach PID 224 to realized cgroup /user.slice/a.scope in controller ${controller}, ignoring: No such file or directory`
      );
    expect(attached('cpu')).toMatchObject({ look: 'other-controller' });
    expect(attached('memory')).toMatchObject({ look: 'cgroup-mount-fault' });
  });

  it('tells a file that only another controller has on cgroup v2 from a hierarchy that is not there', () => {
    const files = fc.constantFrom('cpuset.cpus.effective', 'cpu.max', 'io.max', 'pids.max', 'hugetlb.2MB.max');
    fc.assert(
      fc.property(files, (file) => {
        const text = `open /sys/fs/cgroup/a/${file}: no such file or directory`;
        expect(readEvent(text)).toMatchObject({ look: 'controller-not-delegated' });
      })
    );
  });

  it('tells a hierarchy that is not mounted from a directory in it that was gone before it could be watched', () => {
    const watched = (path: string) => readEvent(`inotify_add_watch ${path}: no such file or directory`);
    for (const root of ['cpuacct,cpu', 'memory', 'blkio']) {
      expect(watched(`/sys/fs/cgroup/${root}`)).toEqual({ kind: 'look-alike', look: 'cgroup-mount-fault' });
    }
    for (const below of ['kubepods', 'memory/kubepods/besteffort', 'cpu,cpuacct/system.slice/run-1.mount']) {
      expect(watched(`/sys/fs/cgroup/${below}`)).toEqual({ kind: 'unrelated' });
    }
  });

  it('reads what Slurm says where it knows no mount', () => {
    const said = (error: string) =>
      readEvent(`slurmd: error: unable to create cgroup '(null)/memory/slurm' : ${error}`);
    expect(said('No such file or directory')).toEqual({ kind: 'look-alike', look: 'cgroup-mount-fault' });
    expect(said('Cannot allocate memory')).toMatchObject({ kind: 'creation-refused', controller: 'memory' });
    expect(readEvent(`unable to open '(null)/freezer//release_agent' for reading : No such file or directory`)).toEqual(
      { kind: 'look-alike', look: 'other-controller' }
    );
  });

  it('knows the controller that is named behind what is not mounted, and memory among several', () => {
    const said = (names: string) =>
      readEvent(`system validation failed - Following Cgroup subsystem not mounted: ${names}`);
    expect(said('[cpuset]')).toEqual({ kind: 'look-alike', look: 'other-controller' });
    expect(said('[cpu pids]')).toEqual({ kind: 'look-alike', look: 'other-controller' });
    expect(said('[cpuset memory]')).toEqual({ kind: 'look-alike', look: 'memory-controller-off' });
    expect(said('nothing that is known')).toEqual({ kind: 'look-alike', look: 'cgroup-mount-fault' });
    expect(readEvent('Failed to find subsystem mount for required subsystem: pids')).toEqual({
      kind: 'look-alike',
      look: 'other-controller',
    });
  });

  it('takes no statistics that it cannot count and no pod that is spoken of for a fault', () => {
    const stats = '/sys/fs/cgroup/cpuacct/docker/cpuacct.stat is expected to have 4 fields, continuing to push stats';
    expect(readEvent(`Failed to update stats for container "/docker": failure - ${stats}`)).toEqual({
      kind: 'unrelated',
    });
    expect(readEvent("The unit run-r912a3c50d2444a1c.scope has successfully entered the 'dead' state.")).toEqual({
      kind: 'unrelated',
    });
    expect(readEvent('A repeatedly oom-killed pod is subject to leaking')).toEqual({ kind: 'unrelated' });
  });

  it('reads a statement that is broken between its words, and a runtime whose child is gone', () => {
    const limit = 'dbus-daemon: The maximum number of active connections for UID 0 has been\nreached (256)';
    expect(readEvent(limit)).toEqual({ kind: 'look-alike', look: 'dbus-connection-limit' });
    const gone = "unable to start container process: cannot get the final\nchild's PID from pipe: EOF: unknown";
    expect(readEvent(gone)).toEqual({ kind: 'look-alike', look: 'setns-failed' });
  });

  it('knows what an error elides by the path that is named before it', () => {
    const file = '/sys/fs/cgroup/docker/cgroup.subtree_control';
    const text = `failed to write subtree controllers [...] to "${file}": write ...: no such file or directory`;
    expect(readEvent(text)).toEqual({ kind: 'look-alike', look: 'controller-not-delegated' });
    expect(readEvent('failed to create pod cgroup: mkdir ...: cannot allocate memory').kind).toBe('creation-refused');
  });

  it('tells a hierarchy by a file of it that is missing, and a cgroup that libcgroup may not make', () => {
    const missing = '[/sys/fs/cgroup/cgroup.controllers] is missing (not cgroup v2)';
    expect(readEvent(missing)).toEqual({ kind: 'look-alike', look: 'cgroup-mount-fault' });
    const refused = "cgcreate: can't create cgroup a.slice/b.scope/c: Operation not supported";
    expect(readEvent(refused)).toEqual({ kind: 'look-alike', look: 'threaded-cgroup' });
  });

  it('takes no file that answers that nothing is accounted for, for a limit in use', () => {
    expect(readEvent('cat: memory.kmem.slabinfo: Input/output error')).toEqual({ kind: 'unrelated' });
  });

  it('takes no name that begins as a file of a cgroup does for one', () => {
    expect(readEvent('failed to set up plugin io.containerd.grpc.v1.cri: cgroup')).toEqual({ kind: 'unrelated' });
    expect(readEvent('Failed to set up cpu.slice')).toEqual({ kind: 'unrelated' });
  });

  it('takes no question for an answer', () => {
    expect(readEvent('mm: vmscan: check if mem cgroup is disabled or not')).toEqual({ kind: 'unrelated' });
    expect(readEvent('the memory cgroup is disabled')).toEqual({ kind: 'look-alike', look: 'memory-controller-off' });
    expect(readEvent('Did it fail to work, failed to find cgroup (leaked ones are counted)?')).toEqual({
      kind: 'unrelated',
    });
    expect(readEvent('Yarn control group does not exist. Creating /sys/fs/cgroup/devices/yarn')).toEqual({
      kind: 'unrelated',
    });
    expect(readEvent('Error: cannot find cgroup mount point. What now?')).toMatchObject({ look: 'cgroup-mount-fault' });
  });

  it('puts no warning of another line to what runc says', () => {
    const runc = 'process_linux.go:258: applying cgroup configuration for process caused "EOF"';
    expect(readEvent(`${runc}\nWARN[0000] signal: killed`)).toEqual({ kind: 'unrelated' });
  });

  it('takes the status that a program ends with, or a date, for no error of a call', () => {
    for (const text of [
      '{"msg": "Failed to create cgroup /a: no reason given", "rc": 1}',
      'could not create cgroup at /sys/fs/cgroup/memory/a, returned -1',
      'make: *** [cgroup] Error 2',
      'Error: 12/02/24 03:04:05 creating cgroup /sys/fs/cgroup/memory/a',
    ]) {
      expect([text, readEvent(text)]).toEqual([text, { kind: 'unrelated' }]);
    }
    expect(readEvent('mkdir /sys/fs/cgroup/memory/a failed, errno is 12')).toMatchObject({ errno: 'ENOMEM' });
    expect(readEvent('open /sys/fs/cgroup/memory/a/tasks: errno 1')).toMatchObject({
      look: 'controller-not-delegated',
    });
  });

  it('takes what was asked of a server for no path', () => {
    const asked = 'Handler for POST /v1.24/containers/c1/start returned error: ';
    expect(readEvent(`${asked}bpf create \`cgroup2_devices\`: Operation not permitted`)).toMatchObject({
      look: 'device-filter',
    });
  });

  it('knows by the number that it names whether a limit does not fit or was not understood', () => {
    const file = '/sys/fs/cgroup/memory/docker/c1/memory.limit_in_bytes';
    for (const [text, look] of [
      [`failed to write "209715200" to "${file}": write ${file}: invalid argument`, 'memory-limit-busy'],
      [`failed to write "512M" to "${file}": write ${file}: invalid argument`, 'cgroup-setting-refused'],
      [`write ${file}: invalid argument`, 'cgroup-setting-refused'],
      [
        'failed to write "209715200": write /sys/fs/cgroup/memory/memory.limit_in_bytes: invalid argument',
        'cgroup-setting-refused',
      ],
      [
        "Failed to set 'memory.limit_in_bytes' attribute on '/' to '209715200': Invalid argument",
        'cgroup-setting-refused',
      ],
    ]) {
      expect([text, readEvent(text ?? '')]).toEqual([text, expect.objectContaining({ look })]);
    }
  });

  it('takes an option of a boot line for one only among others', () => {
    expect(readEvent('drop cgroup_disable=memory from the options').kind).toBe('unrelated');
    for (const line of ['root=/dev/sda1 ro quiet cgroup_disable=memory', 'cgroup_disable=memory root=/dev/sda1']) {
      expect(readEvent(line)).toMatchObject({ look: 'memory-controller-off' });
    }
  });

  it('tells what the network or an image met, where that is named, rather than that they failed', () => {
    const network = 'networkPlugin cni failed to set up pod "b_c" network: ';
    expect(readEvent(`${network}add inotify watch /etc/cni/net.d: no space left on device`)).toMatchObject({
      look: 'inotify-limit',
    });
    expect(readEvent(`${network}${prefix}mkdir ${pod}: cannot allocate memory`)?.kind).toBe('creation-refused');
    expect(
      readEvent('Failed to pull image "a": failed to register layer: write /var/lib/x: no space left on device')
    ).toMatchObject({ look: 'disk-full' });
  });

  it('names each one', () => {
    expect(new Set(lookAlikes.map(({ id }) => id)).size).toBe(lookAlikes.length);
  });
});

describe('readEvent: public reports', () => {
  const refusal =
    /mkdir:? .{0,40}\/sys\/fs\/cgroup\/memory\/[^\s"\\]*: (cannot allocate memory|no space left on device)/i;
  const told = cases.flatMap(({ id, verdict, message }) => (message === null ? [] : [{ id, verdict, message }]));
  const ofVerdict = (...verdicts: string[]) =>
    told.filter(({ verdict }) => verdicts.includes(verdict)).map((each) => [each.id, each.message] as const);

  it.each(ofVerdict('memcg-kmem-leak', 'memcg-id-exhaustion').filter(([, message]) => /mkdir/.test(message)))(
    '%s is found',
    (_id, message) => {
      expect(readEvent(message).kind).toBe('creation-refused');
    }
  );

  it.each(ofVerdict('other-cause', 'genuine-oom'))('%s is not accused', (_id, message) => {
    // Where another cause writes the true line, only facts beside the text can tell.
    expect(readEvent(message).kind === 'creation-refused').toBe(refusal.test(message));
  });

  const bareTail = /^cannot allocate memory$/i;

  it.each(
    ofVerdict('other-cause', 'genuine-oom').filter(([, message]) => !refusal.test(message) && !bareTail.test(message))
  )('%s is named', (_id, message) => {
    expect(readEvent(message).kind).toBe('look-alike');
  });

  it.each(ofVerdict('memcg-kmem-leak').filter(([, message]) => /SLUB/.test(message)))(
    '%s is a kernel trace',
    (_id, message) => {
      expect(readEvent(message).kind).toBe('slub');
    }
  );
});

describe('readEvent: hostile text', () => {
  const pieces = fc.constantFrom(
    'mkdir ',
    'mkdir: ',
    '/sys/fs/cgroup/memory/',
    ': ',
    'cannot allocate memory',
    '\\',
    '"',
    '\\"',
    'cache: a(1:',
    'SLUB: ',
    '\n',
    'x',
    'pod',
    '已',
    '\u0000'
  );

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 200 }).map((each) => each.join(''))
        ),
        (text) => {
          expect(readEvent(text).kind).toBeDefined();
        }
      )
    );
  });

  it.each([
    'mkdir ',
    'mkdir /sys/fs/cgroup/memory/',
    '/sys/fs/cgroup/',
    'cache: a(1:',
    'kmem_cache_create',
    'fork/exec ',
    '/var/lib/',
    'no space left on device',
    'page allocation failure: order:4',
    'mounting ',
    'unit ',
    '\\',
    '\\"',
    'a: ',
    'mkdir: /',
    'sd-bus call: ',
    'kmem.limit_in_bytes',
    '/cgroup',
    '=',
    'enable ',
    'failed to remove ',
    'killed ',
    'pod',
    'write /',
    'run-r0',
  ])('%j repeated is read to its end', (piece) => {
    // More than linear time would not end before the test is given up.
    expect(readEvent(piece.repeat(2_000_000 / piece.length)).kind).toBeDefined();
  });
});
