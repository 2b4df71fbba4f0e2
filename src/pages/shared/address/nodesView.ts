import { type RawSpan } from '../../../data/timeSpan';
import { states, type State } from '../../../diagnosis/diagnosis';
import { type QueryChange } from './useUrlQuery';
import { columnIds, type ColumnId } from './columnIds';

export interface Sorting {
  column: ColumnId | 'urgency';
  isDescending: boolean;
}

/** What the reader chose to see. It lives in the URL, so that it can be pasted into an incident chat. */
export interface NodesView {
  sourceUid?: string;
  states: State[];
  cluster?: string;
  search: string;
  span: RawSpan;
  /** Interval such as `1m`; empty: only on demand. */
  refresh: string;
  sorting: Sorting;
  /** Of the table, from 1. */
  page: number;
}

export const byUrgency: Readonly<Sorting> = { column: 'urgency', isDescending: false };

/** @param span the range where the query names none */
export function parseView(query: string, span: RawSpan): NodesView {
  const params = new URLSearchParams(query);
  const chosen = (params.get('state') ?? '').split(',');
  const refresh = params.get('refresh') ?? '';
  return {
    sourceUid: params.get('ds') || undefined,
    states: states.filter((state) => chosen.includes(state)),
    // An empty name is a choice: the nodes without a cluster.
    cluster: params.get('cluster') ?? undefined,
    search: params.get('q') ?? '',
    span: { from: params.get('from') || span.from, to: params.get('to') || span.to },
    refresh: /^[1-9]\d{0,5}[smhd]$/.test(refresh) ? refresh : '',
    sorting: parseSorting(params.get('sort') ?? ''),
    page: parsePage(params.get('page') ?? ''),
  };
}

/** The URL names that a change of the view touches; what is at its default is left out of the URL. */
export function viewChange(change: Partial<NodesView>, span: RawSpan): QueryChange {
  const names: Record<string, string | undefined> = {};
  if ('sourceUid' in change) {
    names.ds = change.sourceUid;
  }
  if (change.states) {
    names.state = change.states.join(',');
  }
  if ('cluster' in change) {
    names.cluster = change.cluster;
  }
  if (change.search !== undefined) {
    names.q = change.search;
  }
  if (change.span) {
    const isDefault = change.span.from === span.from && change.span.to === span.to;
    names.from = isDefault ? undefined : change.span.from;
    names.to = isDefault ? undefined : change.span.to;
  }
  if (change.refresh !== undefined) {
    names.refresh = change.refresh;
  }
  if (change.sorting) {
    names.sort = sortingText(change.sorting);
  }
  if (change.page !== undefined || ['states', 'search', 'cluster', 'sorting'].some((name) => name in change)) {
    // Another list starts at its beginning.
    names.page = change.page !== undefined && change.page > 1 ? String(change.page) : undefined;
  }
  return names;
}

function parsePage(text: string): number {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

function sortingText({ column, isDescending }: Sorting): string | undefined {
  return column === 'urgency' ? undefined : `${isDescending ? '-' : ''}${column}`;
}

function parseSorting(text: string): Sorting {
  const isDescending = text.startsWith('-');
  const name = isDescending ? text.slice(1) : text;
  const column = columnIds.find((id) => id === name);
  return column ? { column, isDescending } : { ...byUrgency };
}
