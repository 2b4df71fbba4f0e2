/** One series of an answer, as the data source labelled it; an instant answer has one value. Values may be NaN. */
export interface SeriesRow {
  labels: Readonly<Record<string, string>>;
  values: ReadonlyArray<readonly [timeSeconds: number, value: number]>;
}

export const queryIds = ['facts', 'memory', 'history', 'waiting', 'podNodes', 'events'] as const;
export type QueryId = (typeof queryIds)[number];

/** Asked before the overview's own questions: whether the recorded series can answer them. */
export type RecordedQueryId = 'recorded';

/** Questions of one node's page; those with names of the overview are the same ones, asked of this node only. */
export const nodeQueryIds = [
  'where',
  'facts',
  'memory',
  'history',
  'stuckPods',
  'podAges',
  'events',
  'failing',
  'slab',
  'cgroups',
  'creations',
  'available',
  'changes',
  'alerts',
  'caches',
] as const;
export type NodeQueryId = (typeof nodeQueryIds)[number];

/** Questions about the installation itself: counts by cluster. */
export const coverageQueryIds = ['present', 'lost', 'collectors', 'jobs', 'joins', 'duplicates', 'pipelines'] as const;
export type CoverageQueryId = (typeof coverageQueryIds)[number];

/** Questions of the plan page, besides those of the overview. */
export const planQueryIds = ['planFacts'] as const;
export type PlanQueryId = (typeof planQueryIds)[number];

/** What to ask the data source. `range` queries span `windowSeconds` before the moment asked about, in steps of `stepSeconds`. */
export type SignalQuery<Id extends string = QueryId> =
  | { id: Id; kind: 'instant'; expr: string }
  | { id: Id; kind: 'range'; expr: string; windowSeconds: number; stepSeconds: number };

export type Answers = Partial<Record<QueryId, readonly SeriesRow[]>>;
