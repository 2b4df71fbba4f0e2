/** The cluster that a node belongs to, and the one that its exporter's own series name; empty: none. */
export interface Sides {
  home: string;
  own: string;
}

/**
 * Of the label `home`, which rows of exporters have where the cluster label is on one side only: `<home>;` or `;<own>`, since
 * one of the two has no name (jsonnet/signals.libsonnet).
 */
export function sidesOf(home: string | undefined): Sides | undefined {
  const at = home?.indexOf(';') ?? -1;
  return home === undefined || at < 0 ? undefined : { home: home.slice(0, at), own: home.slice(at + 1) };
}

/**
 * Whether some exporter may belong to another cluster than its series name, by the names of those that exporters and nodes are
 * in: an exporter in one without nodes, and a node in one without exporters.
 */
export function mayBeElsewhere(ofExporters: readonly string[], ofNodes: readonly string[]): boolean {
  const [exporters, nodes] = [new Set(ofExporters), new Set(ofNodes)];
  return [...exporters].some((each) => !nodes.has(each)) && [...nodes].some((each) => !exporters.has(each));
}
