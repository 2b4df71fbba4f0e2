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

export const defaultColumnIds: readonly ColumnId[] = columnIds.filter((id) => id !== 'kubelet' && id !== 'runtime');
export const narrowColumnIds: readonly ColumnId[] = ['state', 'node', 'why', 'forecast', 'slab', 'growth'];
