import eventPresets from '../knowledge/events.json';
import queryTemplates from '../knowledge/queries.json';
import { type QueryId, type RecordedQueryId, type SeriesRow, type SignalQuery } from './series';
import { defaultSettings, type Settings } from './settings';
import { escapeForRe2, fillTemplate, quoteForPromQL } from './template';

/** How the signals are read: from the exporters, or from what the recording rules made of them. */
export type Reading = 'signals' | 'recorded';
/** `placed`: from the exporters, by the nodes that the rules have recorded for them. */
export type HistoryReading = Reading | 'placed';

/** All questions that can be asked without an answer to another, the history of every node among them. */
export function overviewQueries(settings: Settings, reading: Reading = 'signals'): SignalQuery[] {
  return [...signalQueries(settings, reading), historyQuery(settings, reading), ...evidenceQueries(settings)];
}

/** What is waiting, and what the events say. */
export function evidenceQueries(settings: Settings): SignalQuery[] {
  const events = eventsExpression(settings);
  const waiting = build('waiting', settings);
  return events === undefined ? [waiting] : [waiting, build('events', settings, { events })];
}

/** The two questions that carry most verdicts. */
export function signalQueries(settings: Settings, reading: Reading): SignalQuery[] {
  return [build('facts', settings, {}, reading), build('memory', settings, {}, reading)];
}

/**
 * Whether the recorded series can answer; nothing to ask where these settings differ from those the rules were made with
 * in what the rules record.
 */
export function recordedQuery(settings: Settings): SignalQuery<RecordedQueryId> | undefined {
  const { thresholds, clusterLabel } = defaultSettings();
  const isAsRecorded =
    clusterLabel === settings.clusterLabel &&
    thresholds.growthMinUptimeSeconds === settings.thresholds.growthMinUptimeSeconds &&
    Object.keys(settings.ownSelectors).length === 0;
  return isAsRecorded
    ? { id: 'recorded', kind: 'instant', expr: fillTemplate(queryTemplates.recorded.expr, settings) }
    : undefined;
}

/** What the rules have recorded of the exporters; nothing when they have left one out. */
export function readRecorded(rows: readonly SeriesRow[]): { isForLong: boolean } | undefined {
  const exporters = (which: string) => rows.find(({ labels }) => labels.exporters === which)?.values.at(-1)?.[1] ?? 0;
  return exporters('recorded') > 0 && exporters('unrecorded') === 0
    ? { isForLong: exporters('recordedForLong') > 0 }
    : undefined;
}

/** History of these nodes, or of all when absent; the node an exporter stands for is looked up in the answer to `memory`. */
export function historyQuery(
  settings: Settings,
  reading: HistoryReading,
  names?: { nodes: readonly string[]; exporters: readonly string[] }
): SignalQuery {
  const anyOf = (list: readonly string[] | undefined) =>
    list ? quoteForPromQL([...list].sort().map(escapeForRe2).join('|')) : '.*';
  return build('history', settings, { nodes: anyOf(names?.nodes), exporters: anyOf(names?.exporters) }, reading);
}

/** Asks for the nodes of the pods that `waiting` named, and of no others; nothing to ask when none wait. */
export function podNodesQuery(waiting: readonly SeriesRow[], settings: Settings): SignalQuery | undefined {
  const pods = [...new Set(waiting.map((row) => row.labels.pod).filter((pod) => pod !== undefined))].sort();
  if (pods.length === 0) {
    return undefined;
  }
  return build('podNodes', settings, { pods: quoteForPromQL(pods.map(escapeForRe2).join('|')) });
}

export function eventsExpression(settings: Settings): string | undefined {
  const { source, preset, expr } = settings.events;
  if (source !== 'prometheus') {
    return undefined;
  }
  switch (preset) {
    case 'custom':
      return expr?.trim() ? expr : undefined;
    case 'auto':
      return Object.values(eventPresets)
        .map((each) => fillTemplate(each.expr, settings))
        .join('\nor\n');
    default:
      return fillTemplate(eventPresets[preset].expr, settings);
  }
}

function build(
  id: QueryId,
  settings: Settings,
  more: Readonly<Record<string, string>> = {},
  reading: HistoryReading = 'signals'
): SignalQuery {
  const template = queryTemplates[id];
  const expr = fillTemplate(textOf(template, reading), settings, more);
  if ('stepSeconds' in template) {
    return { id, kind: 'range', expr, windowSeconds: template.windowSeconds, stepSeconds: template.stepSeconds };
  }
  return { id, kind: 'instant', expr };
}

function textOf(
  template: { expr: string; recordedExpr?: string; placedExpr?: string },
  reading: HistoryReading
): string {
  switch (reading) {
    case 'signals':
      return template.expr;
    case 'recorded':
      return template.recordedExpr ?? template.expr;
    case 'placed':
      return template.placedExpr ?? template.expr;
  }
}
