import eventPresets from '../knowledge/events.json';
import queryTemplates from '../knowledge/queries.json';
import { type QueryId, type SeriesRow, type SignalQuery } from './series';
import { type Settings } from './settings';
import { escapeForRe2, fillTemplate, quoteForPromQL } from './template';

/** The questions of the overview that need no earlier answer. */
export function overviewQueries(settings: Settings): SignalQuery[] {
  const queries = [
    build('facts', settings),
    build('memory', settings),
    build('history', settings),
    build('waiting', settings),
  ];
  const events = eventsExpression(settings);
  return events === undefined ? queries : [...queries, build('events', settings, { events })];
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

function build(id: QueryId, settings: Settings, more: Readonly<Record<string, string>> = {}): SignalQuery {
  const template = queryTemplates[id];
  const expr = fillTemplate(template.expr, settings, more);
  if ('stepSeconds' in template) {
    return { id, kind: 'range', expr, windowSeconds: template.windowSeconds, stepSeconds: template.stepSeconds };
  }
  return { id, kind: 'instant', expr };
}
