/** One series of an answer, as the data source labelled it; an instant answer has one value. Values may be NaN. */
export interface SeriesRow {
  labels: Readonly<Record<string, string>>;
  values: ReadonlyArray<readonly [timeSeconds: number, value: number]>;
}

export const queryIds = ['facts', 'memory', 'history', 'waiting', 'podNodes', 'events'] as const;
export type QueryId = (typeof queryIds)[number];

/** What to ask the data source. `range` queries span `windowSeconds` before the moment asked about, in steps of `stepSeconds`. */
export type SignalQuery =
  | { id: QueryId; kind: 'instant'; expr: string }
  | { id: QueryId; kind: 'range'; expr: string; windowSeconds: number; stepSeconds: number };

export type Answers = Partial<Record<QueryId, readonly SeriesRow[]>>;
