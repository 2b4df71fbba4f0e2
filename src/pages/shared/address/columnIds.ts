export const columnIds = [
  'state',
  'node',
  'why',
  'forecast',
  'slab',
  'growth',
  'cgroups',
  'creations',
  'stuckPods',
  'kernel',
  'accounting',
  'uptime',
  'kubelet',
  'runtime',
] as const;
export type ColumnId = (typeof columnIds)[number];

/** These cannot be hidden: without them a row says nothing. */
export const fixedColumnIds: readonly ColumnId[] = ['state', 'node', 'why'];

/** What fits beside Grafana's docked menu, with the way to the runbook behind them; the rest is in a row's details. */
export const defaultColumnIds: readonly ColumnId[] = ['state', 'node', 'why', 'forecast'];

/** The room each needs to break its words where words break, px; the reasons take what is left of the row, this at least. */
export const columnWidthsPx: Readonly<Record<ColumnId, number>> = {
  state: 120,
  node: 224,
  why: 280,
  forecast: 144,
  slab: 184,
  growth: 104,
  cgroups: 120,
  creations: 136,
  stuckPods: 72,
  kernel: 232,
  accounting: 112,
  uptime: 88,
  kubelet: 120,
  runtime: 160,
};
