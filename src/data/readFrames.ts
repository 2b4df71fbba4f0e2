import { type SeriesRow } from '../signals/series';
import { AnswerError } from './answerError';
import { isRecord } from '../json/isRecord';

export interface FrameReading {
  rows: SeriesRow[];
  /** What the data source said beside its answer: warnings, a partial response. */
  notices: string[];
}

/**
 * The answer to one refId of POST /api/ds/query. Fields that are not numbers are left out; NaN and infinities stay.
 * Decodes the frames itself: a large fleet answers in tens of thousands of them, and building DataFrames for all would
 * take most of a second.
 */
export function readFrames(body: unknown, refId: string): FrameReading {
  const result = isRecord(body) && isRecord(body.results) ? body.results[refId] : undefined;
  if (!isRecord(result)) {
    throw new AnswerError('The answer holds no result for the query.');
  }
  if (typeof result.error === 'string' && result.error !== '') {
    throw new AnswerError(result.error, typeof result.status === 'number' ? result.status : 500);
  }
  const reading: FrameReading = { rows: [], notices: [] };
  for (const frame of listOf(result.frames)) {
    if (isRecord(frame) && isRecord(frame.schema)) {
      addNotices(reading.notices, frame.schema.meta);
      addRows(reading.rows, listOf(frame.schema.fields), isRecord(frame.data) ? frame.data : {});
    }
  }
  return reading;
}

function addNotices(notices: string[], meta: unknown): void {
  for (const notice of isRecord(meta) ? listOf(meta.notices) : []) {
    if (isRecord(notice) && typeof notice.text === 'string' && !notices.includes(notice.text)) {
      notices.push(notice.text);
    }
  }
}

function addRows(rows: SeriesRow[], fields: readonly unknown[], data: Readonly<Record<string, unknown>>): void {
  const columns = listOf(data.values);
  const entities = listOf(data.entities);
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

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
