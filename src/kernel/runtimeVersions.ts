import { type KernelSource } from './kernelTable';

/** Does this program switch kernel-memory accounting on? `depends`: on how it was built, which the version does not tell. */
export type KmemSwitch = 'on' | 'off' | 'depends' | 'unknown';

export type SwitchReason =
  | 'kubelet-before-kmem'
  | 'kubelet-enables-kmem'
  | 'kubelet-vendor-build'
  | 'built-without-kmem'
  | 'kubelet-disputed-version'
  | 'kubelet-without-kmem'
  | 'docker-before-kmem'
  | 'docker-enables-kmem'
  | 'docker-uses-containerd-package'
  | 'docker-without-kmem'
  | 'containerd-package-history'
  | 'containerd-ships-clean-runc'
  | 'runtime-uses-host-runc'
  | 'version-unreadable'
  | 'version-absent';

interface Answer {
  kmem: KmemSwitch;
  why: SwitchReason;
  sources: KernelSource[];
}

/** Ordered by version: the first row whose `before` lies above the version answers; the last row has none. */
export interface VersionRow extends Answer {
  before?: readonly [number, number, number];
  /** Answer for builds with a vendor's suffix (`-tke.6`, `-aliyun.1`): some vendors have taken kmem out. */
  vendorBuild?: Answer;
}

const report = (url: string): KernelSource => ({ kind: 'report', url, date: null });
const upstream = (url: string): KernelSource => ({ kind: 'upstream', url, date: null });
const inference = (url: string): KernelSource => ({ kind: 'inference', url, date: null });

const runcEnables = report('https://github.com/opencontainers/runc/issues/1725');
const kubeletInherits = report('https://github.com/kubernetes/kubernetes/issues/61937');
const kubeletRebuild = report('https://zhangguanzhang.github.io/2021/04/08/kubelet-runc-disable-kmem/');
const rebuiltRuncAlone = report('https://github.com/rancher/rancher/issues/35494');
const kubeletFree = upstream('https://github.com/kubernetes/kubernetes/pull/103882');
const runcIgnores = upstream('https://github.com/opencontainers/runc/pull/2840');
const packaging = upstream('https://github.com/docker/containerd-packaging');
const longTermBuilds = report('https://github.com/klts-io/website');

/** `v1.15.3-nokmem`: the build tag is in the version, as those who build their own write it. */
export const builtWithoutKmem: Answer = {
  kmem: 'off',
  why: 'built-without-kmem',
  sources: [kubeletRebuild],
};

const kubeletVendorBuild: Answer = {
  kmem: 'depends',
  why: 'kubelet-vendor-build',
  sources: [kubeletRebuild, longTermBuilds],
};

export const kubeletRows: readonly VersionRow[] = [
  { before: [1, 9, 0], kmem: 'off', why: 'kubelet-before-kmem', sources: [kubeletInherits] },
  {
    before: [1, 21, 0],
    kmem: 'on',
    why: 'kubelet-enables-kmem',
    sources: [kubeletInherits, kubeletRebuild, rebuiltRuncAlone],
    vendorBuild: kubeletVendorBuild,
  },
  // The project's change went into 1.22; pages about long-term builds name 1.21 too.
  { before: [1, 22, 0], kmem: 'depends', why: 'kubelet-disputed-version', sources: [kubeletFree, longTermBuilds] },
  { kmem: 'off', why: 'kubelet-without-kmem', sources: [kubeletFree] },
];

export const dockerRows: readonly VersionRow[] = [
  { before: [17, 6, 0], kmem: 'off', why: 'docker-before-kmem', sources: [runcEnables] },
  { before: [18, 9, 0], kmem: 'on', why: 'docker-enables-kmem', sources: [runcEnables] },
  // From 18.09 on runc comes from the containerd.io package, whose own version is not reported.
  { before: [23, 0, 0], kmem: 'depends', why: 'docker-uses-containerd-package', sources: [packaging, runcEnables] },
  { kmem: 'off', why: 'docker-without-kmem', sources: [inference(runcIgnores.url)] },
];

const containerdClean: Answer = {
  kmem: 'off',
  why: 'containerd-ships-clean-runc',
  sources: [runcIgnores, upstream('https://github.com/containerd/containerd/pull/5483')],
};
const containerdUnsettled: Answer = {
  kmem: 'depends',
  why: 'containerd-package-history',
  sources: [packaging, runcEnables],
};

export const containerdRows: readonly VersionRow[] = [
  // The el7 package was built without kmem in 2018, with it from 2019, without it again from 2020.
  { before: [1, 4, 5], ...containerdUnsettled },
  { before: [1, 5, 0], ...containerdClean },
  { before: [1, 5, 1], ...containerdUnsettled },
  containerdClean,
];
