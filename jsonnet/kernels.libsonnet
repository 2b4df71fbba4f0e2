// The kernel table: what a `uname -r` string says about leaking memory cgroups. Rows are ordered, the first match wins:
// the builds of a vendor first, then kernels built from another's sources, then whatever is left by its mainline version.
//
// Patterns match the whole string, as PromQL's =~ does; TypeScript wraps them in ^(?:...)$. They hold no backslash, no
// dot and no lookaround, so that RE2 and JavaScript read them alike and no quoting is needed in a PromQL string.
//
// class      affected             leaks, or carries the code that leaks
//            partially-fixed      a fix went in, reports of the leak go on
//            fixed                the slab part of the leak is gone
//            protected-by-default would leak, but the distribution boots with accounting off
//            unknown              a kernel that has rewritten this code, or none that is known: never "fixed"
// basis      vendor               the row speaks of this vendor's builds, or of the mainline release itself
//            lineage              inferred: built from the sources of a kernel that has a row
//            base                 inferred: what the mainline version does that the vendor has patched
// mechanism  el7-kmem-caches      private slab caches of removed memory cgroups are never torn down
//            dying-memcgs         removed memory cgroups stay while slab, percpu or page cache still points at them
//            page-cache-zombies   only page cache still holds removed memory cgroups; reclaim frees them
// errno      what mkdir answers once the memory-cgroup IDs are used up: a check of consistency, never a condition
// accounting who switches kernel-memory accounting on: the runtime's write, or the kernel by itself
// waysOut    what can be done about it, best first: nokmem, kernel-upgrade, runtime or relief, the runbooks' names

local settled = import 'lib/settled.libsonnet';

// -- numbers as regular expressions --

local repeat(text, times) = std.join('', std.makeArray(times, function(_) text));
local digits(from, to) = if from == to then '%d' % from else '[%d-%d]' % [from, to];

// Alternatives for the numbers from..to, both written with the same number of digits.
local sameLength(from, to) =
  if from == '' then [''] else
    local rest = std.length(from) - 1;
    local fromTail = std.substr(from, 1, rest), toTail = std.substr(to, 1, rest);
    local first = std.parseInt(from[0]), last = std.parseInt(to[0]);
    local lowest = repeat('0', rest), highest = repeat('9', rest);
    local fullFrom = if fromTail == lowest then first else first + 1;
    local fullTo = if toTail == highest then last else last - 1;
    if first == last then [from[0] + tail for tail in sameLength(fromTail, toTail)] else
      (if fullFrom > first then [from[0] + tail for tail in sameLength(fromTail, highest)] else []) +
      (if fullFrom <= fullTo then [digits(fullFrom, fullTo) + repeat('[0-9]', rest)] else []) +
      (if fullTo < last then [to[0] + tail for tail in sameLength(lowest, toTail)] else []);

local anyOf(alternatives) = '(?:%s)' % std.join('|', alternatives);
local spans(from, to) =
  local fromText = '%d' % from, toText = '%d' % to;
  if std.length(fromText) == std.length(toText) then sameLength(fromText, toText) else
    local top = std.pow(10, std.length(fromText)) - 1;
    sameLength(fromText, '%d' % top) + spans(top + 1, to);
local between(from, to) = anyOf(spans(from, to));
local atLeast(from) =
  local length = std.length('%d' % from);
  anyOf(spans(from, std.pow(10, length) - 1) + ['[1-9][0-9]{%d,}' % length]);

// -- parts of a release --

local tail = '[!-~]*';
local number = '[0-9]+';
// What may follow a version number: nothing, or something that does not go on with a digit.
local suffix = '(?:[!-/:-~][!-~]*)?';
local buildParts = '(?:[.][0-9a-z]+)*';

local el7(build) = '3[.]10[.]0-' + build + buildParts + '[.]el7' + suffix;
local el8(build) = '4[.]18[.]0-' + build + buildParts + '[.]el[78]' + suffix;
local elrepo(version) = version + '[.]%s-[!-~]*[.]el[6-9][.]elrepo%s' % [number, suffix];
local uek(version) = version + '[.-][!-~]*uek' + suffix;
local amazon(version, generation) = version + '[.][!-~]*[.]amzn' + generation + suffix;

local ubuntuFlavour = '(?:generic|lowlatency|virtual|server|kvm|aws|azure|gcp|gke|gkeop|oracle|ibm|oem|raspi2?|nvidia|intel|fips|snapdragon|realtime|dgx|xilinx|bluefield)(?:-[0-9a-z]+)*';
// A leading zero marks Ubuntu's builds of the mainline.
local ubuntu(version) = version + '[.]0-[1-9][0-9]*-%s' % ubuntuFlavour;

// Proxmox builds from Ubuntu's sources and counts by itself.
local proxmox(version) = version + '[.]%s-%s-pve' % [number, number];

// Rebuilds and derivatives of RHEL 7 keep the number of its build: Anolis 7, Alibaba's and Tencent's builds, EulerOS.
local el7Sources(build) = '3[.]10[.]0-' + build + '(?:[.]%s)?' % tail;
// Rebuilds of RHEL 8 under another name: Anolis, OpenCloudOS, Asianux, NFS China.
local el8Rebuild(build) = '4[.]18[.]0-' + build + buildParts + '[.](?:an|oc|axs|ns)8' + suffix;

local photon3WithoutKmem = '4[.]19[.](?:182-%s|%s-%s)[.]ph3' % [atLeast(2), atLeast(183), number];

// OpenVZ, Virtuozzo and CloudLinux have their own accounting of kernel memory.
local containerHost = '(?:2|3|4|5[.][0-2])[.]%s(?:[.-](?:lve|vz|ovz)|[0-9]stab)%s' % [tail, tail];

local debianFlavour = '(?:cloud-|rt-)?(?:amd64|arm64|armmp|armmp-lpae|686|686-pae|powerpc64le|s390x)';
local debian(version) = version + '[.]0-(?:[0-9a-z.]+-)?' + debianFlavour;

// Builds that follow the mainline release closely: plain version, Container-Optimized OS (+), CoreOS and Flatcar, Talos,
// LinuxKit, RancherOS, WSL, Ubuntu's mainline builds, Fedora, Arch, Manjaro, Alpine, Void, Gentoo.
local nearMainline =
  '(?:[.][0-9]+)*(?:-rc[0-9]+)?' + anyOf([
    '',
    '[+]',
    '-(?:coreos|flatcar)(?:-r[0-9]+)?',
    '-(?:talos|linuxkit|boot2docker|k3os|gentoo)(?:-[0-9a-z]+)*',
    '-rancher[0-9]*',
    '-microsoft-standard' + suffix,
    '-0[0-9]{5}(?:rc[0-9]+)?-(?:generic|lowlatency)',
    '-[0-9]+[.]fc[0-9]+[.][0-9a-z_]+',
    '(?:[.-]arch[0-9]+)?-[0-9]+(?:-(?:ARCH|MANJARO))?',
    '-ARCH',
    '-[0-9]+-(?:virt|lts|vanilla|edge|rpi[0-9]*)',
    '_[0-9]+',
  ]);
local mainline(version) = version + nearMainline;

// -- sources --

local source(kind, url, date=null) = { kind: kind, url: url, date: date };
local vendor(url, date=null) = source('vendor', url, date);
local upstream(url, date=null) = source('upstream', url, date);
local report(url, date=null) = source('report', url, date);
local inference(url, date=null) = source('inference', url, date);

local urls = {
  lifecycleRedHat: 'https://access.redhat.com/support/policy/updates/errata',
  lifecycleUbuntu: 'https://ubuntu.com/about/release-cycle',
  lifecycleDebian: 'https://wiki.debian.org/LTS',
  reparent: 'https://github.com/ClangBuiltLinux/linux/commit/fb2f2b0adb98bbbbbb51c5a5327f3f90f5dc417e',
  sharedCaches: 'https://github.com/torvalds/linux/commit/9855609bde03e2472b99a95e869d29ee1e78a751',
  nokmem: 'https://git.zx2c4.com/linux-dev/commit/?id=04823c833b3eaef7816e28e3727124394f6bb3c3',
  privateIds: 'https://www.mail-archive.com/linux-kernel%40vger.kernel.org/msg1209880.html',
  errnoChange: 'https://lore.kernel.org/stable/20200513094418.119037500@linuxfoundation.org/',
  cronJobs: 'https://lore.kernel.org/linux-mm/20180918154517.GA6243@cmpxchg.org/',
  seed: 'https://cloud-atlas.readthedocs.io/zh-cn/latest/kubernetes/debug/fail_create_container_cannot_allocate_memory.html',
  photon: 'https://github.com/vmware/photon/commit/1c4e9360cc516c9e9a086b441c9b4df63df3449a',
  proxmox: 'https://git.proxmox.com/?p=pve-kernel.git;a=blob;f=README',
  kubernetes61937: 'https://github.com/kubernetes/kubernetes/issues/61937',
  kubernetes96701: 'https://github.com/kubernetes/kubernetes/issues/96701',
  forLinux841: 'https://github.com/docker/for-linux/issues/841',
  moby27576: 'https://github.com/moby/moby/issues/27576',
  moby29638: 'https://github.com/moby/moby/issues/29638',
  moby31037: 'https://github.com/moby/moby/issues/31037',
  runc1725: 'https://github.com/opencontainers/runc/issues/1725',
  tencent: 'https://tencentcloudcontainerteam.github.io/2018/12/29/cgroup-leaking/',
  oracleZombies: 'https://blogs.oracle.com/linux/?p=2100',
};

local seedArticle = report(urls.seed);
local redHatLifecycle = vendor(urls.lifecycleRedHat);
local centosEnd = vendor('https://blog.centos.org/2023/04/end-dates-are-coming-for-centos-stream-8-and-centos-linux-7/', '2023-04');
local ubuntuLifecycle = vendor(urls.lifecycleUbuntu);
local debianLifecycle = vendor(urls.lifecycleDebian);
local reparentCommit = upstream(urls.reparent, '2019');
local reparentInferred = inference(urls.reparent, '2019');
local sharedInferred = inference(urls.sharedCaches, '2020');
local zombiesPersist = vendor(urls.oracleZombies);

// -- what rows of one mechanism have in common --

local common = { basis: 'vendor', endOfLife: null, disputed: false, slabEntriesMeaningful: false };

local oldEnterprise = common {
  family: 'RHEL/CentOS 7',
  class: 'affected',
  mechanism: 'el7-kmem-caches',
  errno: 'ENOSPC',
  nokmem: 'unreliable',
  accounting: 'runtime',
  cgroupCountIncludesDying: false,
  slabEntriesMeaningful: true,
  waysOut: ['nokmem', 'runtime', 'kernel-upgrade'],
  endOfLife: '2024-06-30',
};
local partlyFixedEnterprise = oldEnterprise {
  class: 'partially-fixed',
  errno: 'ENOMEM',
  nokmem: 'supported',
  waysOut: ['nokmem', 'runtime', 'kernel-upgrade'],
};

// Accounting is opt-in before 4.5, and the boot parameter does not exist yet.
local beforeBootParameter = common {
  class: 'affected',
  mechanism: 'dying-memcgs',
  errno: 'ENOSPC',
  nokmem: 'unavailable',
  accounting: 'runtime',
  cgroupCountIncludesDying: true,
  waysOut: ['kernel-upgrade', 'runtime', 'relief'],
};
local dying = common {
  class: 'affected',
  mechanism: 'dying-memcgs',
  errno: 'ENOMEM',
  nokmem: 'supported',
  accounting: 'kernel',
  cgroupCountIncludesDying: true,
  waysOut: ['kernel-upgrade', 'nokmem', 'relief'],
};
local reparented = dying {
  class: 'fixed',
  mechanism: 'page-cache-zombies',
  errno: 'either',
  nokmem: 'unneeded',
  waysOut: ['relief', 'kernel-upgrade'],
};
local sharedCaches = reparented { errno: 'ENOSPC' };
local byBase = dying { basis: 'base', errno: 'either' };
local unknownVendor = dying { class: 'unknown', errno: 'either', nokmem: 'unreliable' };

// What is known of a row, for kernels that others build from the same sources.
local sameSources(row, parts) = row { basis: 'lineage', endOfLife: null } + parts;
local builtByProxmox(row, version, examples) = sameSources(row, {
  id: 'pve-' + row.id,
  family: 'Proxmox VE, as ' + row.family,
  pattern: proxmox(version),
  examples: examples,
  note: "Built from Ubuntu's sources.",
  sources: row.sources + [vendor(urls.proxmox)],
});

local ubuntuRows = [
  beforeBootParameter {
    id: 'ubuntu-14.04',
    family: 'Ubuntu 14.04',
    pattern: ubuntu('3[.](?:13|16)'),
    examples: ['3.13.0-170-generic', '3.16.0-77-generic'],
    cgroupCountIncludesDying: false,
    endOfLife: '2019-04-30',
    note: 'By its upstream base.',
    sources: [inference(urls.nokmem), ubuntuLifecycle],
  },
  beforeBootParameter {
    id: 'ubuntu-14.04-hwe',
    family: 'Ubuntu 14.04 HWE',
    pattern: ubuntu('(?:3[.]19|4[.]2)'),
    examples: ['3.19.0-80-generic', '4.2.0-42-generic'],
    endOfLife: '2019-04-30',
    note: 'Page cache holds removed cgroups; dropping it lowers the count, which then grows again.',
    sources: [report('https://github.com/lxc/lxc/issues/1443'), ubuntuLifecycle],
  },
  beforeBootParameter {
    id: 'ubuntu-16.04',
    family: 'Ubuntu 16.04',
    pattern: ubuntu('4[.]4'),
    examples: ['4.4.0-36-generic', '4.4.0-1096-aws', '4.4.0-210-generic'],
    errno: 'either',
    nokmem: 'unreliable',
    waysOut: ['kernel-upgrade', 'runtime', 'nokmem', 'relief'],
    endOfLife: '2021-04-30',
    note: 'The parameter is from 4.5: it works only if Canonical backported it. Verify.',
    sources: [report(urls.moby29638), report('https://github.com/docker/for-linux/issues/774'), ubuntuLifecycle],
  },
  dying {
    id: 'ubuntu-16.04-hwe',
    family: 'Ubuntu 16.04 HWE',
    pattern: ubuntu('4[.](?:8|10|11|13)'),
    examples: ['4.8.0-58-generic', '4.10.0-24-generic', '4.13.0-1018-azure'],
    errno: 'either',
    endOfLife: '2021-04-30',
    note: 'On 4.10, 9 of 45 containers refused to start.',
    sources: [report(urls.moby29638), ubuntuLifecycle],
  },
  dying {
    id: 'ubuntu-18.04',
    family: 'Ubuntu 18.04',
    pattern: ubuntu('4[.]15'),
    examples: ['4.15.0-32-generic', '4.15.0-1021-aws', '4.15.0-1113-azure', '4.15.0-1034-gke'],
    endOfLife: '2023-05-31',
    note: 'Memory lost to removed cgroups is tracked in a bug of the distribution; no statement on a fix was found.',
    sources: [report('https://bugs.launchpad.net/bugs/1792349', '2018-09'), report(urls.cronJobs, '2018-09'), ubuntuLifecycle],
  },
  dying {
    id: 'ubuntu-18.04-hwe-5.0',
    family: 'Ubuntu 18.04 HWE',
    pattern: ubuntu('(?:4[.]18|5[.]0)'),
    examples: ['4.18.0-25-generic', '5.0.0-1036-azure', '5.0.0-65-generic'],
    endOfLife: '2023-05-31',
    note: 'By its upstream base.',
    sources: [inference(urls.cronJobs, '2018-09'), ubuntuLifecycle],
  },
  dying {
    id: 'ubuntu-18.04-hwe-5.3',
    family: 'Ubuntu 18.04 HWE',
    pattern: ubuntu('5[.]3'),
    examples: ['5.3.0-51-generic', '5.3.0-1035-aws'],
    class: 'partially-fixed',
    errno: 'either',
    waysOut: ['kernel-upgrade', 'nokmem', 'relief'],
    endOfLife: '2023-05-31',
    disputed: true,
    note: 'Slab caches move to the parent since 5.3, yet unreclaimable slab is reported growing with the systemd driver.',
    sources: [reparentCommit, report('https://github.com/deckhouse/deckhouse/issues/2152'), ubuntuLifecycle],
  },
  reparented {
    id: 'ubuntu-20.04',
    family: 'Ubuntu 20.04',
    pattern: ubuntu('5[.][4-8]'),
    examples: ['5.4.0-177-generic', '5.4.0-1103-aws', '5.4.0-1109-azure', '5.4.0-1106-gke', '5.8.0-1041-aws'],
    endOfLife: '2025-05-31',
    note: 'By its upstream base.',
    sources: [reparentCommit, ubuntuLifecycle],
  },
  sharedCaches {
    id: 'ubuntu-22.04',
    family: 'Ubuntu 22.04 and 20.04 HWE',
    pattern: ubuntu('5[.]%s' % atLeast(9)),
    examples: ['5.15.0-105-generic', '5.15.0-1060-aws', '5.15.0-1063-azure', '5.15.0-1054-gke', '5.13.0-1031-aws'],
    endOfLife: '2027-04-01',
    note: 'By its upstream base. One report has 10 to 40 GiB of per-CPU memory on 5.15: not the slab leak.',
    sources: [sharedInferred, report('https://gitlab.com/gitlab-org/gitlab/-/issues/428616'), ubuntuLifecycle],
  },
  sharedCaches {
    id: 'ubuntu-24.04',
    family: 'Ubuntu 24.04 and 22.04 HWE',
    pattern: ubuntu('%s[.]%s' % [atLeast(6), number]),
    examples: ['6.8.0-31-generic', '6.8.0-1008-aws', '6.5.0-1018-azure', '6.8.0-1010-gcp'],
    endOfLife: '2029-05-31',
    note: 'By its upstream base.',
    sources: [sharedInferred, ubuntuLifecycle],
  },
];

local ofUbuntu(id) = [row for row in ubuntuRows if row.id == id][0];

local rows = [
  {
    id: 'windows',
    family: 'Windows',
    pattern: '10[.]0[.][0-9]{5}[.][0-9]+',
    examples: ['10.0.17763.5329', '10.0.20348.2227'],
    note: 'Not Linux: there are no memory cgroups.',
    sources: [inference('https://kubernetes.io/docs/concepts/windows/intro/')],
  } + common { class: 'fixed', mechanism: 'none', errno: 'either', nokmem: 'unneeded', accounting: 'none', cgroupCountIncludesDying: false, waysOut: [] },

  unknownVendor {
    id: 'container-host',
    family: 'OpenVZ, Virtuozzo, CloudLinux',
    pattern: containerHost,
    examples: ['3.10.0-714.10.2.lve1.5.19.7.el7.x86_64', '3.10.0-1160.80.1.vz7.191.4', '2.6.32-042stab145.3', '4.18.0-372.19.1.lve.el7h.x86_64'],
    accounting: 'unknown',
    cgroupCountIncludesDying: false,
    waysOut: ['kernel-upgrade'],
    note: 'Numbered as the kernels of RHEL, with an accounting of kernel memory of its own: what is known of RHEL says nothing here.',
    sources: [inference('https://github.com/OpenVZ/vzkernel')],
  },
  unknownVendor {
    id: 'wsl-1',
    family: 'Windows Subsystem for Linux 1',
    pattern: '4[.]4[.]0-%s-Microsoft' % number,
    examples: ['4.4.0-19041-Microsoft'],
    mechanism: 'none',
    accounting: 'none',
    cgroupCountIncludesDying: false,
    waysOut: [],
    note: 'No Linux kernel runs here: the release is only said.',
    sources: [inference('https://learn.microsoft.com/windows/wsl/compare-versions')],
  },

  // ELRepo builds mainline kernels for Enterprise Linux: the el7 in the name says nothing about the kernel.
  beforeBootParameter {
    id: 'elrepo-3-4.4',
    family: 'ELRepo kernel-lt',
    pattern: elrepo('(?:3[.]%s|4[.][0-4])' % number),
    examples: ['4.4.140-1.el7.elrepo.x86_64', '4.4.248-1.el7.elrepo.x86_64'],
    errno: 'either',
    disputed: true,
    note: '4.4.140 cured one user, but removed cgroups still linger in 4.4; the advice to use nokmem does not fit a parameter that came with 4.5.',
    sources: [report('https://github.com/moby/moby/issues/35446'), upstream(urls.nokmem)],
  },
  dying {
    id: 'elrepo-4.5-5.2',
    family: 'ELRepo kernel-ml',
    pattern: elrepo('(?:4[.]%s|5[.][0-2])' % atLeast(5)),
    examples: ['4.18.9-1.el7.elrepo.x86_64', '5.1.15-1.el7.elrepo.x86_64'],
    errno: 'either',
    disputed: true,
    note: 'One report has ENOSPC on 4.18, where the upstream code answers ENOMEM.',
    sources: [report(urls.moby29638), inference(urls.cronJobs, '2018-09')],
  },
  reparented {
    id: 'elrepo-5.3-5.8',
    family: 'ELRepo kernel-lt/ml',
    pattern: elrepo('5[.][3-8]'),
    examples: ['5.4.278-1.el7.elrepo.x86_64', '5.4.265-1.el8.elrepo.x86_64'],
    note: 'Slab caches move to the parent since 5.3. ELRepo has withdrawn its el7 packages.',
    sources: [reparentCommit, report('https://github.com/easzlab/kubeasz/pull/1483')],
  },
  sharedCaches {
    id: 'elrepo-5.9',
    family: 'ELRepo kernel-lt/ml',
    pattern: elrepo('(?:5[.]%s|%s[.]%s)' % [atLeast(9), atLeast(6), number]),
    examples: ['5.19.12-1.el7.elrepo.x86_64', '6.1.82-1.el9.elrepo.x86_64'],
    note: 'One set of slab caches for all cgroups since 5.9. ELRepo has withdrawn its el7 packages.',
    sources: [upstream(urls.sharedCaches, '2020')],
  },

  beforeBootParameter {
    id: 'uek4',
    family: 'Oracle UEK4',
    pattern: uek('4[.]1[.]12'),
    examples: ['4.1.12-112.14.15.el7uek.x86_64', '4.1.12-124.48.6.el6uek.x86_64'],
    note: 'SLUB failures in per-cgroup caches and a locked-up node are reported.',
    sources: [report(urls.moby27576)],
  },
  byBase {
    id: 'uek5',
    family: 'Oracle UEK5',
    pattern: uek('4[.]14[.]35'),
    examples: ['4.14.35-1902.300.11.el7uek.x86_64', '4.14.35-2047.539.5.el7uek.x86_64'],
    note: 'Its base keeps removed cgroups; what Oracle has backported is not known.',
    sources: [inference(urls.cronJobs, '2018-09')],
  },
  reparented {
    id: 'uek6',
    family: 'Oracle UEK6',
    pattern: uek('5[.]4[.]17'),
    examples: ['5.4.17-2136.330.7.1.el8uek.x86_64', '5.4.17-2102.201.3.el7uek.x86_64'],
    note: 'Slab part fixed; Oracle documents cgroups held by page cache.',
    sources: [zombiesPersist, reparentInferred],
  },
  sharedCaches {
    id: 'uek7',
    family: 'Oracle UEK7 and later',
    pattern: uek('(?:5[.]%s|%s[.]%s)[.]%s' % [atLeast(9), atLeast(6), number, number]),
    examples: ['5.15.0-207.156.6.el8uek.x86_64', '6.12.0-100.28.2.el9uek.x86_64'],
    note: 'Slab part fixed; Oracle documents cgroups held by page cache.',
    sources: [zombiesPersist, sharedInferred],
  },

  dying {
    id: 'amazon-1',
    family: 'Amazon Linux 1',
    pattern: amazon('4[.]9', '1'),
    examples: ['4.9.43-17.38.amzn1.x86_64', '4.9.75-25.55.amzn1.x86_64'],
    endOfLife: '2023-12-31',
    note: 'Containers that could not start for want of memory are reported on ECS.',
    sources: [report('https://github.com/aws/amazon-ecs-agent/issues/1257'), inference(urls.cronJobs, '2018-09'), vendor('https://aws.amazon.com/amazon-linux-ami/faqs/')],
  },
  dying {
    id: 'amazon-4.14',
    family: 'Amazon Linux 2',
    pattern: amazon('4[.]14', '[12]'),
    examples: ['4.14.355-276.639.amzn2.x86_64', '4.14.77-70.59.amzn1.x86_64'],
    endOfLife: '2026-06-30',
    note: 'By its upstream base; no report of exactly this fault was found. A kernel-5.10 package exists for Amazon Linux 2.',
    sources: [inference(urls.cronJobs, '2018-09'), vendor('https://aws.amazon.com/amazon-linux-2/faqs/')],
  },
  reparented {
    id: 'amazon-5.4',
    family: 'Amazon Linux 2',
    pattern: amazon('5[.][3-8]', '2'),
    examples: ['5.4.141-67.229.amzn2.x86_64', '5.4.254-170.358.amzn2.aarch64'],
    endOfLife: '2026-06-30',
    note: 'Other faults of these images look alike: an OOM bug on 5.4.',
    sources: [reparentInferred, report('https://github.com/awslabs/amazon-eks-ami/issues/671')],
  },
  sharedCaches {
    id: 'amazon-5.10',
    family: 'Amazon Linux 2',
    pattern: amazon('(?:5[.]%s|6[.]%s)' % [atLeast(9), number], '2'),
    examples: ['5.10.178-162.673.amzn2.x86_64', '5.15.148-97.161.amzn2.x86_64'],
    endOfLife: '2026-06-30',
    note: 'Other faults of these images look alike: errno 524 from the BPF JIT limit on 5.10.',
    sources: [sharedInferred, report('https://github.com/awslabs/amazon-eks-ami/issues/1219')],
  },
  sharedCaches {
    id: 'amazon-2023',
    family: 'Amazon Linux 2023',
    pattern: amazon('%s[.]%s' % [atLeast(6), number], '20[0-9][0-9]'),
    examples: ['6.1.79-99.164.amzn2023.x86_64', '6.12.22-27.96.amzn2023.aarch64'],
    endOfLife: '2029-06-30',
    note: 'By its upstream base.',
    sources: [sharedInferred, vendor('https://docs.aws.amazon.com/linux/al2023/ug/release-cadence.html')],
  },

  dying {
    id: 'alibaba-2',
    family: 'Alibaba Cloud Linux 2',
    pattern: '4[.]19[.]%s-[!-~]*[.]al7%s' % [number, suffix],
    examples: ['4.19.91-27.6.al7.x86_64', '4.19.43-13.2.al7.x86_64'],
    class: 'protected-by-default',
    waysOut: ['nokmem', 'kernel-upgrade'],
    note: 'Boots with cgroup.memory=nokmem unless that was taken out: read /proc/cmdline.',
    sources: [vendor('https://help.aliyun.com/document_detail/111881.html')],
  },
  sharedCaches {
    id: 'alibaba-3',
    family: 'Alibaba Cloud Linux 3 and later',
    pattern: '(?:5[.]%s|%s[.]%s)[.][!-~]*[.](?:al[0-9]+|alnx[0-9]+)%s' % [atLeast(9), atLeast(6), number, suffix],
    examples: ['5.10.134-16.3.al8.x86_64', '6.6.71-3.1.alnx4.x86_64'],
    note: 'By its upstream base.',
    sources: [sharedInferred],
  },

  dying {
    id: 'photon-3-esx-nokmem',
    family: 'Photon OS 3, flavour esx',
    pattern: photon3WithoutKmem + '-esx',
    examples: ['4.19.182-2.ph3-esx', '4.19.191-1.ph3-esx'],
    class: 'protected-by-default',
    nokmem: 'unneeded',
    waysOut: ['kernel-upgrade'],
    note: 'Kernel-memory accounting is left out of this flavour since 4.19.182-2.',
    sources: [vendor(urls.photon, '2021-04')],
  },
  dying {
    id: 'photon-3-nokmem',
    family: 'Photon OS 3 from 4.19.182-2',
    pattern: photon3WithoutKmem + suffix,
    examples: ['4.19.182-2.ph3', '4.19.189-5.ph3', '4.19.290-1.ph3-rt'],
    class: 'protected-by-default',
    waysOut: ['nokmem', 'kernel-upgrade'],
    note: 'Boots with cgroup.memory=nokmem unless that was taken out: read /proc/cmdline.',
    sources: [vendor(urls.photon, '2021-04')],
  },
  dying {
    id: 'photon-2-3',
    family: 'Photon OS 2, and 3 before 4.19.182-2',
    pattern: '4[.](?:9|19)[.]%s-%s[.]ph[23]%s' % [number, number, suffix],
    examples: ['4.19.177-1.ph3', '4.19.154-3.ph3-esx', '4.19.182-1.ph3', '4.9.241-1.ph2'],
    note: 'Boots without nokmem; Photon OS 3 does since 4.19.182-2.',
    sources: [vendor(urls.photon, '2021-04'), inference(urls.cronJobs, '2018-09')],
  },

  oldEnterprise {
    id: 'tlinux-2',
    family: 'Tencent tlinux 2',
    pattern: '3[.]10[.]%s-[!-~]*tlinux2%s' % [number, suffix],
    examples: ['3.10.104-1-tlinux2-0041.tl1', '3.10.107-1-tlinux2-0051'],
    errno: 'either',
    nokmem: 'unavailable',
    slabEntriesMeaningful: false,
    waysOut: ['runtime', 'kernel-upgrade'],
    endOfLife: null,
    note: 'Cured by taking kernel-memory accounting out of both runc and the kubelet.',
    sources: [report(urls.moby31037), report(urls.tencent, '2018-12-29')],
  },
  byBase {
    id: 'tlinux-4.14',
    family: 'TencentOS 2.4',
    pattern: '4[.]14[.]%s-%s-(?:tlinux[0-9]+-)?[0-9]{4}%s' % [number, number, suffix],
    examples: ['4.14.105-1-tlinux3-0013', '4.14.105-19-0024'],
    note: 'Its base keeps removed cgroups; no statement of the vendor on a fix was found.',
    sources: [inference(urls.cronJobs, '2018-09')],
  },

  beforeBootParameter {
    id: 'kylin-4.4.58',
    family: 'Kylin server',
    pattern: '4[.]4[.]58[.-]' + tail,
    examples: ['4.4.58-20180615.kylin.server.YF+-generic', '4.4.58-2.ky3.aarch64'],
    errno: 'either',
    waysOut: ['runtime', 'kernel-upgrade'],
    note: 'Reported on ARM64 servers; cured by a kubelet and a runc without kernel-memory accounting.',
    sources: [report('https://haomeiwen.com/subject/txvzehtx.html')],
  },
  byBase {
    id: 'kylin-openeuler-4.19',
    family: 'openEuler 20.03 and kernels built from it: Kylin V10, UOS, EulerOS',
    pattern: '4[.]19[.](?:36|90)-[!-~]*[.](?:ky[0-9]+|oe[0-9]+[0-9a-z]*|uel[0-9]+|eulerosv[0-9a-z]+)' + suffix,
    examples: ['4.19.90-24.4.v2101.ky10.aarch64', '4.19.90-2003.4.0.0036.oe1.x86_64', '4.19.90-2109.1.0.0108.up2.uel20.x86_64', '4.19.90-vhulk2211.3.0.h1804.eulerosv2r10.aarch64'],
    note: 'Its base keeps removed cgroups and is heavily patched; it boots without nokmem. The one report found is another fault (ENXIO).',
    sources: [report('https://github.com/moby/moby/issues/43713'), inference(urls.cronJobs, '2018-09')],
  },

  oldEnterprise {
    id: 'el7.0-7.1',
    family: 'RHEL/CentOS 7.0-7.1',
    pattern: el7(between(0, 326)),
    examples: ['3.10.0-123.el7.x86_64', '3.10.0-229.20.1.el7.x86_64'],
    note: 'Older than any report; same code as 7.2.',
    sources: [inference(urls.moby27576), redHatLifecycle, centosEnd],
  },
  oldEnterprise {
    id: 'el7.2',
    family: 'RHEL/CentOS 7.2',
    pattern: el7(between(327, 513)),
    examples: ['3.10.0-327.el7.x86_64', '3.10.0-327.36.3.el7.x86_64'],
    note: 'SLUB errors and hanging hosts. nokmem is not dependable on this build.',
    sources: [report(urls.moby27576), redHatLifecycle, centosEnd],
  },
  oldEnterprise {
    id: 'el7.3',
    family: 'RHEL/CentOS 7.3',
    pattern: el7(between(514, 692)),
    examples: ['3.10.0-514.el7.x86_64', '3.10.0-514.10.2.el7.x86_64'],
    note: 'Reproduced on 514.10.2: freed IDs do not come back.',
    sources: [report(urls.kubernetes61937), report('https://github.com/moby/moby/issues/35545'), redHatLifecycle, centosEnd],
  },
  oldEnterprise {
    id: 'el7.4-aus',
    family: 'RHEL 7.4 AUS/TUS/E4S',
    pattern: el7('693[.](?:61[.]%s|%s)' % [atLeast(1), atLeast(62)]),
    examples: ['3.10.0-693.61.1.el7.x86_64', '3.10.0-693.112.1.el7.x86_64'],
    class: 'partially-fixed',
    note: 'The erratum brings slab-leak fixes, not the re-parenting of RHEL 8.1.',
    sources: [vendor('https://access.redhat.com/errata/RHSA-2019:4058', '2019'), redHatLifecycle],
  },
  oldEnterprise {
    id: 'el7.4',
    family: 'RHEL/CentOS 7.4',
    pattern: el7(between(693, 861)),
    examples: ['3.10.0-693.el7.x86_64', '3.10.0-693.21.1.el7.x86_64', '3.10.0-693.61.0.el7.x86_64'],
    note: 'Reported many times, with ENOSPC.',
    sources: [report('https://github.com/rootsongjc/kubernetes-handbook/issues/313'), report(urls.runc1725), redHatLifecycle, centosEnd],
  },
  oldEnterprise {
    id: 'el7.5-eus',
    family: 'RHEL 7.5 EUS',
    pattern: el7('862[.](?:44[.]%s|%s)' % [atLeast(2), atLeast(45)]),
    examples: ['3.10.0-862.44.2.el7.x86_64', '3.10.0-862.51.1.el7.x86_64'],
    class: 'partially-fixed',
    note: 'The erratum brings slab-leak fixes, not the re-parenting of RHEL 8.1.',
    sources: [vendor('https://access.redhat.com/errata/RHSA-2019:3967', '2019'), redHatLifecycle],
  },
  oldEnterprise {
    id: 'el7.5',
    family: 'RHEL/CentOS 7.5',
    pattern: el7(between(862, 956)),
    examples: ['3.10.0-862.el7.x86_64', '3.10.0-862.9.1.el7.x86_64', '3.10.0-862.44.1.el7.x86_64'],
    note: 'Reproduced step by step up to 862.9.1.',
    sources: [report(urls.tencent, '2018-12-29'), redHatLifecycle, centosEnd],
  },
  oldEnterprise {
    id: 'el7.6',
    family: 'RHEL/CentOS 7.6',
    pattern: el7(between(957, 1061)),
    examples: ['3.10.0-957.el7.x86_64', '3.10.0-957.27.2.el7.x86_64'],
    errno: 'ENOMEM',
    note: 'The number of a fixed 7.6 EUS build is not established. Update to 7.9 before relying on nokmem.',
    sources: [report(urls.forLinux841), report('https://zhangguanzhang.github.io/2021/04/08/kubelet-runc-disable-kmem/', '2021-04-08'), redHatLifecycle, centosEnd],
  },
  partlyFixedEnterprise {
    id: 'el7.7-z',
    family: 'RHEL/CentOS 7.7 from 1062.4.1',
    pattern: el7('1062[.](?:4[.]%s|%s)' % [atLeast(1), atLeast(5)]),
    examples: ['3.10.0-1062.4.1.el7.x86_64', '3.10.0-1062.9.1.el7.x86_64', '3.10.0-1062.18.1.el7.x86_64'],
    disputed: true,
    note: 'One user calls 1062.4.3 and later cured; later builds with the same fixes still leak.',
    sources: [vendor('https://access.redhat.com/errata/RHSA-2019:3055', '2019'), report(urls.forLinux841), seedArticle, redHatLifecycle, centosEnd],
  },
  oldEnterprise {
    id: 'el7.7',
    family: 'RHEL/CentOS 7.7 before 1062.4.1',
    pattern: el7(between(1062, 1074)),
    examples: ['3.10.0-1062.el7.x86_64', '3.10.0-1062.1.2.el7.x86_64', '3.10.0-1062.4.el7.x86_64'],
    errno: 'ENOMEM',
    nokmem: 'supported',
    waysOut: ['nokmem', 'runtime', 'kernel-upgrade'],
    note: 'No leak fix yet; nokmem is supported from 7.7 on.',
    sources: [seedArticle, redHatLifecycle, centosEnd],
  },
  partlyFixedEnterprise {
    id: 'el7.8',
    family: 'RHEL/CentOS 7.8',
    pattern: el7(between(1075, 1159)),
    examples: ['3.10.0-1127.el7.x86_64', '3.10.0-1127.8.2.el7.x86_64', '3.10.0-1127.19.1.el7.x86_64'],
    disputed: true,
    note: 'Build 1075 was announced as the fix; 1127.8.2 and 1127.19.1 are reported leaking.',
    sources: [report(urls.forLinux841), report('https://github.com/rancher/rancher/issues/35494'), redHatLifecycle, centosEnd],
  },
  partlyFixedEnterprise {
    id: 'el7.9',
    family: 'RHEL/CentOS 7.9',
    pattern: el7(atLeast(1160)),
    examples: ['3.10.0-1160.el7.x86_64', '3.10.0-1160.45.1.el7.x86_64', '3.10.0-1160.83.1.el7.x86_64', '3.10.0-1160.119.1.el7.x86_64'],
    disputed: true,
    note: 'Newer than the announced fix, yet reported leaking up to 1160.83.1. No full fix was ever promised for RHEL 7.',
    sources: [seedArticle, report(urls.kubernetes96701, '2020'), report(urls.forLinux841, '2021-12'), redHatLifecycle, centosEnd],
  },
  byBase {
    id: 'el7a',
    family: 'RHEL 7 for ARM and POWER9',
    pattern: '4[.](?:5|11|14)[.]0-%s%s[.]el7a?%s' % [number, buildParts, suffix],
    examples: ['4.14.0-115.el7a.0.1.aarch64', '4.14.0-115.21.2.el7a.ppc64le'],
    endOfLife: '2024-06-30',
    note: 'Not the 3.10 kernel: its base keeps removed cgroups; what was backported is not known.',
    sources: [inference(urls.cronJobs, '2018-09'), redHatLifecycle],
  },

  sameSources(oldEnterprise, {
    id: 'el7.0-7.5-lineage',
    family: 'built from RHEL 7.0-7.5',
    pattern: el7Sources(between(123, 956)),
    examples: ['3.10.0-862.14.1.5.h520.eulerosv2r7.x86_64', '3.10.0-693.5.2.tcpa06.tl2.x86_64', '3.10.0-327.62.59.83.h162.x86_64', '3.10.0-514.2.3.al7.x86_64'],
    note: 'Numbered as the builds of RHEL that it is made from.',
    sources: [inference(urls.kubernetes61937)],
  }),
  sameSources(oldEnterprise, {
    id: 'el7.6-lineage',
    family: 'built from RHEL 7.6',
    pattern: el7Sources(between(957, 1061)),
    examples: ['3.10.0-957.21.3.axs7.x86_64'],
    errno: 'ENOMEM',
    note: 'Numbered as the builds of RHEL that it is made from.',
    sources: [inference(urls.forLinux841)],
  }),
  sameSources(partlyFixedEnterprise, {
    id: 'el7.7-7.9-lineage',
    family: 'built from RHEL 7.7-7.9',
    pattern: el7Sources('(?:1062[.](?:4[.]%s|%s)|%s)' % [atLeast(1), atLeast(5), atLeast(1075)]),
    examples: ['3.10.0-1160.an7.x86_64', '3.10.0-1160.88.1.0.1.an7.x86_64', '3.10.0-1062.4.1.al7.1.x86_64'],
    disputed: true,
    note: 'Numbered as the builds of RHEL that it is made from, which leak on after their fix.',
    sources: [inference(urls.kubernetes96701, '2020')],
  }),
  sameSources(oldEnterprise, {
    id: 'el7.7-lineage',
    family: 'built from RHEL 7.7 before 1062.4.1',
    pattern: el7Sources(between(1062, 1074)),
    examples: ['3.10.0-1062.an7.x86_64'],
    errno: 'ENOMEM',
    nokmem: 'supported',
    waysOut: ['nokmem', 'runtime', 'kernel-upgrade'],
    note: 'Numbered as the builds of RHEL that it is made from.',
    sources: [inference(urls.seed)],
  }),

  dying {
    id: 'el8.0',
    family: 'RHEL/CentOS 8.0',
    pattern: el8(between(0, 146)),
    examples: ['4.18.0-80.el8.x86_64', '4.18.0-80.11.2.el8_0.x86_64'],
    waysOut: ['kernel-upgrade', 'nokmem'],
    endOfLife: '2029-05-31',
    note: 'Without the re-parenting that came with 8.1.',
    sources: [seedArticle, inference(urls.reparent, '2019'), redHatLifecycle],
  },
  reparented {
    id: 'el8.1',
    family: 'RHEL/CentOS/Alma/Rocky 8.1 and later',
    pattern: el8(atLeast(147)),
    examples: ['4.18.0-147.el8.x86_64', '4.18.0-147.5.1.el8_1.x86_64', '4.18.0-553.16.1.el8_10.x86_64'],
    endOfLife: '2029-05-31',
    note: 'Kernel memory moves to the parent since 8.1; page cache may still hold removed cgroups.',
    sources: [seedArticle, redHatLifecycle],
  },
  sameSources(reparented, {
    id: 'el8.1-lineage',
    family: 'rebuild of RHEL 8.1 and later',
    pattern: el8Rebuild(atLeast(147)),
    examples: ['4.18.0-305.an8.x86_64', '4.18.0-348.20.1.an8_5.x86_64'],
    note: 'Kernel memory moves to the parent since 8.1; page cache may still hold removed cgroups.',
    sources: [inference(urls.seed)],
  }),
  unknownVendor {
    id: 'el8-derived',
    family: 'derived from RHEL 8',
    pattern: '4[.]18[.]0-%s[.]%s' % [atLeast(147), tail],
    examples: ['4.18.0-147.5.1.6.h1136.eulerosv2r9.x86_64'],
    note: 'Numbered as a build of RHEL 8 that moves kernel memory to the parent, and no mere rebuild: whether it does is not known.',
    sources: [inference(urls.seed)],
  },
  sharedCaches {
    id: 'el9',
    family: 'RHEL 9 and its rebuilds',
    pattern: '5[.]14[.]0-%s%s[.]el9%s' % [number, buildParts, suffix],
    examples: ['5.14.0-362.24.1.el9_3.x86_64', '5.14.0-70.13.1.el9_0.x86_64'],
    endOfLife: '2032-05-31',
    note: 'By its upstream base; cgroup v2 is the default.',
    sources: [sharedInferred, redHatLifecycle],
  },
  sharedCaches {
    id: 'el10',
    family: 'RHEL 10 and its rebuilds',
    pattern: '%s[.]%s[.]0-%s%s[.]el1[0-9]%s' % [atLeast(6), number, number, buildParts, suffix],
    examples: ['6.12.0-55.9.1.el10_0.x86_64'],
    endOfLife: '2035-05-31',
    note: 'By its upstream base; cgroup v2 only.',
    sources: [sharedInferred, redHatLifecycle],
  },

  beforeBootParameter {
    id: 'debian-8',
    family: 'Debian 8',
    pattern: debian('3[.]16'),
    examples: ['3.16.0-11-amd64'],
    cgroupCountIncludesDying: false,
    endOfLife: '2020-06-30',
    note: 'By its upstream base.',
    sources: [inference(urls.nokmem), debianLifecycle],
  },
  dying {
    id: 'debian-9',
    family: 'Debian 9',
    pattern: debian('4[.]9'),
    examples: ['4.9.0-6-amd64', '4.9.0-19-cloud-amd64'],
    endOfLife: '2022-06-30',
    note: 'Memory lost to removed cgroups was measured under CronJobs.',
    sources: [report(urls.cronJobs, '2018-09'), debianLifecycle],
  },
  dying {
    id: 'debian-10',
    family: 'Debian 10',
    pattern: debian('4[.]19'),
    examples: ['4.19.0-27-amd64', '4.19.0-0.bpo.5-amd64', '4.19.0-17-cloud-amd64'],
    endOfLife: '2024-06-30',
    note: 'By its upstream base.',
    sources: [inference(urls.cronJobs, '2018-09'), debianLifecycle],
  },
  sharedCaches {
    id: 'debian-11',
    family: 'Debian 11',
    pattern: debian('5[.]10'),
    examples: ['5.10.0-28-amd64', '5.10.0-0.bpo.3-amd64', '5.10.0-28-cloud-arm64'],
    endOfLife: '2026-08-31',
    note: 'By its upstream base.',
    sources: [sharedInferred, debianLifecycle],
  },
  sharedCaches {
    id: 'debian-12',
    family: 'Debian 12',
    pattern: debian('6[.]1'),
    examples: ['6.1.0-18-amd64', '6.1.0-0.deb11.5-cloud-amd64'],
    endOfLife: '2028-06-30',
    note: 'By its upstream base.',
    sources: [sharedInferred, debianLifecycle],
  },

] + ubuntuRows + [
  builtByProxmox(ofUbuntu('ubuntu-14.04-hwe'), '4[.]2', ['4.2.8-1-pve']),
  builtByProxmox(ofUbuntu('ubuntu-16.04'), '4[.]4', ['4.4.134-1-pve']),
  builtByProxmox(ofUbuntu('ubuntu-16.04-hwe'), '4[.](?:8|10|11|13)', ['4.13.16-4-pve', '4.10.17-2-pve']),
  builtByProxmox(ofUbuntu('ubuntu-18.04'), '4[.]15', ['4.15.18-15-pve']),
  builtByProxmox(ofUbuntu('ubuntu-18.04-hwe-5.0'), '5[.]0', ['5.0.21-5-pve']),
  builtByProxmox(ofUbuntu('ubuntu-18.04-hwe-5.3'), '5[.]3', ['5.3.18-3-pve']),
  builtByProxmox(ofUbuntu('ubuntu-20.04'), '5[.][4-8]', ['5.4.143-1-pve']),

  dying {
    id: 'sles-4.12',
    family: 'SLES 12 SP4/SP5, 15 and 15 SP1',
    pattern: '4[.]12[.]14-[0-9a-z._]+-[a-z_]+',
    examples: ['4.12.14-122.37-default', '4.12.14-15.5_8.1.96-cray_shasta_c', '4.12.14-95.54-default', '4.12.14-197.29-default', '4.12.14-lp151.28.36-default'],
    endOfLife: '2024-10-31',
    note: 'By its upstream base; one product vendor asks for nokmem here. The date is that of 12 SP5.',
    sources: [
      vendor('https://www.elastic.co/docs/deploy-manage/deploy/cloud-enterprise/configure-host-suse'),
      inference(urls.cronJobs, '2018-09'),
      vendor('https://www.suse.com/lifecycle'),
    ],
  },

  sameSources(oldEnterprise, {
    id: 'el7-cut-short',
    family: 'RHEL/CentOS 7, build not given',
    pattern: '3[.]10(?:[.]0)?',
    examples: ['3.10', '3.10.0'],
    errno: 'either',
    note: 'A release that somebody cut short: nearly all machines that run 3.10 run RHEL 7 or a system built from it.',
    sources: [inference(urls.kubernetes61937)],
  }),
  beforeBootParameter {
    id: 'mainline-3.0-3.18',
    family: 'mainline 3.0-3.18',
    pattern: mainline('3[.]' + between(0, 18)),
    examples: ['3.10.108', '3.18.44-coreos', '3.16.7'],
    cgroupCountIncludesDying: false,
    waysOut: ['kernel-upgrade', 'runtime'],
    note: 'The count of memory cgroups is known to leave removed ones out on 3.10; when that changed is not established.',
    sources: [upstream(urls.nokmem), report(urls.kubernetes61937)],
  },
  beforeBootParameter {
    id: 'mainline-3.19-4.4',
    family: 'mainline 3.19-4.4',
    pattern: mainline('(?:3[.]19|4[.][0-4])'),
    examples: ['4.4.302', '4.4.111+', '3.19', '4.1.13-boot2docker'],
    errno: 'either',
    note: 'Accounting is opt-in, the boot parameter comes with 4.5. The answer to mkdir depends on a stable backport.',
    sources: [upstream(urls.nokmem), upstream(urls.privateIds)],
  },
  dying {
    id: 'mainline-4.5-4.6',
    family: 'mainline 4.5-4.6',
    pattern: mainline('4[.][56]'),
    examples: ['4.6.3-040603-generic', '4.5.7', '4.6.3-coreos'],
    errno: 'either',
    note: 'Accounting is always on. The answer to mkdir depends on a stable backport.',
    sources: [upstream(urls.nokmem), report(urls.moby29638)],
  },
  dying {
    id: 'mainline-4.7-5.2',
    family: 'mainline 4.7-5.2',
    pattern: mainline('(?:4[.]%s|5[.][0-2])' % atLeast(7)),
    examples: ['4.14.138+', '4.19.112+', '4.9.184-linuxkit', '4.14.138-rancher', '4.19.106-coreos', '5.2.0'],
    note: 'Accounting is always on; removed cgroups linger until their last slab, per-CPU and page-cache memory is gone.',
    sources: [upstream(urls.cronJobs, '2018-09'), upstream(urls.privateIds)],
  },

  reparented {
    id: 'mainline-5.3-5.8',
    family: 'mainline 5.3-5.8',
    pattern: mainline('5[.][3-8]'),
    examples: ['5.4.209', '5.4.188+', '5.8.18-300.fc33.x86_64'],
    note: 'Slab caches of a removed cgroup move to its parent.',
    sources: [reparentCommit, upstream(urls.errnoChange, '2020-05-13')],
  },
  sharedCaches {
    id: 'mainline-5.9',
    family: 'mainline 5.9 and later',
    pattern: mainline('(?:5[.]%s|%s[.]%s)' % [atLeast(9), between(6, 99), number]),
    examples: ['5.10.198', '5.15.133+', '6.1.67-talos', '5.15.142-flatcar', '6.6.87.2-microsoft-standard-WSL2', '6.12.51-0-virt'],
    note: 'One set of slab caches for all cgroups; page cache can still hold removed cgroups.',
    sources: [upstream(urls.sharedCaches, '2020'), zombiesPersist],
  },

  // From 5.3 on a vendor's patches can only add to what the base has: any suffix.
  reparented {
    id: 'base-5.3-5.8',
    family: 'patched kernel 5.3-5.8',
    pattern: '5[.][3-8]' + suffix,
    examples: ['5.3.18-150300.59.49-default', '5.4.119-19-0009.11', '5.4.241-1-tlinux4-0017.7'],
    basis: 'base',
    note: 'In the mainline release below it, slab caches of a removed cgroup move to its parent.',
    sources: [reparentInferred],
  },
  sharedCaches {
    id: 'base-5.9',
    family: 'patched kernel 5.9 and later',
    pattern: '(?:5[.]%s|%s[.]%s)%s' % [atLeast(9), between(6, 99), number, suffix],
    examples: ['6.12.38+deb13-amd64', '6.4.0-150600.21-default', '5.16.11-76051611-generic', '5.11.22-5-pve', '5.10.0-216.0.0.115.oe2203sp4.aarch64'],
    basis: 'base',
    note: 'The mainline release below it has one set of slab caches for all cgroups; page cache can still hold removed cgroups.',
    sources: [sharedInferred, zombiesPersist],
  },

  beforeBootParameter {
    id: 'base-3.0-4.4',
    family: 'patched kernel 3.0-4.4',
    pattern: '(?:3[.]%s|4[.][0-4])%s' % [number, suffix],
    examples: ['4.4.180-94.97-default', '3.8.13-55.1.6.el7uek.x86_64', '4.4.95-1.al7.x86_64', '4.4.190-1233-rockchip-ayufan-gd3f1be0ed310'],
    basis: 'base',
    errno: 'either',
    nokmem: 'unreliable',
    cgroupCountIncludesDying: false,
    waysOut: ['kernel-upgrade', 'runtime'],
    note: 'The mainline release below it can leak; what the vendor has patched is not known.',
    sources: [inference(urls.nokmem)],
  },
  byBase {
    id: 'base-4.5-5.2',
    family: 'patched kernel 4.5-5.2',
    pattern: '(?:4[.]%s|5[.][0-2])%s' % [atLeast(5), suffix],
    examples: ['4.19.66-v7l+', '4.19.0+1', '5.2.0-0.bpo.3-amd64', '4.19.113-300.el7.x86_64', '4.20.0-rc1-g16a0961d6', '4.9.0-custom', '4.19.91-27.an8.x86_64'],
    note: 'The mainline release below it can leak; what the vendor has patched is not known.',
    sources: [inference(urls.cronJobs, '2018-09')],
  },
  unknownVendor {
    id: 'other',
    family: 'unrecognised',
    // Every text, line breaks included, in both dialects.
    pattern: '(?:[!-~]|[^!-~])*',
    examples: ['2.6.32-754.el6.x86_64', 'not a release'],
    mechanism: 'unknown',
    accounting: 'unknown',
    cgroupCountIncludesDying: false,
    waysOut: [],
    note: 'Not a release this table knows.',
    sources: [],
  },
];

local settledRows = settled(rows);

{
  schemaVersion: 2,
  rows: settledRows,
  // For the label "row" of node:memcg_kmem_kernel:info: all rows of which this holds, as an RE2 pattern.
  idsWhere(holds):: std.join('|', [std.strReplace(row.id, '.', '[.]') for row in settledRows if holds(row)]),
}
