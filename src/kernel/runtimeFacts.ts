import { type KernelVerdict } from './classifyKernel';
import { type KernelSource } from './kernelTable';
import { remembering } from './remembering';
import {
  type KmemSwitch,
  type SwitchReason,
  type VersionRow,
  builtWithoutKmem,
  containerdRows,
  dockerRows,
  kubeletRows,
} from './runtimeVersions';

export type { KmemSwitch, SwitchReason };

export interface SwitchFact {
  /** `kubelet`, or the runtime's name before `://`. */
  program: string;
  version?: string;
  kmem: KmemSwitch;
  why: SwitchReason;
  sources: KernelSource[];
}

export interface RuntimeFacts {
  kubelet: SwitchFact;
  runtime: SwitchFact;
}

/**
 * Reads what kube_node_info says of both programs that create memory cgroups.
 * @param kubeletVersion e.g. `v1.19.3`, `v1.18.4-tke.6`
 * @param containerRuntimeVersion e.g. `docker://18.9.1`, `containerd://1.4.5`, `cri-o://1.20.0`
 */
export function classifyRuntime(
  kubeletVersion: string | undefined,
  containerRuntimeVersion: string | undefined
): RuntimeFacts {
  return { kubelet: kubeletFact(kubeletVersion ?? ''), runtime: runtimeFact(containerRuntimeVersion ?? '') };
}

/**
 * Is accounting switched on by the programs on this node? `irrelevant` from kernel 4.5 on, where it is on by itself.
 * Before, one of the two is enough to leak: both must be clean.
 */
export function accountingByRuntime(
  kernel: Pick<KernelVerdict, 'accounting'>,
  { kubelet, runtime }: RuntimeFacts
): KmemSwitch | 'irrelevant' {
  if (kernel.accounting === 'kernel' || kernel.accounting === 'none') {
    return 'irrelevant';
  }
  const switches = [kubelet.kmem, runtime.kmem];
  const worstFirst: KmemSwitch[] = ['on', 'depends', 'unknown'];
  return worstFirst.find((kmem) => switches.includes(kmem)) ?? 'off';
}

const longestVersion = 128;

const kubeletFact = remembering((text) => byVersion('kubelet', text, kubeletRows), longestVersion);
const runtimeFact = remembering(factOfRuntime, longestVersion);

const runtimeForm = /^([a-z][a-z0-9-]{0,31}):\/\/(.*)$/i;

function factOfRuntime(text: string): SwitchFact {
  if (!text) {
    return { program: 'runtime', kmem: 'unknown', why: 'version-absent', sources: [] };
  }
  const form = runtimeForm.exec(text.slice(0, longestVersion));
  const program = form?.[1]?.toLowerCase() ?? 'runtime';
  const version = form?.[2];
  switch (program) {
    case 'docker':
      return byVersion(program, version, dockerRows);
    case 'containerd':
      return byVersion(program, version, containerdRows);
    case 'cri-o':
      return { program, version, kmem: 'depends', why: 'runtime-uses-host-runc', sources: [] };
    default:
      return { program, version, kmem: 'unknown', why: 'version-unreadable', sources: [] };
  }
}

function byVersion(program: string, text: string | undefined, rows: readonly VersionRow[]): SwitchFact {
  if (!text) {
    return { program, kmem: 'unknown', why: 'version-absent', sources: [] };
  }
  const version = parseVersion(text);
  const row = version && rows.find(({ before }) => !before || isBefore(version.numbers, before));
  if (!version || !row) {
    return { program, version: text.slice(0, longestVersion), kmem: 'unknown', why: 'version-unreadable', sources: [] };
  }
  if (version.withoutKmem) {
    return { program, version: text, ...builtWithoutKmem };
  }
  const { kmem, why, sources } = (version.vendorBuild && row.vendorBuild) || row;
  return { program, version: text, kmem, why, sources };
}

const versionForm = /^v?([0-9]{1,6})\.([0-9]{1,6})(?:\.([0-9]{1,6}))?([-+~.].*)?$/;

type Numbers = readonly [number, number, number];

interface Version {
  numbers: Numbers;
  /** Something follows the three numbers that is no pre-release of the project itself. */
  vendorBuild: boolean;
  /** Whoever built it has said so. */
  withoutKmem: boolean;
}

function parseVersion(text: string): Version | undefined {
  const form = text.length <= longestVersion ? versionForm.exec(text) : null;
  if (!form) {
    return undefined;
  }
  const rest = form[4] ?? '';
  return {
    numbers: [Number(form[1]), Number(form[2]), Number(form[3] ?? 0)],
    vendorBuild: rest !== '' && !/^-(?:alpha|beta|rc)\b/.test(rest),
    withoutKmem: rest.includes('nokmem'),
  };
}

function isBefore(version: Numbers, limit: Numbers): boolean {
  const at = version.findIndex((part, index) => part !== limit[index]);
  return at >= 0 && (version[at] ?? 0) < (limit[at] ?? 0);
}
