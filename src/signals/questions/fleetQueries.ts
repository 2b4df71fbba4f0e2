import eventPresets from '../../knowledge/events.json';
import questions from '../../knowledge/questions.json';
import { type EvidenceId, type SeriesRow, type SignalQuery } from '../series';
import { type Settings } from '../settings/settings';
import { inParts, unionOf } from './parts';
import { type Recorded, seriesOf } from './recordedSeries';
import { anyOf, fillTemplate, joinMatchers } from './template';

const growthIds = ['slabGrowth', 'cgroupGrowth'] as const;
type GrowthId = (typeof growthIds)[number];
export const signalQuestionIds = ['facts', 'memory', ...growthIds] as const;
type SignalQuestionId = (typeof signalQuestionIds)[number];

/** All questions that can be asked without an answer to another, the history of every node among them. */
export function overviewQueries(settings: Settings, recorded?: Recorded): SignalQuery[] {
  // What is recorded has its home.
  const homes = recorded ? [] : [homesQuery(settings)];
  return [
    ...signalQueries(settings, recorded),
    ...homes,
    historyQuery(settings, recorded),
    ...evidenceQueries(settings),
  ];
}

/** What is waiting, and what the events say. */
function evidenceQueries(settings: Settings): SignalQuery[] {
  const waiting = waitingQuery(settings);
  const events = eventsQuery(settings);
  return events ? [waiting, events] : [waiting];
}

export function waitingQuery(settings: Settings): SignalQuery {
  return build('waiting', settings);
}

export function eventsQuery(settings: Settings): SignalQuery | undefined {
  const { source, preset } = settings.events;
  const events = eventsExpression(settings);
  if (events === undefined) {
    return undefined;
  }
  const parts = source === 'prometheus' && preset === 'auto' ? autoParts(settings) : [events];
  return { id: 'events', kind: 'instant', expr: events, parts, maxBytes: longestEventsBytes };
}

/** It is asked where the rules are loaded too, and is then the only long one. */
const longestEventsBytes = 2_000;

/** Whichever pipeline is there. */
const autoParts = (settings: Settings) => questions.fleet.events.auto.map((each) => fillTemplate(each, settings));

/** The questions that carry most verdicts. Each signal is read as it is recorded where it is, else as it is. */
export function signalQueries(settings: Settings, recorded?: Recorded): SignalQuery[] {
  const { facts, memory } = questions.fleet;
  if (!recorded) {
    return [factsQuery(settings), memoryQuery(settings), ...growthIds.map((id) => growthQuery(id, settings))];
  }
  const rest = recorded.unrecorded.length > 0 ? only(recorded.unrecorded, settings) : undefined;
  const placed = (exprs: readonly string[]) =>
    exprs.length > 0 ? [fillTemplate(memory.placedExpr, settings, { signals: unionOf(exprs) })] : [];
  const readOf = { facts: signalsOf(facts, recorded), memory: signalsOf(memory, recorded, growthSignals) };
  const queryOf = (id: SignalQuestionId, templates: readonly string[], asTheyAre: readonly string[]) => {
    const anyway = rest && id !== 'facts' ? [askedOf(id, rest)] : [];
    const exprs = [...templates.map((each) => fillTemplate(each, settings)), ...asTheyAre, ...anyway];
    return exprs.length > 0 ? [instant(id, exprs.join('\nor\n'))] : [];
  };
  const filled = (templates: readonly string[]) => templates.map((each) => fillTemplate(each, settings));
  return [
    ...queryOf('facts', [...readOf.facts.recorded, facts.neverRecorded], filled(readOf.facts.asTheyAre)),
    ...queryOf('memory', readOf.memory.recorded, placed(filled(readOf.memory.asTheyAre))),
    ...growthIds.flatMap((id) => {
      const { signal } = questions.fleet[id];
      return queryOf(id, [], placed(seriesOf(signal, recorded) ? [] : [growthQuery(id, settings).expr]));
    }),
  ];
}

/** Templates of what Kubernetes tells of nodes. */
export const factTemplates: readonly string[] = [
  ...Object.values(questions.fleet.facts.signals),
  questions.fleet.facts.neverRecorded,
];

const factsQuery = (settings: Settings): SignalQuery => ({
  id: 'facts',
  kind: 'instant',
  ...inParts(factTemplates.map((each) => fillTemplate(each, settings))),
});

const askedOf = (id: 'memory' | GrowthId, settings: Settings): string =>
  (id === 'memory' ? memoryQuery(settings) : growthQuery(id, settings)).expr;

/**
 * Figures of exporters, by the template that places them on nodes. In parts, only the first tells which node each exporter is:
 * the others are by exporter, as growth is.
 */
export function memoryQuery(
  settings: Settings,
  template: string = questions.fleet.memory.expr,
  more: Readonly<Record<string, string>> = {}
): SignalQuery<'memory'> {
  const { memoryTotalBytes, unameRelease, ...others } = questions.fleet.memory.signals;
  const fill = (each: string) => fillTemplate(each, settings, more);
  const placed = (signals: readonly string[]) => fill(template.replace('<signals>', () => unionOf(signals)));
  return {
    id: 'memory',
    kind: 'instant',
    expr: placed(Object.values(questions.fleet.memory.signals)),
    parts: [placed([memoryTotalBytes, unameRelease]), ...Object.values(others).map(fill)],
  };
}

/** Growth of slab, or of memory cgroups, by exporter. */
export function growthQuery(id: GrowthId, settings: Settings): SignalQuery<GrowthId> {
  const { signal, pieces } = questions.fleet[id];
  const asked = (growth: string) => fillTemplate(`label_replace(${growth}, "signal", "${signal}", "", "")`, settings);
  const whole = pieces.map(({ largestOf, where }) => `(\n${largest(largestOf)}\n${where}\n)`);
  const parts = pieces.map(({ largestOf, where }) => {
    const growths = largestOf.map((each) => asked(`${each}\n${where}`));
    return growths.length === 1 ? growths.join('') : growths;
  });
  return { id, kind: 'instant', expr: asked(whole.join('\nor on (<cluster>, instance)\n')), parts };
}

function largest(growths: readonly string[]): string {
  const apart = growths.map((each, i) => (i === 0 ? each : `label_replace((${each}), "part", "${i}", "", "")`));
  return apart.length === 1 ? apart.join('') : `max by (<cluster>, instance) (\n${apart.join('\nor\n')}\n)`;
}

/** The same signals in one expression; undefined where some of them are not recorded. */
export function recordedSignals(settings: Settings, recorded: Recorded): string | undefined {
  const { facts, memory } = questions.fleet;
  const all = {
    signals: { ...facts.signals, ...memory.signals },
    recordedExprs: { ...facts.recordedExprs, ...memory.recordedExprs },
  };
  const read = signalsOf(all, recorded, growthSignals);
  return read.asTheyAre.length > 0
    ? undefined
    : [...read.recorded, facts.neverRecorded].map((each) => fillTemplate(each, settings)).join('\nor\n');
}

const growthSignals = growthIds.map((id) => questions.fleet[id].signal);

interface SignalTemplates {
  signals: Readonly<Record<string, string>>;
  /** Those of which more is asked than their recorded series. */
  recordedExprs: Readonly<Record<string, string>>;
}

/** Templates of the signals that are recorded, and of those that are not. */
function signalsOf(
  { signals, recordedExprs }: SignalTemplates,
  recorded: Recorded,
  alsoRecorded: readonly string[] = []
) {
  const ids = Object.keys(signals);
  const names = [...ids, ...alsoRecorded].flatMap((id) => (id in recordedExprs ? [] : (seriesOf(id, recorded) ?? [])));
  const more = ids.flatMap((id) => (seriesOf(id, recorded) ? (recordedExprs[id] ?? []) : []));
  return {
    recorded: [...(names.length > 0 ? [anyNamed(names)] : []), ...more],
    asTheyAre: ids.flatMap((id) => (seriesOf(id, recorded) ? [] : (signals[id] ?? []))),
  };
}

/** What these names have in common is said once: there are dozens, and a question has little room. */
function anyNamed(names: readonly string[]): string {
  const prefix = 'node:memcg_kmem_';
  const short = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const others = names.filter((name) => !name.startsWith(prefix));
  return `{__name__=~"${[...others, ...(short.length > 0 ? [`${prefix}(${short.sort().join('|')})`] : [])].join('|')}"}`;
}

/** A question's template; where it is of many signals, with all of them. */
export function fleetTemplate(id: Exclude<EvidenceId, 'besides' | GrowthId>): string {
  const asked: Partial<SignalTemplates> & { expr: string; neverRecorded?: string } = questions.fleet[id];
  const { expr, signals, neverRecorded } = asked;
  const all = [...Object.values(signals ?? {}), ...(neverRecorded === undefined ? [] : [neverRecorded])];
  return expr.replace('<signals>', () => unionOf(all));
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

/** Where exporters belong whose cluster label is on one side only. */
export const homesQuery = (settings: Settings): SignalQuery => build('homes', settings);

export function eventsExpression(settings: Settings): string | undefined {
  const { source, preset, expr } = settings.events;
  if (source !== 'prometheus') {
    return undefined;
  }
  switch (preset) {
    case 'custom':
      return expr?.trim() ? expr : undefined;
    case 'auto':
      return autoParts(settings).join('\nor\n');
    default:
      return fillTemplate(eventPresets[preset].expr, settings);
  }
}

function build(
  id: Exclude<EvidenceId, 'besides' | GrowthId>,
  settings: Settings,
  more: Readonly<Record<string, string>> = {}
): SignalQuery {
  return instant(id, fillTemplate(fleetTemplate(id), settings, more));
}

const instant = (id: EvidenceId, expr: string): SignalQuery => ({ id, kind: 'instant', expr });
