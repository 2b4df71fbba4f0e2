import eventPresets from '../../knowledge/events.json';
import questions from '../../knowledge/questions.json';
import { rowsOf } from '../answer';
import { exportersOf } from '../evidence/collect';
import { type FleetNode } from '../evidence/fleetNode';
import { judgeFleet } from '../evidence/judge';
import { maxHistories, suspectsOf } from '../evidence/suspects';
import { type EvidenceId, type FleetQuestionId, type SeriesRow, type SignalQuery } from '../series';
import { defaultSettings, type Settings } from '../settings/settings';
import { eventLinesQuery } from './logQuestions';
import { type Question, question } from './question';
import { anyOf, fillTemplate, joinMatchers } from './template';

/** What the recording rules have made of the signals, where it can be read instead. */
export interface Recorded {
  /** For as long as the history is. */
  isForLong: boolean;
  /** Addresses of exporters that are not recorded, most often because they came a moment ago: read as they are. */
  unrecorded: readonly string[];
}

const growthIds = ['slabGrowth', 'cgroupGrowth'] as const;
type SignalQuestionId = 'facts' | 'memory' | (typeof growthIds)[number];

/** All that is asked about the fleet at a moment. */
export function fleetQuestions(settings: Settings, atSeconds: number): Array<Question<FleetQuestionId>> {
  const ask = question<FleetQuestionId>;
  const signal = (id: SignalQuestionId) =>
    ask('fleet', id, (answers) => {
      const recorded = recordedOf(rowsOf(answers, 'recorded') ?? []);
      return signalQueries(settings, recorded).find((query) => query.id === id);
    });
  const events = eventLinesQuery(settings) ?? eventsQuery(settings);
  return [
    ask('fleet', 'recorded', () => recordedQuery(settings)),
    ask('fleet', 'waiting', () => build('waiting', settings)),
    ...(events ? [ask('fleet', 'events', () => events)] : []),
    ask('fleet', 'podNodes', (answers) => podNodesQuery(rowsOf(answers, 'waiting') ?? [], settings)),
    signal('facts'),
    signal('memory'),
    ...growthIds.map(signal),
    ask('fleet', 'history', (answers) => {
      const nodes = judgeFleet(answers, settings, atSeconds);
      const names = historyNames(nodes, rowsOf(answers, 'memory') ?? [], settings);
      const recorded = recordedOf(rowsOf(answers, 'recorded') ?? []);
      return names?.nodes.length === 0 ? undefined : historyQuery(settings, recorded, names);
    }),
  ];
}

/** Whose history is read; undefined: everybody's. */
function historyNames(nodes: readonly FleetNode[], memory: readonly SeriesRow[], settings: Settings) {
  if (nodes.length <= maxHistories) {
    return undefined;
  }
  const keys = suspectsOf(nodes).map(({ evidence }) => evidence.key);
  return {
    nodes: [...new Set(keys.map(({ node }) => node))],
    exporters: [...new Set(exportersOf(memory, keys, settings))],
  };
}

/** All questions that can be asked without an answer to another, the history of every node among them. */
export function overviewQueries(settings: Settings, recorded?: Recorded): SignalQuery[] {
  return [...signalQueries(settings, recorded), historyQuery(settings, recorded), ...evidenceQueries(settings)];
}

/** What is waiting, and what the events say. */
function evidenceQueries(settings: Settings): SignalQuery[] {
  const waiting = build('waiting', settings);
  const events = eventsQuery(settings);
  return events ? [waiting, events] : [waiting];
}

function eventsQuery(settings: Settings): SignalQuery | undefined {
  const events = eventsExpression(settings);
  return events === undefined ? undefined : build('events', settings, { events });
}

/** The questions that carry most verdicts. What has been recorded holds growth among the rest. */
export function signalQueries(settings: Settings, recorded?: Recorded): SignalQuery[] {
  const { facts, memory } = questions.fleet;
  const growth = (of: Settings) => growthIds.map((id) => instant(id, fillTemplate(questions.fleet[id].expr, of)));
  if (!recorded) {
    return [
      instant('facts', fillTemplate(facts.expr, settings)),
      instant('memory', fillTemplate(memory.expr, settings)),
      ...growth(settings),
    ];
  }
  const rest = recorded.unrecorded.length > 0 ? only(recorded.unrecorded, settings) : undefined;
  const readAnyway = rest ? [fillTemplate(memory.expr, rest)] : [];
  return [
    instant('facts', fillTemplate(facts.recordedExpr, settings)),
    instant('memory', [fillTemplate(memory.recordedExpr, settings), ...readAnyway].join('\nor\n')),
    ...(rest ? growth(rest) : []),
  ];
}

/**
 * Whether the recorded series can answer; nothing to ask where these settings differ from those the rules were made with
 * in what the rules record.
 */
export function recordedQuery(settings: Settings): SignalQuery<'recorded'> | undefined {
  const { thresholds, clusterLabel } = defaultSettings();
  const isAsRecorded =
    clusterLabel === settings.clusterLabel &&
    thresholds.growthMinUptimeSeconds === settings.thresholds.growthMinUptimeSeconds &&
    Object.keys(settings.ownSelectors).length === 0;
  return isAsRecorded
    ? { id: 'recorded', kind: 'instant', expr: fillTemplate(questions.fleet.recorded.expr, settings) }
    : undefined;
}

/** More exporters than these are not asked for one by one. */
const maxUnrecorded = 50;

/** Nothing where the rules have recorded nothing, or have left many exporters out. */
export function recordedOf(rows: readonly SeriesRow[]): Recorded | undefined {
  const exporters = (which: string) => rows.filter(({ labels }) => labels.exporters === which);
  const unrecorded = exporters('unrecorded').map(({ labels: { instance } }) => instance ?? '');
  return exporters('recorded').length > 0 && unrecorded.length <= maxUnrecorded
    ? { isForLong: exporters('recordedForLong').length > 0, unrecorded: [...new Set(unrecorded)].sort() }
    : undefined;
}

/** History of these nodes, or of all when absent; the node an exporter stands for is looked up in the answer to `memory`. */
export function historyQuery(
  settings: Settings,
  recorded?: Recorded,
  names?: { nodes: readonly string[]; exporters: readonly string[] }
): SignalQuery {
  const { expr, recordedExpr, placedExpr, windowSeconds, stepSeconds } = questions.fleet.history;
  const ofExporters = (exporters?: readonly string[]) =>
    fillTemplate(expr, settings, { exporters: anyOrAll(exporters) });
  const ofNodes = (template: string) => fillTemplate(template, settings, { nodes: anyOrAll(names?.nodes) });
  const range = { id: 'history', kind: 'range', windowSeconds, stepSeconds } as const;
  if (!recorded) {
    return { ...range, expr: ofExporters(names?.exporters) };
  }
  const { isForLong, unrecorded } = recorded;
  const readAnyway = unrecorded.length > 0 ? [ofExporters(unrecorded)] : [];
  return { ...range, expr: [ofNodes(isForLong ? recordedExpr : placedExpr), ...readAnyway].join('\nor\n') };
}

const anyOrAll = (names: readonly string[] | undefined) => (names ? anyOf([...names].sort()) : '.*');

/** The settings, with the selector of node_exporter narrowed to these addresses. */
function only(exporters: readonly string[], settings: Settings): Settings {
  const nodeExporter = joinMatchers(`instance=~"${anyOf(exporters)}"`, settings.selectors.nodeExporter);
  return { ...settings, selectors: { ...settings.selectors, nodeExporter } };
}

/** Asks for the nodes of the pods that `waiting` named, and of no others; nothing to ask when none wait. */
export function podNodesQuery(waiting: readonly SeriesRow[], settings: Settings): SignalQuery | undefined {
  const pods = [...new Set(waiting.map((row) => row.labels.pod).filter((pod) => pod !== undefined))].sort();
  if (pods.length === 0) {
    return undefined;
  }
  return build('podNodes', settings, { pods: anyOf(pods) });
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

function build(id: EvidenceId, settings: Settings, more: Readonly<Record<string, string>> = {}): SignalQuery {
  return instant(id, fillTemplate(questions.fleet[id].expr, settings, more));
}

const instant = (id: EvidenceId, expr: string): SignalQuery => ({ id, kind: 'instant', expr });
