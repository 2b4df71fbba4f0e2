import { type LogEntry } from '../events';
import { isRecord } from '../json/isRecord';
import { type SeriesRow } from '../signals/series';
import { AnswerError } from './answerError';

/** One frame of an answer: its fields, and their columns in the same order. */
interface Frame {
  fields: readonly unknown[];
  columns: readonly unknown[];
  /** Numbers that JSON has no word for, by field. */
  entities: readonly unknown[];
}

/**
 * The answer to one refId of POST /api/ds/query as series. Fields that are not numbers are left out; NaN and infinities stay.
 * Frames are decoded here: a large fleet answers in tens of thousands of them, and building DataFrames for all would take
 * most of a second. `notices` is what the data source said beside its answer: warnings, a partial response.
 */
export function parseSeriesFrames(body: unknown, refId: string): { rows: SeriesRow[]; notices: string[] } {
  const { frames, notices } = parseFrames(body, refId);
  const rows: SeriesRow[] = [];
  frames.forEach((frame) => addRows(rows, frame));
  return { rows, notices };
}

/**
 * The same as lines of a log, as Grafana's Loki data source answers them: columns `labels`, `Time`, `Line`, or, where its data
 * plane is switched on, `attributes` (or `labels`), `timestamp`, `body`. Stream labels and structured metadata stand together
 * in the labels column.
 */
export function parseLogFrames(body: unknown, refId: string): { entries: LogEntry[]; notices: string[] } {
  const { frames, notices } = parseFrames(body, refId);
  const entries: LogEntry[] = [];
  frames.forEach((frame) => addEntries(entries, frame));
  return { entries, notices };
}

/** Throws an AnswerError where the data source answers with an error, or not to this question. */
function parseFrames(body: unknown, refId: string): { frames: Frame[]; notices: string[] } {
  const result = isRecord(body) && isRecord(body.results) ? body.results[refId] : undefined;
  if (!isRecord(result)) {
    throw new AnswerError('The answer holds no result for the query.');
  }
  if (typeof result.error === 'string' && result.error !== '') {
    throw new AnswerError(result.error, typeof result.status === 'number' ? result.status : 500);
  }
  const frames: Frame[] = [];
  const notices: string[] = [];
  for (const frame of listOf(result.frames)) {
    if (isRecord(frame) && isRecord(frame.schema)) {
      const { values, entities } = isRecord(frame.data) ? frame.data : {};
      frames.push({ fields: listOf(frame.schema.fields), columns: listOf(values), entities: listOf(entities) });
      addNotices(notices, frame.schema.meta);
    }
  }
  return { frames, notices };
}

function addNotices(notices: string[], meta: unknown): void {
  for (const notice of isRecord(meta) ? listOf(meta.notices) : []) {
    if (isRecord(notice) && typeof notice.text === 'string' && !notices.includes(notice.text)) {
      notices.push(notice.text);
    }
  }
}

function addRows(rows: SeriesRow[], { fields, columns, entities }: Frame): void {
  const times = listOf(columns[fields.findIndex((field) => isRecord(field) && field.type === 'time')]);
  fields.forEach((field, index) => {
    if (isRecord(field) && field.type === 'number' && times.length > 0) {
      rows.push({ labels: labelsOf(field.labels), values: samples(times, listOf(columns[index]), entities[index]) });
    }
  });
}

/** JSON has no NaN and no infinities: they stand as null in the values, and their places in `entities`. */
const entityValues = { NaN: NaN, Inf: Infinity, NegInf: -Infinity } as const;

function samples(times: readonly unknown[], values: readonly unknown[], entities: unknown): Array<[number, number]> {
  const special = new Map<unknown, number>();
  for (const [name, value] of isRecord(entities) ? Object.entries(entityValues) : []) {
    listOf(isRecord(entities) ? entities[name] : undefined).forEach((place) => special.set(place, value));
  }
  const pairs: Array<[number, number]> = [];
  for (let index = 0; index < times.length; index += 1) {
    const timeMs = times[index];
    const value = special.get(index) ?? values[index];
    if (typeof timeMs === 'number' && typeof value === 'number') {
      pairs.push([timeMs / 1000, value]);
    }
  }
  return pairs;
}

function labelsOf(labels: unknown): Readonly<Record<string, string>> {
  return isLabels(labels) ? labels : {};
}

function isLabels(labels: unknown): labels is Record<string, string> {
  return isRecord(labels) && Object.values(labels).every((value) => typeof value === 'string');
}

function addEntries(entries: LogEntry[], { fields, columns }: Frame): void {
  const column = (...names: string[]) => {
    const index = fields.findIndex((field) => isRecord(field) && names.some((name) => name === field.name));
    return index < 0 ? undefined : listOf(columns[index]);
  };
  const lines = column('Line', 'body');
  const times = column('Time', 'timestamp');
  const labels = column('labels', 'attributes');
  lines?.forEach((line, index) => {
    const timeMs = times?.[index];
    if (typeof line === 'string' && typeof timeMs === 'number') {
      entries.push({ timeSeconds: timeMs / 1000, line, labels: textsOf(labels?.[index]) });
    }
  });
}

function textsOf(labels: unknown): Record<string, string> {
  const entries = isRecord(labels) ? Object.entries(labels) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
