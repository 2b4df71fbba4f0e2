import { type EventItem, type PastedEvidence } from '../../events';

/** One pasted text or file. */
export interface PastedSource {
  /** File name, or words for a text; also names the row of what does not say where it happened. */
  name: string;
  /** The cluster that the reader said it is from. */
  cluster?: string;
  /** The node that the reader said it is from, where the text names none. */
  node?: string;
  evidence: PastedEvidence;
}

/** Events that speak of this fault or of one that is taken for it. */
export function relevantEvents({ events }: PastedEvidence): EventItem[] {
  return events.filter(({ reading }) => reading.kind !== 'unrelated');
}

/** The nodes that a text speaks of. Full names come before short ones, so that these find them. */
export function namesIn(evidence: PastedEvidence): string[] {
  const others = [...evidence.pods, ...relevantEvents(evidence)].map(({ node }) => node);
  const named = [...new Set(others)].filter((name) => name !== undefined);
  named.sort((a, b) => Number(b.includes('.')) - Number(a.includes('.')) || (a < b ? -1 : 1));
  return [...new Set([...evidence.nodes.map(({ name }) => name), ...named])];
}

/** The same, and the hosts at whose prompts outputs were taken. */
export function machinesNamedIn(evidence: PastedEvidence): string[] {
  const hosts = evidence.facts.map(({ node }) => node).filter((host) => host !== undefined);
  return [...new Set([...namesIn(evidence), ...hosts])];
}
