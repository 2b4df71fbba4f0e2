import { type FleetNode } from '../../../signals/evidence/fleetNode';
import { noNodes, type RestOfFleet, type StateCounts } from '../../../signals/evidence/restOfFleet';
import { causes, reasonKeys, type State, states } from '../../../diagnosis/diagnosis';
import { type Words } from '../../../locales/TextProvider';
import { type TextKey } from '../../../locales/catalogue';
import { type NodesView } from '../address/nodesView';

export function inCluster(nodes: readonly FleetNode[], cluster: string | undefined): readonly FleetNode[] {
  const meant = tellingCluster(nodes, cluster);
  return meant === undefined ? nodes : nodes.filter(({ evidence }) => (evidence.key.cluster ?? '') === meant);
}

/** The cluster that was asked for, unless it tells no nodes apart: no series has the label, or a link left the name empty. */
export function tellingCluster(nodes: readonly FleetNode[], cluster: string | undefined): string | undefined {
  const has = (isIt: (of: string) => boolean) => nodes.some(({ evidence }) => isIt(evidence.key.cluster ?? ''));
  return cluster === '' ? (has((of) => of === '') ? '' : undefined) : has((of) => of !== '') ? cluster : undefined;
}

/** Nodes by state; a pod or a text whose node is not known is none. */
export function countStates(nodes: readonly FleetNode[]): StateCounts {
  const counts = noNodes();
  for (const { diagnosis, isWithoutNode } of nodes) {
    counts[diagnosis.state] += isWithoutNode ? 0 : 1;
  }
  return counts;
}

export function clustersOf(nodes: readonly FleetNode[], rest?: RestOfFleet): string[] {
  return [...new Set([...nodes.map(({ evidence }) => evidence.key.cluster ?? ''), ...(rest?.keys() ?? [])])].sort();
}

export type NodeFilter = (nodes: readonly FleetNode[], view: Pick<NodesView, 'states' | 'search'>) => FleetNode[];

/** Made once per language and fleet: what a node can be found by is put together on the first search only. */
export function createNodeFilter(words: Words): NodeFilter {
  const ownText = createOwnText();
  const keysWith = createWordSearch(words);
  return (nodes, { states: chosen, search }) => {
    const terms = search
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((term) => ({ term, keys: keysWith(term) }));
    const isChosen =
      chosen.length === 0 || chosen.length === states.length ? () => true : (state: State) => chosen.includes(state);
    return nodes.filter(
      (node) =>
        isChosen(node.diagnosis.state) &&
        terms.every(({ term, keys }) => ownText(node).includes(term) || isWordedWith(node, keys))
    );
  };
}

/** What a node says of itself. */
function createOwnText(): (node: FleetNode) => string {
  const byNode = new WeakMap<FleetNode, string>();
  return (node) => {
    const known = byNode.get(node);
    if (known !== undefined) {
      return known;
    }
    const { key, kernelRelease, osImage } = node.evidence;
    const details = node.diagnosis.reasons.map(({ detail }) => detail);
    const found = [key.node, key.cluster, kernelRelease, osImage, ...details].filter(Boolean).join('\n').toLowerCase();
    byNode.set(node, found);
    return found;
  };
}

function isWordedWith({ diagnosis }: FleetNode, keys: ReadonlySet<TextKey>): boolean {
  return (
    keys.size > 0 &&
    (keys.has(`state.${diagnosis.state}`) ||
      keys.has(`cause.${diagnosis.cause}`) ||
      diagnosis.reasons.some(({ key }) => keys.has(`reason.${key}`)))
  );
}

/** Which of the words that many nodes share hold a term: they are looked through once, not once for each node. */
function createWordSearch({ text }: Words): (term: string) => ReadonlySet<TextKey> {
  const keys: TextKey[] = [
    ...states.map((state): TextKey => `state.${state}`),
    ...causes.map((cause): TextKey => `cause.${cause}`),
    ...reasonKeys.map((key): TextKey => `reason.${key}`),
  ];
  const worded = new Map<TextKey, string>();
  const wordsOf = (key: TextKey) => {
    const known = worded.get(key) ?? text(key, { value: '', threshold: '', release: '' }).toLowerCase();
    worded.set(key, known);
    return known;
  };
  return (term) => new Set(keys.filter((key) => wordsOf(key).includes(term)));
}
