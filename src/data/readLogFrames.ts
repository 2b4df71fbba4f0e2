import { type LogEntry } from '../events';
import { AnswerError } from './answerError';
import { isRecord } from '../json/isRecord';

export interface LogFrameReading {
  entries: LogEntry[];
  notices: string[];
}

/**
 * The lines of one refId of POST /api/ds/query, as Grafana's Loki data source answers them: columns `labels`, `Time`, `Line`,
 * or, where its data plane is switched on, `attributes` (or `labels`), `timestamp`, `body`. Stream labels and structured
 * metadata stand together in the labels column.
 */
export function readLogFrames(body: unknown, refId: string): LogFrameReading {
  const result = isRecord(body) && isRecord(body.results) ? body.results[refId] : undefined;
  if (!isRecord(result)) {
    throw new AnswerError('The answer holds no result for the query.');
  }
  if (typeof result.error === 'string' && result.error !== '') {
    throw new AnswerError(result.error, typeof result.status === 'number' ? result.status : 500);
  }
  const reading: LogFrameReading = { entries: [], notices: [] };
  for (const frame of listOf(result.frames)) {
    if (isRecord(frame) && isRecord(frame.schema)) {
      addNotices(reading.notices, frame.schema.meta);
      addEntries(reading.entries, listOf(frame.schema.fields), isRecord(frame.data) ? listOf(frame.data.values) : []);
    }
  }
  return reading;
}

function addEntries(entries: LogEntry[], fields: readonly unknown[], columns: readonly unknown[]): void {
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

function addNotices(notices: string[], meta: unknown): void {
  for (const notice of isRecord(meta) ? listOf(meta.notices) : []) {
    if (isRecord(notice) && typeof notice.text === 'string' && !notices.includes(notice.text)) {
      notices.push(notice.text);
    }
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
