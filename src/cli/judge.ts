import { type Diagnosis, diagnose, type NodeEvidence } from '../diagnosis';
import { nodeId } from '../signals/evidence/collect';
import { joinPasted } from '../signals/evidence/pasted';
import { machinesNamedIn, type PastedSource } from '../signals/evidence/pastedSource';
import { type FileEvidence } from './parseInputs';
import { type NamedPod } from './podOwners';

/** A machine that the texts speak of, and what it was found to be. */
export interface Judged {
  evidence: NodeEvidence;
  diagnosis: Diagnosis;
  /** The texts do not say which node it is: the evidence is named by the pod or the file it comes from. */
  isNodeKnown: boolean;
  /** Pods that the texts name on it. */
  pods: NamedPod[];
}

/** What the reader adds to the texts. */
export interface Added {
  kernel?: string;
  node?: string;
}

/**
 * Joins and judges the texts as the page does what is pasted there. Files are taken for parts of one report: where all of
 * them together name one machine, or none, it is the same one. Never empty.
 */
export function judge(files: readonly FileEvidence[], added: Added, atSeconds: number): Judged[] {
  const named = [...new Set(files.flatMap(({ evidence }) => machinesNamedIn(evidence)))];
  const node = added.node ?? (files.length > 1 && named.length === 1 ? named[0] : undefined);
  const title = files.map(({ file }) => file).join(', ');
  const sources = files.map(({ evidence }): PastedSource => ({ name: title, node, evidence }));
  const { nodes, withoutNode } = joinPasted([], sources, atSeconds);
  const seen = nodes.map((evidence) => ({ evidence, isNodeKnown: !withoutNode.has(nodeId(evidence.key)) }));
  const all = seen.length > 0 ? seen : [nothingSeen(title, node, atSeconds)];
  return all.map(({ evidence, isNodeKnown }) => {
    const whole = { ...evidence, kernelRelease: evidence.kernelRelease ?? added.kernel };
    const placed = files.flatMap((file) => file.evidence.pods.filter((each) => each.node === evidence.key.node));
    return { evidence: whole, diagnosis: diagnose(whole), isNodeKnown, pods: [...placed, ...evidence.events] };
  });
}

function nothingSeen(title: string, node: string | undefined, atSeconds: number): Omit<Judged, 'diagnosis' | 'pods'> {
  return {
    evidence: { key: { node: node ?? title }, atSeconds, slabHistory: [], stuckPods: [], events: [] },
    isNodeKnown: node !== undefined,
  };
}
