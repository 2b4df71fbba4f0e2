import { cgroupsOf } from './cgroups';
import { type FactId, type FactSaid, said, saidIf } from './fact';
import { kernelFact, releasePattern } from './kernelRelease';

const sample =
  /^\s{0,8}(node_(?:memory_\w{2,24}_bytes|cgroups_cgroups|uname_info)|kube_node_info)(?:\{(.{0,2048})\})?\s{1,16}([0-9.]{1,24}(?:e\+?[0-9]{1,2})?)(?:\s[0-9]{10,13})?\s{0,8}$/i;
const label = /([a-z_]{1,64})="((?:[^"\\]|\\.){0,512})"/g;
const release = new RegExp(`^${releasePattern}$`);

const memory: Readonly<Record<string, Extract<FactId, `${string}Bytes`>>> = {
  node_memory_MemTotal_bytes: 'memoryTotalBytes',
  node_memory_MemAvailable_bytes: 'memoryAvailableBytes',
  node_memory_Slab_bytes: 'slabBytes',
  node_memory_SReclaimable_bytes: 'slabReclaimableBytes',
  node_memory_SUnreclaim_bytes: 'slabUnreclaimableBytes',
  node_memory_Percpu_bytes: 'percpuBytes',
};

/** A sample of node exporter or kube-state-metrics as their pages write it, with the node that its labels name. */
export function parseMetric(line: string): { node?: string; facts: FactSaid[] } | undefined {
  const [, name = '', written = '', value] = sample.exec(line) ?? [];
  if (value === undefined) {
    return undefined;
  }
  const labels = new Map([...written.matchAll(label)].map(([, key = '', text = '']) => [key, text]));
  const host = labels.get('node') ?? labels.get('nodename') ?? labels.get('instance')?.replace(/:[0-9]{1,5}$/, '');
  const node = host === undefined || /^(?:localhost|127\.|\[?::1)/.test(host) ? undefined : host;
  return { node, facts: factsOf(name, labels, Number(value)) };
}

function factsOf(name: string, labels: ReadonlyMap<string, string>, value: number): FactSaid[] {
  const kernel = labels.get('release') ?? labels.get('kernel_version');
  switch (name) {
    case 'node_cgroups_cgroups':
      return cgroupsOf(labels.get('subsys_name'), value);
    case 'node_uname_info':
    case 'kube_node_info':
      return [
        ...(kernel !== undefined && release.test(kernel) ? [kernelFact(kernel)] : []),
        ...saidIf('osImage', labels.get('os_image')),
        ...saidIf('kubeletVersion', labels.get('kubelet_version')),
        ...saidIf('containerRuntimeVersion', labels.get('container_runtime_version')),
      ];
    default: {
      const id = memory[name];
      return id === undefined ? [] : [said(id, Math.round(value))];
    }
  }
}
