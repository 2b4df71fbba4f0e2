import { type fleetQuestionIds, type SeriesRow } from '../signals/series';

/** Node facts as the overview's queries answer them, for one node. */
export interface NodeFacts {
  node: string;
  cluster?: string;
  kernel?: string;
  kubelet?: string;
  osImage?: string;
  signals?: Readonly<Record<string, number>>;
  /** Refused memory cgroups reported by events. */
  refused?: number;
}

export const el7Kernel = '3.10.0-1160.83.1.el7.x86_64';
export const fixedKernel = '5.14.0-427.13.1.el9_4.x86_64';
export const refusedMessage =
  'unable to ensure pod container exists: failed to create container for [kubepods besteffort pod1] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1: cannot allocate memory';

export const ampleMemory = { memoryTotalBytes: 100e9, memoryAvailableBytes: 91e9 } as const;
export const leakingSignals = {
  ...ampleMemory,
  slabUnreclaimableBytes: 2e9,
  slabSteadyGrowthBytesPerDay: 200e6,
} as const;
export const quietSignals = { ...ampleMemory, slabUnreclaimableBytes: 3e8, slabSteadyGrowthBytesPerDay: 0 } as const;

const atSeconds = 1_795_000_000;

export function answersOf(nodes: readonly NodeFacts[]): Record<(typeof fleetQuestionIds)[number], SeriesRow[]> {
  return {
    facts: nodes.map((each) =>
      row(
        {
          ...key(each),
          signal: 'kernel',
          kernel_version: each.kernel ?? el7Kernel,
          kubelet_version: each.kubelet ?? 'v1.18.20',
          os_image: each.osImage ?? 'CentOS Linux 7 (Core)',
        },
        1
      )
    ),
    memory: nodes.flatMap((each) =>
      Object.entries(each.signals ?? {}).map(([signal, value]) => row({ ...key(each), signal }, value))
    ),
    homes: [],
    slabGrowth: [],
    cgroupGrowth: [],
    history: [],
    waiting: [],
    podNodes: [],
    besides: [],
    events: nodes.flatMap((each) =>
      each.refused === undefined
        ? []
        : [row({ ...key(each), reason: 'FailedCreatePodContainer', message: refusedMessage }, each.refused)]
    ),
  };
}

export function row(labels: Readonly<Record<string, string>>, value: number): SeriesRow {
  return { labels, values: [[atSeconds, value]] };
}

function key({ node, cluster }: NodeFacts): Record<string, string> {
  return cluster === undefined ? { node } : { cluster, node };
}
