// Nodes that this fault cannot befall, since no Linux kernel of theirs runs the cgroups of pods: page and rules leave them out.
// Labels of kube_node_info with RE2 patterns for the whole value, which JavaScript reads alike.
//   virtual   https://github.com/virtual-kubelet/virtual-kubelet, https://learn.microsoft.com/azure/aks/virtual-nodes,
//             https://github.com/kubernetes-sigs/kwok
//   fargate   https://docs.aws.amazon.com/eks/latest/userguide/fargate.html: each pod has a machine of its own
//   windows   https://kubernetes.io/docs/concepts/windows/intro/
[
  { kind: 'windows', label: 'os_image', pattern: '.*[Ww]indows.*' },
  { kind: 'fargate', label: 'node', pattern: 'fargate-ip-.+' },
  { kind: 'virtual', label: 'kubelet_version', pattern: '(?:.+-vk-.+|.*virtual-kubelet.*|kwok-.+|.*eklet.*|fake)' },
  { kind: 'virtual', label: 'node', pattern: '(?:virtual-node-aci-.+|virtual-kubelet|virtual-kubelet-.+|eklet-.+)' },
]
