import { type LookAlikeId } from './lookAlikes';

export interface LookAlike {
  id: LookAlikeId;
  /** Key of the words for what it is; with `.instead` behind it, for what to do about it. */
  noteKey: `lookAlike.${LookAlikeId}`;
  /** URLs. */
  sources: string[];
}

const look = (id: LookAlikeId, ...sources: string[]): LookAlike => ({ id, noteKey: `lookAlike.${id}`, sources });

/** Each of them, in the order in which a runbook tells of them. */
export const lookAlikes: readonly LookAlike[] = [
  look(
    'inotify-limit',
    'https://github.com/google/cadvisor/issues/1581',
    'https://github.com/jetstack/tarmak/issues/756'
  ),
  look(
    'cpuset-empty',
    'https://github.com/containerd/cgroups/issues/48',
    'https://github.com/opencontainers/runc/issues/133',
    'https://github.com/rancher/rke2/issues/4849'
  ),
  look('dbus-lost', 'https://github.com/kubernetes/kubernetes/issues/100328'),
  look('dbus-connection-limit', 'https://www.freedesktop.org/software/systemd/man/latest/systemd.html'),
  look(
    'unit-exists',
    'https://bugzilla.redhat.com/show_bug.cgi?id=1993980',
    'https://github.com/kubernetes/kubernetes/issues/102676'
  ),
  look('unit-missing', 'https://github.com/cri-o/cri-o/issues/9082'),
  look('systemd-property-unknown', 'https://github.com/opencontainers/runc/issues/2163'),
  look('systemd-unit-failed', 'https://github.com/opencontainers/runc/issues/3312'),
  look('memory-cgroup-missing', 'https://github.com/galaxyproject/galaxy/pull/6293'),
  look('kmem-limit-unsupported', 'https://github.com/canonical/microk8s/issues/3028'),
  look('kmem-limit-busy', 'https://github.com/moby/moby/issues/25073'),
  look('kmem-left-out-of-runc', 'https://github.com/opencontainers/runc/issues/1725'),
  look('memory-limit-busy', 'https://github.com/containerd/containerd/issues/5226'),
  look('swap-accounting-off', 'https://github.com/cri-o/cri-o/issues/5527'),
  look('memory-controller-off', 'https://docs.kernel.org/admin-guide/kernel-parameters.html'),
  look(
    'pod-limit-too-small',
    'https://github.com/opencontainers/runc/issues/2736',
    'https://github.com/kubernetes/minikube/issues/6160'
  ),
  look('bpf-jit-limit', 'https://github.com/awslabs/amazon-eks-ami/issues/1219'),
  look('memlock-limit', 'https://man7.org/linux/man-pages/man2/bpf.2.html'),
  look('device-filter', 'https://docs.kernel.org/admin-guide/cgroup-v2.html'),
  look('other-controller', 'https://github.com/kubernetes/kubernetes/issues/103542'),
  look('cgroup-setting-refused', 'https://docs.kernel.org/admin-guide/cgroup-v2.html'),
  look('cgroup-mount-fault', 'https://github.com/moby/moby/issues/43713', 'https://github.com/moby/moby/issues/34616'),
  look(
    'cgroup-driver-mismatch',
    'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/configure-cgroup-driver/'
  ),
  look('controller-not-delegated', 'https://systemd.io/CGROUP_DELEGATION/'),
  look('threaded-cgroup', 'https://docs.kernel.org/admin-guide/cgroup-v2.html'),
  look('freezer-stuck', 'https://github.com/aws/karpenter-provider-aws/issues/7510'),
  look('rootfs-mount-enospc', 'https://github.com/imroc/kubernetes-practice-guide'),
  look(
    'mount-limit',
    'https://docs.kernel.org/admin-guide/sysctl/fs.html',
    'https://github.com/moby/moby/issues/45760'
  ),
  look('too-many-possible-cpus', 'https://github.com/docker/for-linux/issues/1443'),
  look('page-allocation-failure', 'https://github.com/moby/moby/issues/31037'),
  look(
    'setns-failed',
    'https://github.com/moby/moby/issues/31037',
    'https://www.lijiaocn.com/%E9%97%AE%E9%A2%98/2017/11/13/problem-unable-create-nf-conn.html'
  ),
  look('soft-lockup', 'https://github.com/microsoft/azurelinux/issues/18443'),
  look('genuine-oom', 'https://github.com/kubernetes/kubernetes/issues/83044'),
  look(
    'pid-exhaustion',
    'https://github.com/imroc/kubernetes-practice-guide',
    'https://github.com/moby/moby/issues/18295'
  ),
  look('namespace-limit', 'https://man7.org/linux/man-pages/man7/namespaces.7.html'),
  look('allocation-failed', 'https://man7.org/linux/man-pages/man2/mmap.2.html'),
  look('file-limit', 'https://man7.org/linux/man-pages/man2/open.2.html'),
  look('key-quota', 'https://man7.org/linux/man-pages/man7/keyrings.7.html'),
  look('ipc-limit', 'https://man7.org/linux/man-pages/man2/semget.2.html'),
  look('disk-full'),
  look(
    'leftover-directories',
    'https://github.com/kubernetes/kubernetes/issues/123766',
    'https://github.com/cri-o/cri-o/issues/6349'
  ),
  look(
    'leftover-scopes',
    'https://github.com/kubernetes/kubernetes/issues/70324',
    'https://github.com/kubernetes/kops/issues/5916',
    'https://github.com/kubernetes/kubernetes/issues/64137'
  ),
  look('provider-cap', 'https://github.com/moby/moby/issues/42581', 'https://github.com/docker/for-linux/issues/1264'),
  look('reclaimable-slab'),
  look('id-mapping', 'https://man7.org/linux/man-pages/man5/subuid.5.html'),
  look('pod-network', 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/'),
  look('image-pull', 'https://kubernetes.io/docs/concepts/containers/images/'),
];
