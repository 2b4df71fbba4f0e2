import { type FleetNode } from '../../data/readFleet';
import { type State, states } from '../../diagnosis/diagnosis';
import { type Words } from '../../locales/TextProvider';
import { type TextKey } from '../../locales/catalogue';
import { type NodesView } from './nodesView';

export type StateCounts = Record<State, number>;

export function inCluster(nodes: readonly FleetNode[], cluster: string | undefined): readonly FleetNode[] {
  return cluster === undefined ? nodes : nodes.filter(({ evidence }) => (evidence.key.cluster ?? '') === cluster);
}

export function countStates(nodes: readonly FleetNode[]): StateCounts {
  const counts: StateCounts = { failing: 0, leaking: 0, exposed: 0, protected: 0, clear: 0, unknown: 0 };
  for (const { diagnosis } of nodes) {
    counts[diagnosis.state] += 1;
  }
  return counts;
}

export function clustersOf(nodes: readonly FleetNode[]): string[] {
  return [...new Set(nodes.map(({ evidence }) => evidence.key.cluster ?? ''))].sort();
}

export type NodeFilter = (nodes: readonly FleetNode[], view: Pick<NodesView, 'states' | 'search'>) => FleetNode[];

/** Made once per language and fleet: what a node can be found by is put together on the first search only. */
export function createNodeFilter(words: Words): NodeFilter {
  const findable = createFindableText(words);
  return (nodes, { states: chosen, search }) => {
    const terms = search.toLowerCase().split(/\s+/).filter(Boolean);
    const isChosen =
      chosen.length === 0 || chosen.length === states.length ? () => true : (state: State) => chosen.includes(state);
    return nodes.filter(
      (node) => isChosen(node.diagnosis.state) && terms.every((term) => findable(node).includes(term))
    );
  };
}

function createFindableText({ text }: Words): (node: FleetNode) => string {
  const wordsByKey = new Map<TextKey, string>();
  const cached = (key: TextKey) => {
    const known = wordsByKey.get(key) ?? text(key, { value: '', threshold: '', release: '' });
    wordsByKey.set(key, known);
    return known;
  };
  const byNode = new WeakMap<FleetNode, string>();
  return (node) => {
    const known = byNode.get(node);
    if (known !== undefined) {
      return known;
    }
    const { evidence, diagnosis } = node;
    const parts = [
      evidence.key.node,
      evidence.key.cluster,
      evidence.kernelRelease,
      evidence.osImage,
      cached(`state.${diagnosis.state}`),
      cached(`cause.${diagnosis.cause}`),
      ...diagnosis.reasons.flatMap(({ key, detail }) => [cached(`reason.${key}`), detail]),
    ];
    const found = parts.filter(Boolean).join('\n').toLowerCase();
    byNode.set(node, found);
    return found;
  };
}
