import { isRecord } from '../json/isRecord';
import { type SeriesRow } from '../signals/series';
import { AnswerError } from './answerError';

export interface Series {
  rows: SeriesRow[];
  /** What the server said beside its answer: warnings, infos, a partial response. */
  notices: string[];
}

/** So many rows are read before the page gets its turn again: some milliseconds. */
const rowsAtOnce = 2_000;

/**
 * What Prometheus' query API answers (https://prometheus.io/docs/prometheus/latest/querying/api/) as series; NaN and infinities
 * stay, samples that are no numbers are left out. Throws an AnswerError with the API's words where it answers with an error, and
 * one without a status where this is no answer of the API.
 */
export async function parseSeries(body: unknown): Promise<Series> {
  const failure = apiFailure(body);
  if (failure !== undefined) {
    throw new AnswerError(failure, 400);
  }
  if (!isRecord(body) || body.status !== 'success' || !isRecord(body.data)) {
    throw new AnswerError('not an answer of the query API');
  }
  const { resultType, result } = body.data;
  switch (resultType) {
    case 'vector':
    case 'matrix':
      return { rows: await rowsOf(listOf(result)), notices: noticesOf(body) };
    case 'scalar':
      return { rows: await rowsOf([{ metric: {}, value: result }]), notices: noticesOf(body) };
    case 'string':
      return { rows: [], notices: noticesOf(body) };
    default:
      throw new AnswerError('an answer of the query API without its type');
  }
}

/** The words of an error of the API, as Grafana hands them on; undefined: it is none. */
export function apiFailure(body: unknown): string | undefined {
  return isRecord(body) && body.status === 'error'
    ? `${textOf(body.errorType) ?? ''}: ${textOf(body.error) ?? ''}`
    : undefined;
}

async function rowsOf(list: readonly unknown[]): Promise<SeriesRow[]> {
  const rows: SeriesRow[] = [];
  for (let index = 0; index < list.length; index += 1) {
    if (index > 0 && index % rowsAtOnce === 0) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    addRow(rows, list[index]);
  }
  return rows;
}

/** Nothing where a series has no samples that are numbers: histograms have none. */
function addRow(rows: SeriesRow[], series: unknown): void {
  if (!isRecord(series)) {
    return;
  }
  const { metric, value, values } = series;
  const samples = (values === undefined ? [value] : listOf(values))
    .map(sampleOf)
    .filter((sample) => sample !== undefined);
  if (samples.length > 0) {
    rows.push({ labels: isLabels(metric) ? metric : {}, values: samples });
  }
}

function sampleOf(sample: unknown): [number, number] | undefined {
  if (!Array.isArray(sample)) {
    return undefined;
  }
  const [seconds, text] = sample as readonly unknown[];
  const value = typeof text === 'string' ? numberOf(text) : undefined;
  return typeof seconds === 'number' && value !== undefined ? [seconds, value] : undefined;
}

/** Numbers as Go writes them. */
function numberOf(text: string): number | undefined {
  const value = Number(text);
  if (!Number.isNaN(value)) {
    return text.trim() === '' ? undefined : value;
  }
  return text === 'NaN' ? NaN : text === '+Inf' || text === 'Inf' ? Infinity : text === '-Inf' ? -Infinity : undefined;
}

function isLabels(labels: unknown): labels is Record<string, string> {
  if (!isRecord(labels)) {
    return false;
  }
  // No list of them: there are tens of thousands to look at.
  for (const name in labels) {
    if (typeof labels[name] !== 'string') {
      return false;
    }
  }
  return true;
}

function noticesOf({ warnings, infos, isPartial }: Record<string, unknown>): string[] {
  // VictoriaMetrics' word for an answer to which not every store has contributed.
  const partial = isPartial === true ? ['isPartial: true'] : [];
  return [...new Set([...listOf(warnings), ...listOf(infos), ...partial].flatMap((each) => textOf(each) ?? []))];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
