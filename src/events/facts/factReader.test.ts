import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Fact } from './fact';
import { FactReader } from './factReader';

function read(text: string): Fact[] {
  const reader = new FactReader();
  text.split('\n').forEach((line, index) => reader.read(line, { line: index + 1 }));
  return reader.all();
}

/** The facts as one object; a fact said twice is an error of the reader or of the test. */
function valuesOf(text: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { id, value } of read(text)) {
    expect(values[id]).toBeUndefined();
    values[id] = value;
  }
  return values;
}

const el7 = '3.10.0-1160.83.1.el7.x86_64';
const kib = (count: number) => count * 1024;

describe('the kernel and the system', () => {
  it.each([
    ['uname -a', `Linux node-a ${el7} #1 SMP Wed Jan 25 16:41:43 UTC 2023 x86_64 x86_64 x86_64 GNU/Linux`, el7],
    [
      'uname -a in an issue form',
      '**Kernel** (e.g. `uname -a`): Linux ip-10-0-0-1 4.14.77-70.59.amzn1.x86_64 #1 SMP',
      '4.14.77-70.59.amzn1.x86_64',
    ],
    ['uname -r at a prompt', `[root@node-a ~]# uname -r\n${el7}`, el7],
    ['uname -r at a short prompt', `$ uname -r\n\n${el7}\n`, el7],
    ['uname -r typed without a prompt', `uname -r\n5.4.0-42-generic`, '5.4.0-42-generic'],
    ["uname -r in root's prompt of SUSE", `node-a:~ # uname -r\n5.3.18-24.37-default`, '5.3.18-24.37-default'],
    ['uname -rm', `Linux ${el7} x86_64`, el7],
    ['/proc/version', `Linux version ${el7} (mockbuild@kbuilder) (gcc version 4.8.5) #1 SMP`, el7],
    ['the kernel log', `[    0.000000] Linux version 4.18.0-80.el8.x86_64 (mockbuild@x)`, '4.18.0-80.el8.x86_64'],
    ['a sentence', `My kernel version is ${el7}.`, el7],
    ['a label in traditional Chinese', `系統內核：${el7}`, el7],
    ['another word of it', `系統核心版本: ${el7}`, el7],
    ['a sentence in traditional Chinese', `我們使用 ${el7} 內核`, el7],
    ['uname -a in which a forge made a reference', `Linux node-a ${el7} owner/name#1 SMP Wed Jan 25 2023`, el7],
    ['a build with such a reference', `CentOS ${el7} owner/name#1 SMP`, el7],
    ['uname -a with a link', `Linux node-a ${el7} [#1](https://example.org/issues/1) SMP`, el7],
    ['a sentence in Chinese', `我的服务器内核版本确实是 ${el7} ，看起来确实存在这个问题`, el7],
    ['a label', `- Kernel: ${el7}`, el7],
    ['a label with the name of its package', 'Kernel: linux-image-4.15.0-55-generic', '4.15.0-55-generic'],
    ['a sentence that cuts it short', '宿主机kernel版本大多为3.10,此版本已知存在泄漏', '3.10'],
    ['a trace of a tree with changes', 'CPU: 2 PID: 9 Comm: sh Tainted: G        W       4.14.89+ #1', '4.14.89+'],
    ['a sentence with the release in backquotes', `我在\`${el7}\`版本内核上并没有复现出来`, el7],
    ['a sentence about where it runs', 'This happens on Alpine running kernel 6.1.27 and Docker 23.0.6.', '6.1.27'],
    ['a sentence with the release first', `We see it on the ${el7} kernel only at night`, el7],
    ['a label of the system', 'OS: Linux 5.10.7, Debian Bullseye', '5.10.7'],
    [
      'a build whose head is replaced',
      '-Debian 8 - 3.16.0-4-amd64 #1 SMP Debian 3.16.7-ckt11 x86_64',
      '3.16.0-4-amd64',
    ],
    ['a form filled in below', `**Linux kernel version used** (\`uname -a\`)\n${el7}`, el7],
    ['a kernel in brackets', `OS: CentOS 7.6 (kernel ${el7})`, el7],
    ['a system beside it', `CentOS Linux release 7.6.1810, kernel ${el7}`, el7],
    ['a label of the system, without the word', `* OS Version: CentOS 7.6, ${el7}`, el7],
    ['a login', 'Welcome to Ubuntu 18.04.4 LTS (GNU/Linux 4.15.0-112-generic x86_64)', '4.15.0-112-generic'],
    ['a label in Russian', `Ядро: ${el7}`, el7],
    ['a label in French', `Version du noyau : ${el7}`, el7],
    ['a sample of node exporter', `node_uname_info{release="${el7}",sysname="Linux"} 1`, el7],
    ['a label of a tree with changes', '- Kernel: 6.6.87+', '6.6.87+'],
    ['a label with an example', `Kernel (e.g. \`uname -a\`): ${el7}`, el7],
  ])('reads %s', (_, text, release) => {
    expect(valuesOf(text)).toEqual({ kernelRelease: release });
  });

  it.each([
    ['a fix', '内核 3.10.0-1062.4.1 或更新版本解决了 slab 泄漏问题'],
    ['a fix in English', 'This is fixed in kernel 3.10.0-1062.4.1 and later.'],
    ['what is on offer', '如果不做大版本升级,则内核版本升级也只有 3.10.0-1160.88.1.el7'],
    ['a base and later', 'The kernel version is 4.19 or later'],
    ['advice', 'The kernel is 3.10.0-1160 or newer on all hosts where it works'],
    ['two kernels', 'It works on kernel 5.10.1 and fails on kernel 5.15.3'],
    ['a cure before the kernel', 'You should run kernel 5.4.12 instead'],
    ['a version of another program', 'runc version 1.0.0-rc10'],
    ['a release without a question', el7],
  ])('takes no kernel from %s', (_, text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    [
      'os-release',
      'NAME="CentOS Linux"\nVERSION_ID="7"\nPRETTY_NAME="CentOS Linux 7 (Core)"\n',
      'CentOS Linux 7 (Core)',
    ],
    [
      'redhat-release',
      '# cat /etc/redhat-release\nCentOS Linux release 7.9.2009 (Core)',
      'CentOS Linux release 7.9.2009 (Core)',
    ],
    ['hostnamectl', '   Static hostname: node-a\n  Operating System: Ubuntu 20.04.6 LTS\n', 'Ubuntu 20.04.6 LTS'],
  ])('reads the system from %s', (_, text, osImage) => {
    expect(valuesOf(text)).toEqual({ osImage });
  });
});

describe('the command line of the kernel', () => {
  const running = (parameters: string) =>
    valuesOf(`BOOT_IMAGE=/vmlinuz-${el7} root=/dev/sda1 ro ${parameters}`)['nokmemRunning'];

  it.each([
    ['cgroup.memory=nokmem quiet', true],
    ['cgroup.memory=nosocket,nokmem', true],
    ['cgroup.memory="nosocket,nokmem"', true],
    ['"cgroup.memory=nosocket,nokmem" quiet', true],
    ['cgroup.memory=nokmem cgroup.memory=nosocket', true],
    ['quiet', false],
    ['cgroup.memory=nosocket', false],
    ['cgroup.memory=nokmemory', false],
    ['xcgroup.memory=nokmem', false],
    ['quiet -- cgroup.memory=nokmem', false],
  ])('%s', (parameters, expected) => {
    expect(running(parameters)).toBe(expected);
  });

  it('names the release that was booted', () => {
    expect(valuesOf(`BOOT_IMAGE=(hd0,msdos1)/boot/vmlinuz-${el7} root=/dev/sda1 ro`)).toEqual({
      kernelRelease: el7,
      nokmemRunning: false,
    });
  });

  it('reads what has no BOOT_IMAGE behind its command, and the kernel log', () => {
    expect(valuesOf('# cat /proc/cmdline\nroot=/dev/sda1 ro quiet cgroup.memory=nokmem')).toEqual({
      nokmemRunning: true,
    });
    expect(valuesOf('kernel: Kernel command line: root=/dev/sda1 ro cgroup.memory=nokmem')).toEqual({
      nokmemRunning: true,
    });
  });

  it.each([
    ['set', 'GRUB_CMDLINE_LINUX="crashkernel=auto cgroup.memory=nokmem"', true],
    ['not set', 'GRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX="crashkernel=auto"', false],
    ['commented', '#GRUB_CMDLINE_LINUX="cgroup.memory=nokmem"\nGRUB_CMDLINE_LINUX="quiet"', false],
    ['overridden', 'GRUB_CMDLINE_LINUX="cgroup.memory=nokmem"\nGRUB_CMDLINE_LINUX="quiet"', false],
    ['added to', 'GRUB_CMDLINE_LINUX="cgroup.memory=nokmem"\nGRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX quiet"', true],
    ['in the second list', 'GRUB_CMDLINE_LINUX=""\nGRUB_CMDLINE_LINUX_DEFAULT="quiet cgroup.memory=nokmem"', true],
    ['behind a comment', 'GRUB_CMDLINE_LINUX="quiet" # cgroup.memory=nokmem', false],
    ['in every entry', 'index=0\nargs="ro cgroup.memory=nokmem"\nindex=1\nargs="ro cgroup.memory=nokmem quiet"', true],
    ['in one entry of two', 'index=0\nargs="ro cgroup.memory=nokmem"\nindex=1\nargs="ro quiet"', false],
  ])('boot loader: %s', (_, text, expected) => {
    const facts = read(text);
    expect(new Set(facts.map(({ id }) => id))).toEqual(new Set(['nokmemConfigured']));
    expect(facts.at(-1)?.value).toBe(expected);
  });
});

describe('memory', () => {
  it('reads /proc/meminfo', () => {
    const text = `MemTotal:       263966388 kB\nMemFree:        1 kB\nMemAvailable:   248395290 kB\nSlab:           4500000 kB\nSReclaimable:   300000 kB\nSUnreclaim:     4200000 kB\nPercpu:         90000 kB`;
    expect(valuesOf(text)).toEqual({
      memoryTotalBytes: kib(263966388),
      memoryAvailableBytes: kib(248395290),
      slabBytes: kib(4500000),
      slabReclaimableBytes: kib(300000),
      slabUnreclaimableBytes: kib(4200000),
      percpuBytes: kib(90000),
    });
  });

  const header = '              total        used        free      shared  buff/cache   available\n';
  const gib = 1024 ** 3;
  it.each([
    [
      'free',
      `$ free\n${header}Mem:      263966388    10491360   190166940      100000    63308088   248395290`,
      kib(263966388),
      kib(248395290),
    ],
    [
      'free without its command',
      `${header}Mem:      263966388    10491360   190166940      100000    63308088   248395290`,
      kib(263966388),
      kib(248395290),
    ],
    [
      'free -m',
      `# free -m\n${header}Mem:         257779       10245      185709          97       61824      242573`,
      257779 * 1024 ** 2,
      242573 * 1024 ** 2,
    ],
    [
      'free -m without its command',
      `${header}Mem:         257779       10245      185709          97       61824      242573`,
      257779 * 1024 ** 2,
      242573 * 1024 ** 2,
    ],
    [
      'free -g',
      `# free -g\n${header}Mem:            251          10         181           0          60         236`,
      251 * gib,
      236 * gib,
    ],
    [
      'free -h',
      `# free -h\n${header}Mem:           251G         10G        181G         97M         60G        236G`,
      251 * gib,
      236 * gib,
    ],
    [
      'free -h of today',
      `${header}Mem:           251Gi        10Gi       181Gi        97Mi        60Gi       236Gi`,
      251 * gib,
      236 * gib,
    ],
    [
      'free in Chinese',
      `              总计         已用        空闲      共享    缓冲/缓存    可用\n内存：   263966388    10491360   190166940      100000    63308088   248395290`,
      kib(263966388),
      kib(248395290),
    ],
    [
      'free in the old layout',
      '             total       used       free     shared    buffers     cached\nMem:      16330404   15900000     430404          0     200000   12000000\n-/+ buffers/cache:    3700000   12630404',
      kib(16330404),
      kib(12630404),
    ],
    [
      'top',
      'KiB Mem : 25982569+total, 19016694+free, 10491360 used, 59167380 buff/cache\nKiB Swap:        0 total,        0 free,        0 used. 24839529+avail Mem',
      kib(259825690),
      kib(248395290),
    ],
    [
      'top in MiB',
      'MiB Mem :  15884.5 total,   1024.5 free,   4860.0 used,  10000.0 buff/cache\nMiB Swap:      0.0 total,      0.0 free,      0.0 used.  10700.5 avail Mem',
      15884.5 * 1024 ** 2,
      10700.5 * 1024 ** 2,
    ],
    [
      'the old top',
      'Mem:  16330404k total, 15900000k used,   430404k free,   200000k buffers\nSwap:        0k total,        0k used,        0k free, 12000000k cached',
      kib(16330404),
      kib(12630404),
    ],
  ])('reads %s', (_, text, total, available) => {
    const facts = read(text);
    expect(facts.find(({ id }) => id === 'memoryTotalBytes')?.value).toBe(total);
    expect([...facts].reverse().find(({ id }) => id === 'memoryAvailableBytes')?.value).toBe(available);
  });

  it.each([
    ['SUnreclaim is 47 GB and growing', 47 * gib],
    ['SUnreclaim: 12,5 ГБ', 12.5 * gib],
    ['SUnreclaim: 1,200 МБ', 1200 * 2 ** 20],
    ['we saw SUnreclaim: 2.14 of 4.1 GB', Math.round(2.14 * gib)],
    ['`SUnreclaim` reached 6GiB', 6 * gib],
    ['check_hw_slab_unreclaimable:  Slab unreclaimable is too large (6291456 kB > 5242880 kB).', 6 * gib],
    ['Unreclaimable slab is now at 6 GiB', 6 * gib],
    ['不可回收的 slab 已经达到 6 GiB', 6 * gib],
    ['unreclaimable slab has some 20GB', 20 * gib],
    ['slab (unreclaimable): 12 GB', 12 * gib],
    ['From `/sys/fs/cgroup/memory.stat` of the machine:\n\nslab_unreclaimable:  1.5 GB  ← this', 1.5 * gib],
  ])('reads %s', (text, bytes) => {
    expect(valuesOf(text)).toMatchObject({ slabUnreclaimableBytes: bytes });
  });

  it.each([
    'active_anon:10kB slab_reclaimable:1048576kB slab_unreclaimable:6291456kB',
    'Node 0 DMA32 free:1kB slab_unreclaimable:6291456kB kernel_stack:1kB',
    'unreclaimable slab of one zone, in pages: 6291456',
  ])('takes no part for the whole: %s', (text) => {
    expect(valuesOf(text)).toEqual({});
  });

  it.each([
    [' Active / Total Size (% used) : 6154229,64K / 6201434,19K (99,2%)', { slabBytes: Math.round(6201434.19 * 1024) }],
    ['5755712 5755674 99% 0,85K 1438928 4 5755712K dentry', { slabCache: { name: 'dentry', bytes: 5755712 * 1024 } }],
  ])("reads slabtop with its locale's decimal mark: %s", (text, facts) => {
    expect(valuesOf(text)).toEqual(facts);
  });

  it('reads growth that somebody wrote down', () => {
    expect(valuesOf('SUnreclaim grows by 60 MB a day')).toEqual({ slabGrowthBytesPerDay: 60 * 1024 ** 2 });
  });

  it.each([
    'SUnreclaim 47 GB growing',
    'SUnreclaim: 47 GB and it keeps growing',
    'unreclaimable slab 47GB, steadily increasing',
    'SUnreclaim 47 GB，持续增长',
    'unreclaimable slab 47GB, and it continues to grow',
  ])('reads that it grows, where nobody says by how much: %s', (text) => {
    expect(valuesOf(text)).toEqual({ slabUnreclaimableBytes: 47 * 1024 ** 3, slabSaidToGrow: true });
  });

  it('reads of an unnamed cache that it grows', () => {
    expect(valuesOf('the kmalloc-2048 allocation is growing more and more')).toEqual({ slabSaidToGrow: true });
  });

  it.each([
    'SUnreclaim is 2 GB and not growing',
    'SUnreclaim 2 GB stays; the heap is growing somewhere else entirely, far from it and much later on',
  ])('does not take the opposite, or something else that grows: %s', (text) => {
    expect(valuesOf(text)).not.toHaveProperty('slabSaidToGrow');
  });

  it('reads a share of the memory as both', () => {
    expect(valuesOf('SUnreclaim is 2.14 of 4.1 GB')).toMatchObject({ memoryTotalBytes: Math.round(4.1 * 1024 ** 3) });
    expect(valuesOf('SUnreclaim is 2.1 GB of 4.1 GB slab')).not.toHaveProperty('memoryTotalBytes');
  });
});

describe('memory cgroups', () => {
  it.each([
    [
      'with its header and tabs',
      '#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t4\t108\t1\nmemory\t9\t65535\t1\nnet_cls\t3\t112\t1',
      65535,
    ],
    ['by a grep', '[root@node-a ~]# cat /proc/cgroups | grep memory\nmemory          9       64734   1', 64734],
    ['in a sentence with underscores', 'the number of memory cgroups only dropped from 211_620 to 210_396', 211620],
    ['in a sentence', 'slab is at 47 GB with only 1,120 memory cgroups', 1120],
    ['in a sentence with blanks between thousands', 'there are 70 120 memory cgroups', 70_120],
    ['of a file named before it', '/proc/cgroups:memory\t9\t812\t1', 812],
    ['of version 2', 'memory\t0\t1432\t1', 1432],
    ['by awk', "$ awk '/memory/ {print $3}' /proc/cgroups\n3021", 3021],
    ['in a sentence', 'The memory num_cgroups is 65,535 on the bad node', 65535],
  ])('counts /proc/cgroups %s', (_, text, count) => {
    expect(valuesOf(text)).toMatchObject({ memoryCgroups: count });
  });

  it('counts those of pids beside them, where they have a hierarchy of their own', () => {
    expect(valuesOf('memory\t9\t64734\t1\npids\t3\t64720\t1')).toEqual({ memoryCgroups: 64734, pidsCgroups: 64720 });
    expect(valuesOf('memory\t0\t64734\t1\npids\t0\t64734\t1')).toEqual({ memoryCgroups: 64734 });
    expect(valuesOf('node_cgroups_cgroups{subsys_name="pids"} 112')).toEqual({ pidsCgroups: 112 });
  });

  it.each([
    ['a controller switched off', 'memory\t0\t1\t0'],
    ['another controller', 'pids num_cgroups is 65535'],
    ['a filtered count', '$ find /sys/fs/cgroup/memory -type d -name "pod*" | wc -l\n300'],
    ['directories of every hierarchy', '$ find /sys/fs/cgroup -type d | wc -l\n3000'],
    ['a part of the hierarchy', '# find /sys/fs/cgroup/memory -maxdepth 1 -type d | wc -l\n60'],
    ['a filtered list of caches', '$ ls /sys/kernel/slab | grep dentry | wc -l\n3000'],
    ['a count of something else', '$ ls /var/log | wc -l\n182210'],
  ])('counts nothing of %s', (_, text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ['$ find /sys/fs/cgroup/memory -type d | wc -l\n312', { liveMemoryCgroups: 312 }],
    ['$ sudo find /sys/fs/cgroup/memory/ -type d 2>/dev/null | wc -l\n312', { liveMemoryCgroups: 312 }],
    ['# ls /sys/kernel/slab | wc -l\n182210', { slabEntries: 182210 }],
    ['# ls -l /sys/kernel/slab/ | wc -l\n182210', { slabEntries: 182210 }],
    ['# find /sys/kernel/slab -maxdepth 1 | wc -l\n182210', { slabEntries: 182210 }],
    ['# find /sys/kernel/slab/ -mindepth 1 -maxdepth 1 -type d | wc -l\n182210', { slabEntries: 182210 }],
    ['ls /sys/kernel/slab | wc -l\n182210', { slabEntries: 182210 }],
    ['`ls /sys/kernel/slab | wc -l` returns 182,210.', { slabEntries: 182210 }],
    ['On the node `ls /sys/kernel/slab | wc -l`: 182210', { slabEntries: 182210 }],
    ['# mount | wc -l\n32862', { mounts: 32862 }],
    ['# wc -l /proc/mounts\n32862 /proc/mounts', { mounts: 32862 }],
    [
      '# uname -r; ls /sys/kernel/slab | wc -l\n5.4.0-42-generic\n900',
      { kernelRelease: '5.4.0-42-generic', slabEntries: 900 },
    ],
    [
      '# cat /sys/fs/cgroup/cgroup.stat\nnr_descendants 120\nnr_dying_descendants 43000',
      { liveMemoryCgroups: 121, dyingMemoryCgroups: 43000 },
    ],
    [
      '# grep -r nr_ /sys/fs/cgroup/cgroup.stat /sys/fs/cgroup/a/cgroup.stat\n/sys/fs/cgroup/cgroup.stat:nr_descendants 120\n/sys/fs/cgroup/cgroup.stat:nr_dying_descendants 360\n/sys/fs/cgroup/a/cgroup.stat:nr_descendants 7',
      { liveMemoryCgroups: 121, dyingMemoryCgroups: 360 },
    ],
    [
      '# cat /sys/fs/cgroup/memory.stat\nslab_reclaimable 100\nslab_unreclaimable 5000\npercpu 70',
      { slabReclaimableBytes: 100, slabUnreclaimableBytes: 5000, percpuBytes: 70 },
    ],
    ['# sysctl fs.mount-max\nfs.mount-max = 100000', { sysctl: { name: 'fs.mount-max', value: '100000' } }],
    ['# cat /proc/sys/fs/mount-max\n100000', { sysctl: { name: 'fs.mount-max', value: '100000' } }],
  ])('reads %j', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  it.each([
    '# echo $((1<<28)) >/sys/fs/cgroup/test/memory.kmem.limit_in_bytes',
    'docker run -tid --kernel-memory 100MB centos /bin/bash',
    'cgset -r memory.kmem.limit_in_bytes=64M test',
  ])('tells a limit that somebody set: %s', (text) => {
    expect(valuesOf(text)).toEqual({ kmemLimited: true });
  });

  it('tells no limit where it is taken away, or where its file is only named', () => {
    expect(valuesOf('# echo -1 > /sys/fs/cgroup/memory/a/memory.kmem.limit_in_bytes')).toEqual({});
    expect(valuesOf('write /sys/fs/cgroup/memory/a/memory.kmem.limit_in_bytes: device or resource busy')).toEqual({});
  });

  it.each([
    ['the stale mem cgroups still accumulate, up to 40k.', 40_000],
    ['we saw 70,000 zombie memory cgroups', 70_000],
  ])('counts removed ones in a sentence: %s', (text, count) => {
    expect(valuesOf(text)).toMatchObject({ dyingMemoryCgroups: count });
  });

  it('reads samples of exporters, each of the node that its labels name', () => {
    expect(
      read(
        'node_memory_SUnreclaim_bytes{instance="node-a:9100",job="node"} 1.2884901888e+10\n' +
          'node_cgroups_cgroups{instance="node-b:9100",subsys_name="memory"} 61000\n' +
          'node_cgroups_cgroups{instance="node-b:9100",subsys_name="cpu"} 90\n' +
          'node_memory_MemFree_bytes 1e+09'
      )
    ).toMatchObject([
      { id: 'slabUnreclaimableBytes', value: 12884901888, node: 'node-a' },
      { id: 'memoryCgroups', value: 61000, node: 'node-b' },
    ]);
  });

  it.each([
    ['/proc/cgroups in Markdown', '| cpuset | 2 | 20 | 1 |\n| memory | 5 | 61000 | 1 |'],
    ['a figure before its name', '/proc/cgroups had 61000 as num_cgroups for memory'],
    [
      '/proc/cgroups with its head',
      '# cat /proc/cgroups\n#subsys_name  hierarchy  num_cgroups  enabled\nmemory 5 61000 1',
    ],
  ])('counts memory cgroups of %s', (_, text) => {
    expect(valuesOf(text)).toEqual({ memoryCgroups: 61_000 });
  });

  it('reads an amount before what it is of', () => {
    expect(valuesOf('12 GB of unreclaimable slab on that node')).toEqual({ slabUnreclaimableBytes: 12 * 2 ** 30 });
    expect(read('it grew by 12 GB of unreclaimable slab')).toEqual([]);
  });

  it('reads rows of /proc/meminfo within a line, but not those of one NUMA node', () => {
    expect(valuesOf('The system has MemTotal: 16244996 kB')).toEqual({ memoryTotalBytes: 16244996 * 1024 });
    expect(valuesOf('MemTotal: 16244996 kB MemFree: 1000 kB Slab: 3000 kB SUnreclaim: 2000 kB')).toEqual({
      memoryTotalBytes: 16244996 * 1024,
      slabBytes: 3000 * 1024,
      slabUnreclaimableBytes: 2000 * 1024,
    });
    expect(read('Node 0 MemTotal: 8122498 kB\nNode 0 SUnreclaim: 1000 kB')).toEqual([]);
  });

  it('reads a release below a heading of a form that names a command', () => {
    expect(valuesOf('- Kernel (e.g. `uname -a`):\n4.18.0-147.3.1')).toEqual({ kernelRelease: '4.18.0-147.3.1' });
  });

  it('keeps the host of the prompt over the head of /proc/cgroups', () => {
    const head = '#subsys_name  hierarchy  num_cgroups  enabled';
    expect(read(`[root@node-a ~]# cat /proc/cgroups\n${head}\nmemory  5  61000  1`)).toMatchObject([
      { node: 'node-a' },
    ]);
  });

  it('tells accounting by a cgroup below the root', () => {
    const path = '/sys/fs/cgroup/memory/kubepods/burstable/pod1/memory.kmem';
    expect(valuesOf(`cat: ${path}.slabinfo: Input/output error`)).toEqual({ kmemAccountingOn: false });
    expect(valuesOf(`cat: ${path}.slabinfo: 输入/输出错误`)).toEqual({ kmemAccountingOn: false });
    const header = '# name            <active_objs> <num_objs> <objsize> : tunables <limit> : slabdata <active_slabs>';
    const row = 'kmalloc-64 12 64 64 64 1 : tunables 0 0 0 : slabdata 1 1 0';
    expect(valuesOf(`# cat ${path}.slabinfo\n${header}\n${row}`)).toEqual({ kmemAccountingOn: true });
    expect(valuesOf(`# cat ${path}.usage_in_bytes\n8192`)).toEqual({ kmemUsageBytes: 8192, kmemAccountingOn: true });
    expect(valuesOf(`# cat ${path}.usage_in_bytes\n0`)).toEqual({ kmemUsageBytes: 0 });
    const rows = 'slabinfo - version: 2.1\nkmalloc-64 12 64 64 64 1 : tunables 0 0 0 : slabdata 1 1 0';
    expect(valuesOf(`# cat ${path}.slabinfo\n${rows}`)).toEqual({ kmemAccountingOn: true });
  });

  it('tells accounting by the command that looks for a file to show', () => {
    const command = '# find /sys/fs/cgroup/memory/kubepods* -name memory.kmem.slabinfo | tail -n 1 | xargs cat';
    const rows = 'slabinfo - version: 2.1\nkmalloc-64 12 64 64 64 1 : tunables 0 0 0 : slabdata 1 1 0';
    expect(valuesOf(`${command}\n${rows}`)).toEqual({ kmemAccountingOn: true });
  });

  it('tells accounting by a file that is shown within its directory, or below it, and by its failing only where that is known', () => {
    const header = 'slabinfo - version: 2.1\n# name            <active_objs> <num_objs> <objsize>';
    expect(valuesOf(`[root@node-a memory]# cat kubepods/memory.kmem.slabinfo\n${header}`)).toEqual({
      kmemAccountingOn: true,
    });
    expect(valuesOf(`[root@node-a docker]# cat memory.kmem.slabinfo\n${header}`)).toEqual({ kmemAccountingOn: true });
    expect(read('cat: memory.kmem.slabinfo: Input/output error')).toEqual([]);
  });

  it('tells nothing by the root, where the file always fails', () => {
    expect(read('cat: /sys/fs/cgroup/memory/memory.kmem.slabinfo: Input/output error')).toEqual([]);
  });

  it('reads the largest caches', () => {
    expect(read('kmalloc-64 12 64 64 64 1 : tunables 0 0 0 : slabdata 10 20 0')).toMatchObject([
      { value: { name: 'kmalloc-64', bytes: 20 * 4096 } },
    ]);
    expect(read('182210 182000  99%    0.19K   8676       21     34704K dentry')).toMatchObject([
      { value: { name: 'dentry', bytes: 34704 * 1024 } },
    ]);
  });
});

describe('programs', () => {
  it('reads docker info, whose name comes behind its facts', () => {
    const text =
      ' Server Version: 18.09.1\n Storage Driver: overlay2\n Kernel Version: 3.10.0-693.el7.x86_64\n Operating System: CentOS Linux 7 (Core)\n Total Memory: 15.5GiB\n Name: node-a\n';
    const facts = read(text);
    expect(facts.map(({ id, value }) => [id, value])).toEqual([
      ['containerRuntimeVersion', 'docker://18.09.1'],
      ['kernelRelease', '3.10.0-693.el7.x86_64'],
      ['osImage', 'CentOS Linux 7 (Core)'],
      ['memoryTotalBytes', Math.round(15.5 * 1024 ** 3)],
    ]);
    expect(new Set(facts.map(({ node }) => node))).toEqual(new Set(['node-a']));
  });

  it.each([
    ['Docker version 18.09.1, build 4c52b90', { containerRuntimeVersion: 'docker://18.09.1' }],
    [
      'containerd github.com/containerd/containerd v1.4.3 269548fa27e0',
      { containerRuntimeVersion: 'containerd://1.4.3' },
    ],
    ['Kubernetes v1.18.4', { kubeletVersion: 'v1.18.4' }],
    [
      'Server Version: version.Info{Major:"1", Minor:"18", GitVersion:"v1.18.20", GitCommit:"x"}',
      { kubernetesVersion: 'v1.18.20' },
    ],
    [
      '  MemoryPressure   False   Mon, 01 May 2023 10:00:00 +0800   KubeletHasSufficientMemory',
      { memoryPressure: false },
    ],
    [
      'Capacity:\n  cpu:  64\n  memory:  263966388Ki\nAllocatable:\n  memory:  263863988Ki',
      { memoryTotalBytes: kib(263966388) },
    ],
    [
      ' 14:23:01 up 123 days,  4:56,  2 users,  load average: 0.00, 0.01, 0.05',
      { uptimeSeconds: 123 * 86400 + 4 * 3600 + 56 * 60 },
    ],
    ['top - 10:11:12 up 45 min,  1 user,  load average: 1.00, 1.00, 1.00', { uptimeSeconds: 45 * 60 }],
  ])('reads %j', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });
});

describe('whose a fact is, where and when', () => {
  it('keeps the host of the prompt, the line and the time of the last clock', () => {
    const text = `[root@node-a ~]# date\nWed Apr 26 10:11:12 CST 2023\n[root@node-a ~]# grep SUnreclaim /proc/meminfo\nSUnreclaim:  100 kB\n[root@node-b ~]# uname -r\n${el7}`;
    const timeSeconds = Date.UTC(2023, 3, 26, 10, 11, 12) / 1000;
    expect(read(text)).toMatchObject([
      { id: 'slabUnreclaimableBytes', node: 'node-a', line: 4, timeSeconds },
      { id: 'kernelRelease', node: 'node-b', line: 6 },
    ]);
  });

  it.each([
    [`core@ip-10-0-0-1 ~ $ uname -r\n${el7}`, 'ip-10-0-0-1'],
    [`root@node-a:/var/log# uname -r\n${el7}`, 'node-a'],
    [`$ ssh root@node-a uname -r\n${el7}`, 'node-a'],
    [`$ kubectl debug node/node-a -it --image=busybox -- chroot /host uname -r\n${el7}`, 'node-a'],
    [`# hostname\nnode-a\n# uname -r\n${el7}`, 'node-a'],
    [`Linux node-a ${el7} #1 SMP`, 'node-a'],
    [`Linux localhost.localdomain ${el7} #1 SMP`, undefined],
    [`[root@master ~]# kubectl get nodes\n Kernel Version: ${el7}`, undefined],
  ])('%j', (text, node) => {
    expect(read(text)).toMatchObject([{ id: 'kernelRelease', value: el7, node }]);
  });

  it('reads what watch repeats', () => {
    const head = (time: string) => `Every 2.0s: cat /proc/cgroups | grep memory      node-a: ${time}`;
    const text = `${head('Wed Apr 26 10:00:00 2023')}\n\nmemory 9 1000 1\n${head('Wed Apr 26 12:00:00 2023')}\n\nmemory 9 1200 1`;
    const facts = read(text);
    expect(facts.map(({ value, node }) => [value, node])).toEqual([
      [1000, 'node-a'],
      [1200, 'node-a'],
    ]);
    expect((facts[1]?.timeSeconds ?? 0) - (facts[0]?.timeSeconds ?? 0)).toBe(7200);
  });
});

describe('any text', () => {
  it('is read without an error, and in linear time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('# uname -r', 'Mem: 1 2 3', 'memory 1 2 1', '-/+ a: 1 2'))),
        (lines) => {
          expect(
            read(lines.join('\n')).every(({ line }) => line >= 1 && line <= lines.join('\n').split('\n').length)
          ).toBe(true);
        }
      )
    );
    for (const piece of [
      'a@b',
      ' ',
      '$ ',
      'kernel is ',
      'SUnreclaim: ',
      'num_cgroups ',
      '=',
      '1 ',
      'Linux x ',
      '`ls ',
      '/sys/fs/cgroup/memory/',
      '"',
      'GRUB_CMDLINE_LINUX=',
      'cat | ',
    ]) {
      read(piece.repeat(20_000));
    }
  });
});
