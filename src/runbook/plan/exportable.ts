import { type MaintenancePlan, type Wave } from './makePlan';
import { type PlanNode } from './planNode';

/** A text to save. */
export interface PlanFile {
  name: string;
  text: string;
}

/** A wave whose nodes can all be named to a program. */
export interface NamedWave extends Wave {
  /** `01`, so that names sort as the waves run. */
  digits: string;
}

export interface ExportedPlan {
  waves: readonly NamedWave[];
  /** In the order in which the waves come to them. */
  clusters: ReadonlyArray<string | undefined>;
  refused: readonly PlanNode[];
}

/** What Kubernetes accepts as the name of a node. */
export function isKubernetesName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

/**
 * The plan for programs. A name that no Kubernetes node can have came from somewhere else, and another program may read
 * more into it than a name: such a node is left out and named.
 */
export function exportedPlan({ waves }: Pick<MaintenancePlan, 'waves'>): ExportedPlan {
  const width = Math.max(2, String(waves.length).length);
  const isNamed = ({ evidence }: PlanNode) => isKubernetesName(evidence.key.node);
  const named = waves
    .map((wave) => ({
      ...wave,
      nodes: wave.nodes.filter(isNamed),
      digits: String(wave.number).padStart(width, '0'),
    }))
    .filter(({ nodes }) => nodes.length > 0);
  return {
    waves: named,
    clusters: [...new Set(named.map(({ cluster }) => cluster))],
    refused: waves.flatMap(({ nodes }) => nodes.filter((node) => !isNamed(node))),
  };
}

/** Any text on one line of a comment: nothing in it ends the line, or turns what follows around. */
export function inComment(hostile: string): string {
  return JSON.stringify(hostile.slice(0, 200)).replace(
    /[^\P{C}]|[\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  );
}

export function clusterComment(cluster: string | undefined): string {
  return cluster === undefined ? 'without a cluster label' : `cluster ${inComment(cluster)}`;
}

/** Comment lines, without their marks, about what is not in the file. */
export function refusedComment({ refused }: Pick<ExportedPlan, 'refused'>): string[] {
  return refused.length === 0
    ? []
    : [
        'Left out, because no Kubernetes node can have such a name:',
        ...refused.map(({ evidence: { key } }) => `  ${inComment(key.node)}, ${clusterComment(key.cluster)}`),
      ];
}
