import { type DataFrameJSON, dataFrameFromJSON, type DataFrame, type Field, FieldType } from '@grafana/data';
import { type SeriesRow } from '../signals/series';
import { isRecord } from './isRecord';
import { AnswerError } from './queryFailure';

export interface FrameReading {
  rows: SeriesRow[];
  /** What the data source said beside its answer: warnings, a partial response. */
  notices: string[];
}

/** The answer to one refId of POST /api/ds/query. Fields that are not numbers are left out; NaN and infinities stay. */
export function readFrames(body: unknown, refId: string): FrameReading {
  const result = isRecord(body) && isRecord(body.results) ? body.results[refId] : undefined;
  if (!isRecord(result)) {
    throw new AnswerError('The answer holds no result for the query.');
  }
  if (typeof result.error === 'string' && result.error !== '') {
    throw new AnswerError(result.error, typeof result.status === 'number' ? result.status : 500);
  }
  const reading: FrameReading = { rows: [], notices: [] };
  for (const frame of Array.isArray(result.frames) ? result.frames : []) {
    if (isFrameJson(frame)) {
      addFrame(reading, dataFrameFromJSON(frame));
    }
  }
  return reading;
}

function isFrameJson(value: unknown): value is DataFrameJSON {
  if (!isRecord(value) || !isRecord(value.schema) || !isRecord(value.data)) {
    return false;
  }
  const { fields } = value.schema;
  const { values } = value.data;
  return (
    Array.isArray(fields) &&
    Array.isArray(values) &&
    fields.length === values.length &&
    fields.every((field) => isRecord(field) && typeof field.name === 'string') &&
    values.every(Array.isArray)
  );
}

function addFrame(reading: FrameReading, frame: DataFrame): void {
  for (const notice of frame.meta?.notices ?? []) {
    if (!reading.notices.includes(notice.text)) {
      reading.notices.push(notice.text);
    }
  }
  const time = frame.fields.find((field) => field.type === FieldType.time);
  for (const field of time ? frame.fields : []) {
    if (time && field.type === FieldType.number) {
      reading.rows.push({ labels: field.labels ?? {}, values: samples(time, field) });
    }
  }
}

function samples(time: Field<unknown>, field: Field<unknown>): Array<[number, number]> {
  const pairs: Array<[number, number]> = [];
  field.values.forEach((value, index) => {
    const timeMs = time.values[index];
    if (typeof value === 'number' && typeof timeMs === 'number') {
      pairs.push([timeMs / 1000, value]);
    }
  });
  return pairs;
}
