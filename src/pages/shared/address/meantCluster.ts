/** Where the node of a name is that an address asks for. */
export type MeantCluster =
  { kind: 'one'; cluster: string } | { kind: 'several'; clusters: readonly string[] } | { kind: 'none' };

/**
 * An alert may carry a cluster that its server adds to whatever it sends, and that no series has; or its link has none, and the
 * series do. So no name, and a name that nothing has, are not known rather than none.
 * @param asked the cluster that the address names, if any @param clusters those that have a node of the name; '' without a label
 */
export function meantCluster(asked: string | undefined, clusters: readonly string[]): MeantCluster {
  const [first] = clusters;
  if (first === undefined) {
    return { kind: 'none' };
  }
  if (asked !== undefined && clusters.includes(asked)) {
    return { kind: 'one', cluster: asked };
  }
  // In another cluster it is another node: one that was asked for by name is not taken for it.
  const isIt = clusters.length === 1 && (!asked || first === '');
  return isIt ? { kind: 'one', cluster: first } : { kind: 'several', clusters };
}
