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
