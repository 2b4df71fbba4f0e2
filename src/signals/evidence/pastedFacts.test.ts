import { describe, expect, it } from '@jest/globals';
import { diagnose, type NodeEvidence } from '../../diagnosis';
import { TextReader } from '../../events';
import { joinPasted } from './pasted';
import { type PastedSource } from './pastedSource';

const el7 = '3.10.0-1160.83.1.el7.x86_64';
const at = 1_795_000_000;

function sourceOf(text: string, more: Partial<PastedSource> = {}): PastedSource {
  const reader = new TextReader({ nowSeconds: at });
  reader.push(text);
  return { name: 'report.txt', evidence: reader.end(), ...more };
}

function join(text: string, more: Partial<PastedSource> = {}, known: NodeEvidence[] = []): NodeEvidence[] {
  return joinPasted(known, [sourceOf(text, more)], at).nodes;
}

/** A published report, shortened and in other names; every figure of it is the report's own. */
const report = `创建pod失败,卡在容器创建步骤
# kubectl get pods -o wide | grep prometheus
alertmanager-0            2/2     Running             1   7d3h    10.233.76.51    worker-7   <none>   <none>
admission-create-z7p94    0/1     ContainerCreating   0   14h     <none>          worker-7   <none>   <none>
state-metrics-598b9       0/1     ContainerCreating   0   4d13h   <none>          worker-7   <none>   <none>

# kubectl describe pods admission-create-z7p94
...
Events:
  Type     Reason                    Age                    From     Message
  ----     ------                    ----                   ----     -------
  Warning  FailedCreatePodContainer  2m7s (x4132 over 14h)  kubelet  unable to ensure pod container exists: failed to create container for [kubepods besteffort pod11111111-2222-4333-8444-555555555555] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod11111111-2222-4333-8444-555555555555: cannot allocate memory

# kubectl describe pods state-metrics-598b9
...
Events:
  Type     Reason                    Age                       From     Message
  ----     ------                    ----                      ----     -------
  Warning  FailedCreatePodContainer  2m6s (x30278 over 4d13h)  kubelet  unable to ensure pod container exists: failed to create container for [kubepods besteffort pod22222222-2222-4333-8444-555555555555] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod22222222-2222-4333-8444-555555555555: cannot allocate memory

但是非常奇怪的是,通过 top 观察可以看到系统内存充足:

Tasks: 365 total,   1 running, 364 sleeping,   0 stopped,   0 zombie
KiB Mem : 25982569+total, 19016694+free, 10491360 used, 59167380 buff/cache
KiB Swap:        0 total,        0 free,        0 used. 24839529+avail Mem

# ls /sys/kernel/slab | wc -l
182210

  • 内核 3.10.0-1062.4.1 或更新版本解决了 slab 泄漏问题 (不过高于 3.10.0-1160.36.2.el7.x86_64 还是存在问题)

我的服务器内核版本确实是 ${el7} ,看起来确实存在这个问题

  • 配置内核参数 cgroup.memory=nokmem (修订 /etc/default/grub 的 GRUB_CMDLINE_LINUX 行配置)

# cat /etc/redhat-release
CentOS Linux release 7.9.2009 (Core)

但是如果不做大版本升级,则内核版本升级也只有 3.10.0-1160.88.1.el7
`;

describe('a whole page, pasted', () => {
  it('gives its verdict with every one of its figures', () => {
    const nodes = join(report);
    expect(nodes).toHaveLength(1);
    const [node] = nodes;
    expect(node).toMatchObject({
      key: { node: 'worker-7' },
      kernelRelease: el7,
      osImage: 'CentOS Linux release 7.9.2009 (Core)',
      slabEntries: 182210,
      memoryTotalBytes: 259825690 * 1024,
      memoryAvailableBytes: 248395290 * 1024,
    });
    expect(node?.nokmemRunning).toBeUndefined();
    expect(node?.events.map(({ count, pod }) => [pod, count])).toEqual([
      ['admission-create-z7p94', 4132],
      ['state-metrics-598b9', 30278],
    ]);
    expect(node && diagnose(node)).toMatchObject({ state: 'failing', cause: 'memcg-kmem-leak', confidence: 'high' });
  });
});

describe('whose the facts are', () => {
  const mkdir = "mkdir: cannot create directory '/sys/fs/cgroup/memory/test': Cannot allocate memory";
  const nodesOf = (nodes: readonly NodeEvidence[]) =>
    nodes.map(({ key, kernelRelease, events }) => [key.node, kernelRelease, events.length]);

  it('gives each host what was typed at its prompt', () => {
    const text = `[root@node-a ~]# uname -r\n${el7}\n[root@node-b ~]# uname -r\n5.4.0-42-generic\n`;
    expect(nodesOf(join(text))).toEqual([
      ['node-a', el7, 0],
      ['node-b', '5.4.0-42-generic', 0],
    ]);
  });

  it.each([
    ['the host that a command names', `${mkdir}\nLinux node-a ${el7} #1 SMP\n`, 'node-a'],
    ['the node of the event', `Nov 28 10:00:00 node-a kubelet[1]: ${mkdir}\n$ uname -r\n${el7}\n`, 'node-a'],
    ['the text, where nobody is named', `${mkdir}\n$ uname -r\n${el7}\n`, 'report.txt'],
  ])('takes a text about one machine together: %s', (_, text, node) => {
    expect(nodesOf(join(text))).toEqual([[node, el7, 1]]);
  });

  it('takes pods without a node for those of the one machine that is described', () => {
    const table = `LAST SEEN   TYPE      REASON                     OBJECT       MESSAGE\n2m          Warning   FailedCreatePodContainer   pod/cart-1   ${mkdir}\n2m          Warning   FailedCreatePodContainer   pod/cart-2   ${mkdir}\n`;
    expect(nodesOf(join(`${table}\n$ uname -r\n${el7}`))).toEqual([['report.txt', el7, 2]]);
    expect(nodesOf(join(table)).map(([node]) => node)).toEqual(['pod cart-1', 'pod cart-2']);
  });

  it('gives facts without a host to nobody among several, unless only one has a fault', () => {
    const row = (node: string) => `${node}   Ready   <none>   410d   v1.18.20\n`;
    expect(nodesOf(join(`${row('node-a')}${row('node-b')}$ uname -r\n${el7}`))).toEqual([
      ['node-a', undefined, 0],
      ['node-b', undefined, 0],
      ['report.txt', el7, 0],
    ]);
    const fault = `Nov 28 10:00:00 node-b kubelet[1]: ${mkdir}\n`;
    expect(nodesOf(join(`${row('node-a')}${row('node-b')}${fault}$ uname -r\n${el7}`))).toEqual([
      ['node-a', undefined, 0],
      ['node-b', el7, 1],
    ]);
  });

  it('takes no program for a host, though its path looks like a prompt', () => {
    expect(join('  mkdir /sys/fs/cgroup/memory/x$i\nSUnreclaim: 1 kB\n')[0]?.key.node).not.toBe('mkdir');
    expect(join('cat /proc/meminfo # on the bad one\nSUnreclaim: 1 kB\n')[0]?.key.node).not.toBe('cat');
  });

  it('takes the address of a node and the host in a prompt for one, where there is one of each', () => {
    const text = `[root@k8s-1 ~]# uname -r\n${el7}\n192.0.2.7   Ready   <none>   410d   v1.18.20\n`;
    expect(nodesOf(join(text))).toEqual([['192.0.2.7', el7, 0]]);
  });

  it('believes the reader where the text names none', () => {
    const known = join('node-a   Ready   <none>   410d   v1.18.20\n');
    expect(nodesOf(join(`${mkdir}\n$ uname -r\n${el7}`, { node: 'node-a' }, known))).toEqual([['node-a', el7, 1]]);
  });

  it('never replaces what the data source says', () => {
    const known = join(`[root@node-a ~]# uname -r\n${el7}\n`);
    expect(nodesOf(join('[root@node-a ~]# uname -r\n5.4.0-42-generic\n', {}, known))).toEqual([['node-a', el7, 0]]);
  });
});

describe('several readings of one thing', () => {
  const first = (text: string) => join(text)[0];

  it('takes output before prose, and the first of equals', () => {
    expect(first(`My kernel is 5.4.0-42-generic\n$ uname -r\n${el7}\n$ uname -r\n5.10.0-1`)?.kernelRelease).toBe(el7);
  });

  it('takes the latest where times are given, and what was lost between', () => {
    const reading = (date: string, kilobytes: number, count: number) =>
      `$ date\n${date}\n$ cat /proc/meminfo\nSUnreclaim:  ${kilobytes} kB\n$ grep memory /proc/cgroups\nmemory\t9\t${count}\t1\n`;
    const text = `${reading('Wed Apr 26 10:00:00 CST 2023', 1_000_000, 20_000)}${reading('Thu Apr 27 10:00:00 CST 2023', 1_500_000, 26_000)}`;
    expect(first(text)).toMatchObject({
      slabUnreclaimableBytes: 1_500_000 * 1024,
      slabSteadyGrowthBytesPerDay: 500_000 * 1024,
      memoryCgroups: 26_000,
      memoryCgroupsGrowthPerDay: 6000,
    });
    expect(first(text)?.slabHistory).toHaveLength(2);
  });

  it('tells growth of memory cgroups within one boot only', () => {
    const reading = (hour: number, count: number) =>
      `$ date\nWed Apr 26 ${hour}:00:00 CST 2023\n$ grep memory /proc/cgroups\nmemory\t9\t${count}\t1\n`;
    const growth = (...counts: number[]) =>
      first(counts.map((count, index) => reading(10 + index * 2, count)).join(''))?.memoryCgroupsGrowthPerDay;
    expect(growth(40_000, 45_000)).toBe(60_000);
    expect(growth(60_000, 400, 5_400)).toBe(60_000);
    expect(growth(60_000, 400)).toBeUndefined();
  });

  it('adds up what cgroup.stat counts, before what /proc/cgroups counts of every hierarchy', () => {
    const text = `$ cat /sys/fs/cgroup/cgroup.stat\nnr_descendants 240\nnr_dying_descendants 64000\n$ grep memory /proc/cgroups\nmemory\t0\t130000\t1\n`;
    expect(first(text)).toMatchObject({ memoryCgroups: 64_241, dyingMemoryCgroups: 64_000 });
  });

  it('tells no growth of slab by less than half a day', () => {
    const text = `$ date\nWed Apr 26 10:00:00 CST 2023\nSUnreclaim:  1000 kB\n$ date\nWed Apr 26 14:00:00 CST 2023\nSUnreclaim:  2000 kB\n`;
    expect(first(text)?.slabSteadyGrowthBytesPerDay).toBeUndefined();
  });

  it('tells that the parameter waits for a reboot', () => {
    const configured = 'GRUB_CMDLINE_LINUX="quiet cgroup.memory=nokmem"\n';
    const running = (parameters: string) => `BOOT_IMAGE=/vmlinuz-${el7} root=/dev/sda1 ${parameters}\n`;
    expect(first(configured + running('quiet'))?.nokmemConfiguredNotRunning).toBe(true);
    expect(first(configured + running('cgroup.memory=nokmem'))?.nokmemConfiguredNotRunning).toBeUndefined();
    expect(first(configured + running('cgroup.memory=nokmem'))?.nokmemRunning).toBe(true);
  });

  it('counts the boot back from the last event, so that no event of an old text is before it', () => {
    const text = `2020-05-01T10:00:00Z node-a kubelet[1]: mkdir /sys/fs/cgroup/memory/kubepods/x: cannot allocate memory\n 14:23:01 up 3 days,  0:00,  2 users,  load average: 0.00, 0.01, 0.05\n`;
    expect(first(text)).toMatchObject({ bootTimeSeconds: Date.UTC(2020, 3, 28, 10) / 1000, events: [{ count: 1 }] });
  });

  it('takes the version of the API server for the kubelet only where no older one would differ', () => {
    const server = (version: string) => first(`$ kubectl version\nServer Version: ${version}\nuname -r\n${el7}`);
    expect(server('v1.18.20')?.kubeletVersion).toBe('v1.18.20');
    expect(server('v1.27.3')?.kubeletVersion).toBeUndefined();
  });

  it('takes the far higher of what a fault leaves more of, where no times are given', () => {
    const text = (kilobytes: number, available: number) =>
      `SUnreclaim: ${kilobytes} kB\nMemAvailable: ${available} kB\n`;
    const before = text(506_172, 900_000);
    expect(first(before + text(5_134_876, 800_000))?.slabUnreclaimableBytes).toBe(5_134_876 * 1024);
    expect(first(before + text(600_000, 800_000))?.slabUnreclaimableBytes).toBe(506_172 * 1024);
    expect(first(before + text(5_134_876, 800_000))?.memoryAvailableBytes).toBe(900_000 * 1024);
    expect(first('8000 dying memory cgroups\n40k dying memory cgroups')?.dyingMemoryCgroups).toBe(40_000);
    expect(first('1200 memory cgroups\nat most 65535 memory cgroups')?.memoryCgroups).toBe(1200);
  });

  it('takes a large cache that nothing reclaims for the least that slab holds, where nothing tells of all', () => {
    const cache = 'kmalloc-512 holds 30 GB';
    expect(first(cache)?.slabUnreclaimableBytes).toBe(30 * 1024 ** 3);
    expect(first(`${cache}\nSUnreclaim: 33554432 kB`)?.slabUnreclaimableBytes).toBe(32 * 1024 ** 3);
    expect(join('kmalloc-512 holds 30 MB\n')).toEqual([]);
    expect(join('5755712 5755674 99% 0.85K 1438928 4 5755712K dentry\n')).toEqual([]);
  });

  it('counts at least as many memory cgroups as have directories, where these are many', () => {
    expect(first('65,429 leaked directories in /sys/fs/cgroup')?.memoryCgroups).toBe(65_429);
    expect(first('300 leaked directories in /sys/fs/cgroup')?.memoryCgroups).toBeUndefined();
  });

  it('makes no row of what says nothing of a leak', () => {
    expect(join('fs.mount-max = 100000\n$ mount | wc -l\n300\n')).toEqual([]);
  });
});
