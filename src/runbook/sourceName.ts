import { type KernelSource } from '../kernel';

type SourceKind = KernelSource['kind'];

export interface SourceName {
  /** As the page itself is headed, or what names it there: a number, a commit, a manual page. */
  title: string;
  /** Who speaks. */
  publisher: string;
  kind: SourceKind;
}

type Named = readonly [publisher: string, kind: SourceKind, title: string];

/** Pages by their address without scheme; what is after it may follow. */
const pages: Readonly<Record<string, Named>> = {
  'access.redhat.com/support/policy/updates/errata': ['Red Hat', 'vendor', 'Red Hat Enterprise Linux Life Cycle'],
  'aws.amazon.com/amazon-linux-2/faqs': ['AWS', 'vendor', 'Amazon Linux 2 FAQs'],
  'aws.amazon.com/amazon-linux-ami/faqs': ['AWS', 'vendor', 'Amazon Linux AMI FAQs'],
  'blog.centos.org/2023/04/': [
    'The CentOS Project',
    'vendor',
    'End dates are coming for CentOS Stream 8 and CentOS Linux 7',
  ],
  'blogs.oracle.com/linux': ['Oracle Linux Blog', 'vendor', 'p=2100'],
  'bottlerocket.dev/': ['Bottlerocket', 'vendor', 'settings.boot'],
  'cloud-atlas.readthedocs.io/': ['Cloud Atlas', 'report', 'fail_create_container_cannot_allocate_memory'],
  'docs.aws.amazon.com/linux/al2023/': ['AWS', 'vendor', 'AL2023: release cadence'],
  'docs.fedoraproject.org/': ['Fedora Project', 'vendor', 'Fedora CoreOS: kernel arguments'],
  'docs.kernel.org/admin-guide/cgroup-v1/memory.html': [
    'Linux kernel documentation',
    'upstream',
    'Memory Resource Controller',
  ],
  'docs.kernel.org/admin-guide/cgroup-v2.html': ['Linux kernel documentation', 'upstream', 'Control Group v2'],
  'docs.kernel.org/admin-guide/kernel-parameters.html': ['Linux kernel documentation', 'upstream', 'Kernel parameters'],
  'docs.kernel.org/admin-guide/sysctl/fs.html': ['Linux kernel documentation', 'upstream', '/proc/sys/fs'],
  'docs.redhat.com/': ['Red Hat', 'vendor', 'RHEL 7: working with the GRUB 2 boot loader'],
  'documentation.suse.com/': ['SUSE', 'vendor', 'Modifying kernel boot parameters'],
  'git.proxmox.com/': ['Proxmox', 'vendor', 'pve-kernel: README'],
  'git.zx2c4.com/linux-dev/commit/?id=04823c833b3e': [
    'Linux',
    'upstream',
    'mm: memcontrol: allow to disable kmem accounting for cgroup2',
  ],
  'gitcode.net/openanolis/cloud-kernel/-/commit/867b477253b0': ['OpenAnolis', 'vendor', 'cloud-kernel: memcg reaper'],
  'github.com/ClangBuiltLinux/linux/commit/fb2f2b0adb98': [
    'Linux',
    'upstream',
    'mm: memcg/slab: reparent memcg kmem_caches on cgroup removal',
  ],
  'github.com/torvalds/linux/commit/9855609bde03': [
    'Linux',
    'upstream',
    'mm: memcg/slab: use a single set of kmem_caches for all accounted allocations',
  ],
  'github.com/vmware/photon/commit/': ['VMware Photon OS', 'vendor', 'vmware/photon@1c4e9360'],
  'haomeiwen.com/': ['haomeiwen.com', 'report', 'txvzehtx'],
  'help.aliyun.com/': ['Alibaba Cloud', 'vendor', '111881'],
  'kubernetes.io/docs/concepts/containers/images': ['Kubernetes documentation', 'upstream', 'Images'],
  'kubernetes.io/docs/concepts/extend-kubernetes/': ['Kubernetes documentation', 'upstream', 'Network Plugins'],
  'kubernetes.io/docs/concepts/windows/': ['Kubernetes documentation', 'upstream', 'Windows containers in Kubernetes'],
  'kubernetes.io/docs/tasks/': ['Kubernetes documentation', 'upstream', 'Configuring a cgroup driver'],
  'learn.microsoft.com/windows/wsl/': ['Microsoft', 'vendor', 'Comparing WSL versions'],
  'lore.kernel.org/linux-mm/20180918': ['linux-mm', 'upstream', '2018-09-18'],
  'lore.kernel.org/stable/20200513': ['stable', 'upstream', '2020-05-13'],
  'systemd.io/': ['systemd', 'upstream', 'Control Group APIs and Delegation'],
  'tencentcloudcontainerteam.github.io/': ['Tencent Cloud container team', 'report', 'cgroup-leaking'],
  'ubuntu.com/about/release-cycle': ['Canonical', 'vendor', 'Ubuntu release cycle'],
  'wiki.debian.org/LTS': ['Debian', 'vendor', 'Debian Long Term Support'],
  'www.elastic.co/docs/': ['Elastic', 'vendor', 'configure-host-suse'],
  'www.freedesktop.org/': ['systemd', 'upstream', 'systemd(1)'],
  'www.lijiaocn.com/': ['lijiaocn.com', 'report', 'problem-unable-create-nf-conn'],
  'www.mail-archive.com/': ['linux-kernel', 'upstream', 'msg1209880'],
  'www.suse.com/lifecycle': ['SUSE', 'vendor', 'Product Support Lifecycle'],
  'zhangguanzhang.github.io/': ['zhangguanzhang', 'report', 'kubelet-runc-disable-kmem'],
  'github.com/imroc/kubernetes-practice-guide': ['imroc', 'report', 'Kubernetes Practice Guide'],
  'github.com/OpenVZ/vzkernel': ['OpenVZ', 'vendor', 'vzkernel'],
};

type Naming = (found: RegExpExecArray) => Named;

/** Kinds of pages that name themselves in their address. */
const forms: ReadonlyArray<readonly [RegExp, Naming]> = [
  [
    /^github\.com\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)/,
    ([, repo, id]) => ['GitHub', 'report', `${repo ?? ''}#${id ?? ''}`],
  ],
  [/^gitlab\.com\/(.+?)\/-\/issues\/(\d+)/, ([, repo, id]) => ['GitLab', 'report', `${repo ?? ''}#${id ?? ''}`]],
  [/^access\.redhat\.com\/errata\/([\w:-]+)/, ([, id = '']) => ['Red Hat', 'vendor', id]],
  [/^bugzilla\.redhat\.com\/show_bug\.cgi\?id=(\d+)/, ([, id = '']) => ['Red Hat Bugzilla', 'report', id]],
  [/^bugs\.launchpad\.net\/bugs\/(\d+)/, ([, id = '']) => ['Launchpad', 'report', id]],
  [
    /^man7\.org\/.*\/([^/.]+)\.(\d)\.html/,
    ([, name, part]) => ['Linux man-pages', 'upstream', `${name ?? ''}(${part ?? ''})`],
  ],
];

/** How a source is called where it is cited; undefined for an address that none of these knows. */
export function sourceName(url: string): SourceName | undefined {
  const address = url.replace(/^https?:\/\//, '');
  const page = Object.entries(pages).find(([beginning]) => address.startsWith(beginning))?.[1];
  const named = page ?? namedByForm(address);
  return named && { publisher: named[0], kind: named[1], title: named[2] };
}

function namedByForm(address: string): Named | undefined {
  for (const [form, name] of forms) {
    const found = form.exec(address);
    if (found) {
      return name(found);
    }
  }
  return undefined;
}
