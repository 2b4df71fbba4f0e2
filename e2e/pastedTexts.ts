export const refusedCgroup = '/sys/fs/cgroup/memory/kubepods/besteffort/podeb6abc31-be1d-46a3-b93e-4230893ac649';

export const refusal = (path = refusedCgroup) =>
  `unable to ensure pod container exists: failed to create container for [kubepods besteffort podeb6abc31-be1d-46a3-b93e-4230893ac649] : mkdir ${path}: cannot allocate memory`;

/** As kubectl describes a pod on that node. */
export const refusedOn = (node: string) =>
  [
    'Name:         cart-1',
    'Namespace:    shop',
    `Node:         ${node}/10.0.0.7`,
    'Events:',
    '  Type     Reason                    Age                       From     Message',
    '  ----     ------                    ----                      ----     -------',
    `  Warning  FailedCreatePodContainer  2m6s (x4711 over 4d13h)   kubelet  ${refusal()}`,
    '',
  ].join('\n');
