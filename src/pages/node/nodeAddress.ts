import { type NodeName } from '../../signals/questions/nodeQuestions';

/** The node that an address names: in its path, or, for names a path does not carry, in its query. */
export function nodeNameOf(inPath: string | undefined, search: string): NodeName | undefined {
  const query = new URLSearchParams(search);
  const node = inPath ?? query.get('node') ?? '';
  const cluster = query.get('cluster');
  return node === '' ? undefined : { node, cluster: cluster || undefined, isClusterKnown: cluster !== null };
}
