import leftOutNodes from '../../knowledge/leftOutNodes.json';
import { type NodeEvidence } from '../../diagnosis';

export const leftOutKinds = ['windows', 'fargate', 'virtual'] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];
/** How many nodes of each kind are left out; kinds without any are absent. */
export type LeftOutCounts = Partial<Record<LeftOutKind, number>>;

/** Which kind of node this is that the fault cannot affect; the rules leave the same ones out. */
export function leftOutKindOf({
  key,
  osImage,
  kubeletVersion,
}: Pick<NodeEvidence, 'key' | 'osImage' | 'kubeletVersion'>): LeftOutKind | undefined {
  const labels: Readonly<Record<string, string | undefined>> = {
    node: key.node,
    os_image: osImage,
    kubelet_version: kubeletVersion,
  };
  const kind = matchers().find(({ label, pattern }) => pattern.test(labels[label] ?? ''))?.kind;
  return leftOutKinds.find((each) => each === kind);
}

/** Takes such nodes out of a list. */
export function withoutLeftOut<T extends { evidence: NodeEvidence }>(all: readonly T[]): { nodes: T[]; leftOut: T[] } {
  const leftOut = all.filter(({ evidence }) => leftOutKindOf(evidence) !== undefined);
  const without = new Set(leftOut);
  return { nodes: all.filter((node) => !without.has(node)), leftOut };
}

export function countLeftOut(nodes: ReadonlyArray<{ evidence: NodeEvidence }>): LeftOutCounts {
  const counts: LeftOutCounts = {};
  for (const { evidence } of nodes) {
    const kind = leftOutKindOf(evidence);
    if (kind !== undefined) {
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }
  return counts;
}

let compiled: Array<{ kind: string; label: string; pattern: RegExp }> | undefined;

/** Compiled at the first question: nothing runs while the plugin loads. */
function matchers() {
  compiled ??= leftOutNodes.map(({ kind, label, pattern }) => ({
    kind,
    label,
    pattern: new RegExp(`^(?:${pattern})$`),
  }));
  return compiled;
}
