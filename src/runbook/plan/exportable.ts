import { type MaintenancePlan, type Wave } from './makePlan';
import { type PlanNode } from './planNode';
import { type Unattended, unattendedFor } from './unattended';

/** A text to save. */
export interface PlanFile {
  name: string;
  text: string;
}

/** A node that can be named to a program, with what is done to it. */
export interface ExportedNode extends PlanNode {
  script: Unattended;
}

export interface ExportedWave extends Wave {
  nodes: readonly ExportedNode[];
  /** `01`, so that names sort as the waves run. */
  digits: string;
}

export interface ExportedPlan {
  waves: readonly ExportedWave[];
  /** In the order in which the waves come to them. */
  clusters: ReadonlyArray<string | undefined>;
  /** What is done to the nodes, each once. */
  scripts: readonly Unattended[];
  refused: readonly PlanNode[];
  /** No program can do it: the node is replaced, or its system is not known. */
  byHand: readonly PlanNode[];
}

/** What Kubernetes accepts as the name of a node. */
export function isKubernetesName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

/**
 * The plan for programs. A name that no Kubernetes node can have came from somewhere else, and another program may read
 * more into it than a name: such a node is left out and named.
 */
export function exportedPlan({ waves, settings }: Pick<MaintenancePlan, 'waves' | 'settings'>): ExportedPlan {
  const width = Math.max(2, String(waves.length).length);
  const isNamed = ({ evidence }: PlanNode) => isKubernetesName(evidence.key.node);
  const byHand: PlanNode[] = [];
  const scripts = new Map<string, Unattended>();
  const withScript = (node: PlanNode): ExportedNode[] => {
    const script = unattendedFor(node, settings.fix);
    if (!script) {
      byHand.push(node);
      return [];
    }
    scripts.set(script.id, script);
    return [{ ...node, script }];
  };
  const exported = waves
    .map((wave) => ({
      ...wave,
      nodes: wave.nodes.filter(isNamed).flatMap(withScript),
      digits: String(wave.number).padStart(width, '0'),
    }))
    .filter(({ nodes }) => nodes.length > 0);
  return {
    waves: exported,
    clusters: [...new Set(exported.map(({ cluster }) => cluster))],
    scripts: [...scripts.values()],
    refused: waves.flatMap(({ nodes }) => nodes.filter((node) => !isNamed(node))),
    byHand,
  };
}

/** Marks a cordon as the plan's own: whoever goes on with a plan takes away no other. */
export const cordonMark = 'memcg-kmem-plan/cordoned';

/** The release as a word for programs. It comes from a label and may hold anything: what no kernel is called counts as unknown. */
export function plainKernel(release: string | undefined): string | undefined {
  return release !== undefined && /^[A-Za-z0-9][A-Za-z0-9._+~-]{0,127}$/.test(release) ? release : undefined;
}

/** An id as part of a variable's name. */
export function variableOf(id: string): string {
  return id.replace(/[^a-z0-9]/g, '_');
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
export function leftOutComment({ refused, byHand }: Pick<ExportedPlan, 'refused' | 'byHand'>): string[] {
  return [
    ...leftOut('Left out, because no Kubernetes node can have such a name:', refused),
    ...leftOut('Left out, because the node is replaced, or its system is not known; its runbook says how:', byHand),
  ];
}

export function leftOut(why: string, nodes: readonly PlanNode[]): string[] {
  return nodes.length === 0
    ? []
    : [why, ...nodes.map(({ evidence: { key } }) => `  ${inComment(key.node)}, ${clusterComment(key.cluster)}`)];
}
