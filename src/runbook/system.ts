import { type NodeEvidence } from '../diagnosis';
import { classifyKernel } from '../kernel';

/** How the kernel's command line is changed for good. */
export const bootLoaders = ['grubby', 'bls', 'update-grub', 'suse', 'image'] as const;
export type BootLoader = (typeof bootLoaders)[number];

/** Where another kernel comes from. */
export const kernelSources = ['el7', 'dnf', 'amazon2', 'debian', 'ubuntu', 'suse', 'image'] as const;
export type KernelSource = (typeof kernelSources)[number];

const ofDistribution = {
  el7: { bootLoader: 'grubby', kernelSource: 'el7' },
  el8: { bootLoader: 'bls', kernelSource: 'dnf' },
  /** EL 9 and later. */
  el9: { bootLoader: 'bls', kernelSource: 'dnf' },
  amazon2: { bootLoader: 'grubby', kernelSource: 'amazon2' },
  amazon2023: { bootLoader: 'bls', kernelSource: 'dnf' },
  alibaba2: { bootLoader: 'grubby', kernelSource: 'el7' },
  alibaba3: { bootLoader: 'bls', kernelSource: 'dnf' },
  debian: { bootLoader: 'update-grub', kernelSource: 'debian' },
  ubuntu: { bootLoader: 'update-grub', kernelSource: 'ubuntu' },
  suse: { bootLoader: 'suse', kernelSource: 'suse' },
} as const satisfies Record<string, { bootLoader: BootLoader; kernelSource: KernelSource }>;
export type Distribution = keyof typeof ofDistribution;

const distributions = Object.keys(ofDistribution) as Distribution[];

export function distributionsOf(source: KernelSource): Distribution[] {
  return distributions.filter((each) => ofDistribution[each].kernelSource === source);
}

/** Nodes made from an image that a cloud or a tool manages: what is changed by hand is gone with the next node. */
export const nodeImages = [
  'eks',
  'gke',
  'aks',
  'bottlerocket',
  'flatcar',
  'talos',
  'openshift',
  'fedora-coreos',
  'other',
] as const;
export type NodeImage = (typeof nodeImages)[number];

export interface SystemFacts extends Pick<
  NodeEvidence,
  'osImage' | 'kernelRelease' | 'kubeletVersion' | 'containerRuntimeVersion'
> {
  nodeName?: string;
}

/** The fact that told, as the node reports it. */
export interface SeenIn {
  fact: 'osImage' | 'kernelRelease' | 'kubeletVersion' | 'nodeName';
  /** Hostile until rendered as text. */
  value: string;
}

export type System =
  | { kind: 'distribution'; distribution: Distribution; seenIn: SeenIn }
  | { kind: 'image'; image: NodeImage; seenIn: SeenIn }
  | { kind: 'unknown' };

export function systemFactsOf(evidence: NodeEvidence): SystemFacts {
  return { ...evidence, nodeName: evidence.key.node };
}

/** Which distribution and which kind of boot loader a node has. What is not recognised is unknown, never guessed. */
export function systemOf(facts: SystemFacts): System {
  return imageOf(facts) ?? distributionOf(facts) ?? { kind: 'unknown' };
}

export function bootLoaderOf(system: System): BootLoader | undefined {
  switch (system.kind) {
    case 'distribution':
      return ofDistribution[system.distribution].bootLoader;
    case 'image':
      return 'image';
    case 'unknown':
      return undefined;
  }
}

export function kernelSourceOf(system: System): KernelSource | undefined {
  switch (system.kind) {
    case 'distribution':
      return ofDistribution[system.distribution].kernelSource;
    case 'image':
      return 'image';
    case 'unknown':
      return undefined;
  }
}

type ImageSign = readonly [SeenIn['fact'], RegExp, NodeImage];

const imageSigns: readonly ImageSign[] = [
  ['osImage', /^Bottlerocket OS\b/i, 'bottlerocket'],
  ['osImage', /^Talos\b/i, 'talos'],
  ['osImage', /^Container-Optimized OS\b/i, 'gke'],
  ['osImage', /^(?:Flatcar Container Linux|Container Linux by CoreOS)\b/i, 'flatcar'],
  ['osImage', /^Red Hat Enterprise Linux CoreOS\b/i, 'openshift'],
  ['osImage', /^Fedora (?:Linux )?CoreOS\b/i, 'fedora-coreos'],
  ['osImage', /^(?:Azure Linux|Microsoft Azure Linux|CBL-Mariner|Common Base Linux Mariner)\b/i, 'aks'],
  ['osImage', /^(?:openSUSE MicroOS|SUSE Linux Enterprise Micro|SL(?:E|ES)? Micro|k3OS|RancherOS|Kairos)\b/i, 'other'],
  ['kubeletVersion', /-eks-/i, 'eks'],
  ['kubeletVersion', /-gke\./i, 'gke'],
  // AKS builds the kubelet without a mark of its own; it names the node after pool and scale set.
  ['nodeName', /^aks-.{1,200}-vmss[0-9a-z]{6}$/i, 'aks'],
];

function imageOf(facts: SystemFacts): System | undefined {
  for (const [fact, pattern, image] of imageSigns) {
    const value = facts[fact];
    if (value !== undefined && pattern.test(value)) {
      return { kind: 'image', image, seenIn: { fact, value } };
    }
  }
  return undefined;
}

function distributionOf({ osImage, kernelRelease }: SystemFacts): System | undefined {
  const named = osImage === undefined ? undefined : namedIn(osImage);
  if (named && osImage !== undefined) {
    return { kind: 'distribution', distribution: named, seenIn: { fact: 'osImage', value: osImage } };
  }
  const built = kernelRelease === undefined ? undefined : builtFor(kernelRelease);
  return built && kernelRelease !== undefined
    ? { kind: 'distribution', distribution: built, seenIn: { fact: 'kernelRelease', value: kernelRelease } }
    : undefined;
}

const enterpriseLinux =
  /^(?:Red Hat Enterprise Linux(?: Server)?|CentOS(?: Linux| Stream)?|Rocky Linux|AlmaLinux|Oracle Linux(?: Server)?|Scientific Linux)(?: release)? ([0-9]{1,2})\b/i;

const names: ReadonlyArray<readonly [RegExp, Distribution]> = [
  [/^Amazon Linux 2(?![0-9])/i, 'amazon2'],
  [/^Amazon Linux 20[0-9]{2}\b/i, 'amazon2023'],
  [/^(?:Alibaba Cloud|Aliyun) Linux(?: \(Aliyun Linux\))? 2\b/i, 'alibaba2'],
  [/^(?:Alibaba Cloud|Aliyun) Linux(?: \(Aliyun Linux\))? [34]\b/i, 'alibaba3'],
  [/^Debian GNU\/Linux\b/i, 'debian'],
  [/^Ubuntu\b/i, 'ubuntu'],
  [/^(?:SUSE Linux Enterprise|SLES|openSUSE)\b/i, 'suse'],
];

function namedIn(osImage: string): Distribution | undefined {
  const major = enterpriseLinux.exec(osImage)?.[1];
  return major === undefined ? names.find(([pattern]) => pattern.test(osImage))?.[1] : ofMajor(Number(major));
}

function ofMajor(major: number): Distribution | undefined {
  if (major >= 9) {
    return 'el9';
  }
  return major === 8 ? 'el8' : major === 7 ? 'el7' : undefined;
}

/** Rows of the kernel table that only one distribution has; the longer prefix comes first. */
const kernelRows: ReadonlyArray<readonly [string, Distribution]> = [
  ['amazon-2023', 'amazon2023'],
  ['amazon-4', 'amazon2'],
  ['amazon-5', 'amazon2'],
  ['alibaba-2', 'alibaba2'],
  ['alibaba-3', 'alibaba3'],
  ['debian-', 'debian'],
  ['ubuntu-', 'ubuntu'],
  ['sles-', 'suse'],
];

function builtFor(kernelRelease: string): Distribution | undefined {
  const { rowId } = classifyKernel(kernelRelease);
  const row = kernelRows.find(([prefix]) => rowId?.startsWith(prefix));
  // UEK and ELRepo kernels name the Enterprise Linux that they are built for.
  const major = /[.]el([0-9]{1,2})/.exec(kernelRelease)?.[1];
  return row?.[1] ?? (major === undefined ? undefined : ofMajor(Number(major)));
}
