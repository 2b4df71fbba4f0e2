import leftOutNodes from '../../knowledge/leftOutNodes.json';
import { type NodeEvidence } from '../../diagnosis';

export const leftOutKinds = ['windows', 'fargate', 'virtual'] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];
/** How many nodes of each kind are left out; kinds without any are absent. */
export type LeftOutCounts = Partial<Record<LeftOutKind, number>>;

/** Which kind of node this is that the fault cannot befall; the rules leave the same ones out. */
export function leftOutKindOf({ key, osImage, kubeletVersion }: NodeEvidence): LeftOutKind | undefined {
  const labels: Readonly<Record<string, string | undefined>> = {
    node: key.node,
    os_image: osImage,
    kubelet_version: kubeletVersion,
  };
  const kind = matchers().find(({ label, pattern }) => pattern.test(labels[label] ?? ''))?.kind;
  return leftOutKinds.find((each) => each === kind);
}

/** Takes such nodes out of a list and counts them. */
export function withoutLeftOut<T extends { evidence: NodeEvidence }>(
  nodes: readonly T[]
): { nodes: T[]; leftOut: LeftOutCounts } {
  const leftOut: LeftOutCounts = {};
  const kept = nodes.filter(({ evidence }) => {
    const kind = leftOutKindOf(evidence);
    if (kind !== undefined) {
      leftOut[kind] = (leftOut[kind] ?? 0) + 1;
    }
    return kind === undefined;
  });
  return { nodes: kept, leftOut };
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
