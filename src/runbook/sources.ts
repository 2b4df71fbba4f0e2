import { lookAlikes } from '../events';
import { type RunbookId } from './options';

/** The day on which somebody last read texts, commands and sources against each other, YYYY-MM-DD. */
export const lastReviewed = '2026-11-25';

const incident =
  'https://cloud-atlas.readthedocs.io/zh-cn/latest/kubernetes/debug/fail_create_container_cannot_allocate_memory.html';
const forLinux841 = 'https://github.com/docker/for-linux/issues/841';
const kubernetes61937 = 'https://github.com/kubernetes/kubernetes/issues/61937';
const reparenting = 'https://github.com/ClangBuiltLinux/linux/commit/fb2f2b0adb98bbbbbb51c5a5327f3f90f5dc417e';
const sharedCaches = 'https://github.com/torvalds/linux/commit/9855609bde03e2472b99a95e869d29ee1e78a751';
const bootParameter = 'https://git.zx2c4.com/linux-dev/commit/?id=04823c833b3eaef7816e28e3727124394f6bb3c3';
const tencent = 'https://tencentcloudcontainerteam.github.io/2018/12/29/cgroup-leaking/';

/** Those of the kernel table stand beside its rows. */
const sources: Readonly<Record<RunbookId, readonly string[]>> = {
  nokmem: [
    incident,
    bootParameter,
    'https://docs.kernel.org/admin-guide/cgroup-v1/memory.html',
    'https://docs.redhat.com/zh-cn/documentation/Red_Hat_Enterprise_Linux/7/html/system_administrators_guide/ch-working_with_the_grub_2_boot_loader',
    'https://documentation.suse.com/smart/systems-management/html/kernel-boot-parameters-modify/index.html',
    'https://bottlerocket.dev/en/os/1.45.x/api/settings/boot',
    'https://docs.fedoraproject.org/sw/fedora-coreos/kernel-args/',
    'https://github.com/labring/sealos/issues/722',
  ],
  'kernel-upgrade': [incident, reparenting, sharedCaches, forLinux841, 'https://blogs.oracle.com/linux/?p=2100'],
  runtime: [
    'https://github.com/opencontainers/runc/issues/1725',
    'https://github.com/rancher/rancher/issues/35494',
    'https://zhangguanzhang.github.io/2021/04/08/kubelet-runc-disable-kmem/',
    tencent,
  ],
  relief: [
    tencent,
    'https://gitcode.net/openanolis/cloud-kernel/-/commit/867b477253b0ee1b48ea027d9dd9df118bdb3727',
    'https://docs.kernel.org/admin-guide/cgroup-v2.html',
    'https://github.com/moby/moby/issues/29638',
    'https://github.com/kubernetes/kubernetes/issues/83044',
    'https://github.com/kubernetes/kubernetes/issues/96701',
  ],
  confirm: [incident, kubernetes61937, tencent, forLinux841],
  'not-this-fault': [],
};

/** Where the claims come from. */
export function sourcesOf(option: RunbookId): string[] {
  const own = option === 'not-this-fault' ? lookAlikes.flatMap((look) => look.sources) : sources[option];
  return [...new Set(own)];
}
