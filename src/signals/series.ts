/** One series of an answer, as the data source labelled it; an instant answer has one value. Values may be NaN. */
export interface SeriesRow {
  labels: Readonly<Record<string, string>>;
  values: ReadonlyArray<readonly [timeSeconds: number, value: number]>;
}

/** Questions of the overview, in the order in which the page speaks of them. */
export const fleetQuestionIds = [
  'facts',
  'memory',
  'homes',
  'slabGrowth',
  'cgroupGrowth',
  'history',
  'waiting',
  'podNodes',
  'events',
  'besides',
] as const;
/** `recorded` and `unrecorded` come before them: whether the recorded series can answer, and for whom not; `states` counts the nodes whose evidence is not asked for. */
export type FleetQuestionId = (typeof fleetQuestionIds)[number] | 'recorded' | 'unrecorded' | 'states';

/** Questions of one node's page; those with names of the overview are the same ones, asked of this node only. */
export const nodeQuestionIds = [
  'where',
  'homes',
  'facts',
  'memory',
  'slabGrowth',
  'cgroupGrowth',
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
  'feeders',
  'costs',
] as const;
export type NodeQuestionId = (typeof nodeQuestionIds)[number];

/** Questions about the installation itself: counts by cluster. */
export const coverageQuestionIds = [
  'present',
  'lost',
  'collectors',
  'jobs',
  'joins',
  'duplicates',
  'pipelines',
] as const;
export type CoverageQuestionId = (typeof coverageQuestionIds)[number];

/** Questions of the plan page, besides those of the overview. */
export type PlanQuestionId = 'planFacts';
export type RulesQuestionId = 'rules';
/** To try what the settings say of a Loki. */
export type LogQuestionId = 'events' | 'anyLine';

export type QuestionId =
  FleetQuestionId | NodeQuestionId | CoverageQuestionId | PlanQuestionId | RulesQuestionId | LogQuestionId;

/** Questions that evidence is collected from. */
export type EvidenceId = (typeof fleetQuestionIds)[number];

/** PromQL to send. `range` queries span `windowSeconds` before the moment asked about, in steps of `stepSeconds`. */
export type SignalQuery<Id extends string = EvidenceId> = Expression &
  ({ id: Id; kind: 'instant' } | { id: Id; kind: 'range'; windowSeconds: number; stepSeconds: number });

interface Expression {
  expr: string;
  /** The same in shorter pieces, for where it is longer than `maxBytes`, or than an address may be (`questions/parts.ts`). */
  parts?: ReadonlyArray<string | readonly string[]>;
  maxBytes?: number;
}

/** What the evidence of nodes is collected from, by question. */
export type EvidenceRows = Partial<Record<EvidenceId, readonly SeriesRow[]>>;
