import { type LoadedAlert, type LoadedGroup, type LoadedRule } from '../signals/loadedRules';
import { isRecord } from '../json/isRecord';

/** What Prometheus's rules API answers, also by way of Grafana; undefined: it is something else. Entries that make no sense are left out. */
export function parseRules(body: unknown): LoadedGroup[] | undefined {
  if (!isRecord(body) || body.status !== 'success' || !isRecord(body.data)) {
    return undefined;
  }
  // Mimir answers null where it has none.
  const { groups } = body.data;
  return groups === null || groups === undefined ? [] : Array.isArray(groups) ? groups.flatMap(group) : undefined;
}

function group(stored: unknown): LoadedGroup[] {
  if (!isRecord(stored) || typeof stored.name !== 'string') {
    return [];
  }
  return [
    {
      name: stored.name,
      file: text(stored.file),
      intervalSeconds: number(stored.interval),
      lastEvaluationSeconds: moment(stored.lastEvaluation),
      evaluationSeconds: number(stored.evaluationTime),
      rules: list(stored.rules).flatMap(rule),
    },
  ];
}

function rule(stored: unknown): LoadedRule[] {
  if (!isRecord(stored) || typeof stored.name !== 'string' || typeof stored.query !== 'string') {
    return [];
  }
  const { type, name, query } = stored;
  if (type !== 'alerting' && type !== 'recording') {
    return [];
  }
  return [
    {
      kind: type === 'alerting' ? 'alert' : 'record',
      name,
      expr: query,
      health: stored.health === 'ok' || stored.health === 'err' ? stored.health : 'unknown',
      lastError: text(stored.lastError),
      holdsForSeconds: number(stored.duration),
      alerts: list(stored.alerts).flatMap(alert),
    },
  ];
}

function alert(stored: unknown): LoadedAlert[] {
  if (!isRecord(stored) || (stored.state !== 'firing' && stored.state !== 'pending')) {
    return [];
  }
  return [
    {
      state: stored.state,
      labels: texts(stored.labels),
      annotations: texts(stored.annotations),
      sinceSeconds: moment(stored.activeAt),
    },
  ];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Go writes a moment that never was as the year 1. */
function moment(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? Date.parse(value) / 1000 : NaN;
  return seconds > 0 ? seconds : undefined;
}

function texts(value: unknown): Record<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((each): each is [string, string] => typeof each[1] === 'string'));
}
