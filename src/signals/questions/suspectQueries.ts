import questions from '../../knowledge/questions.json';
import { type Answers, rowsOf } from '../answer';
import { nodeId } from '../evidence/collect';
import { judgeFleet } from '../evidence/judge';
import { type FleetQuestionId, type SignalQuery } from '../series';
import { type Settings } from '../settings/settings';
import { historyQuery, recordedSignals } from './fleetQueries';
import { type Recorded, stateSeries } from './recordedSeries';
import { anyOf, fillTemplate } from './template';

// "Calm" is a node that the rules know and do not suspect: see jsonnet/rules/states.libsonnet.
const { facts, memory, states } = questions.fleet;

/** How many calm nodes there are, by cluster and state. */
export const statesQuery: SignalQuery<'states'> = { id: 'states', kind: 'instant', expr: states.expr };

/**
 * What most verdicts rest on, of every node that is not calm: suspects, and those that the rules do not know. What the rules
 * have not seen yet they see within two minutes.
 */
export const suspectQueries: readonly SignalQuery[] = [
  { id: 'facts', kind: 'instant', expr: facts.ofSuspects },
  { id: 'memory', kind: 'instant', expr: memory.ofSuspects },
];

export function historyOfSuspects(settings: Settings, recorded: Recorded): SignalQuery {
  const query = historyQuery(settings, { ...recorded, unrecorded: [] });
  const unless = fillTemplate(`unless on (<cluster>, node) (${states.calmAtEnd})`, settings);
  return { ...query, expr: `(\n${query.expr}\n)\n${unless}` };
}

/** More names than these are not asked for one by one: beside a question as long as that of all signals, and of one. */
const maxNamedBytes = 330;
const maxNamedOfPlanBytes = 270;
const maxOpenedBytes = 5_000;
export const maxHistoryNamesBytes = 1_400;

/** Calm nodes that events or waiting pods name all the same, as far as a reading has come. */
export function namedBesides(answers: Answers<FleetQuestionId>, settings: Settings, atSeconds: number): string[] {
  const told = [...(rowsOf(answers, 'facts') ?? []), ...(rowsOf(answers, 'memory') ?? [])];
  const known = new Set(
    told.map(({ labels }) => nodeId({ cluster: labels[settings.clusterLabel] || undefined, node: labels.node ?? '' }))
  );
  const besides = judgeFleet(answers, settings, atSeconds).filter(
    ({ id, isWithoutNode }) => !isWithoutNode && !known.has(id)
  );
  return [...new Set(besides.map(({ evidence }) => evidence.key.node))].sort();
}

/** More exposed nodes than these are not planned for unasked: most of such a fleet is exposed. */
const maxExposed = 2_000;

/** Whether the rules call few enough of the calm nodes exposed. */
export function areFewExposed(answers: Answers<FleetQuestionId>): boolean {
  const exposed = (rowsOf(answers, 'states') ?? []).filter(({ labels }) => labels.state === 'exposed');
  return exposed.reduce((sum, { values }) => sum + (values.at(-1)?.[1] ?? 0), 0) <= maxExposed;
}

/** Which calm nodes are asked for beside the suspects. */
interface Besides {
  /** Those that events and waiting pods name. */
  names: readonly string[];
  /** Those that the page was opened for: a plan that was kept has dozens. */
  opened?: readonly string[];
  areExposedAsked?: boolean;
}

/** Their evidence, and what the rules call them; of all calm nodes where too many are named. Nothing to ask of none. */
export function besidesQuery(
  settings: Settings,
  recorded: Recorded,
  { names, opened = [], areExposedAsked = false }: Besides
): SignalQuery | undefined {
  const nodes = [...new Set([...names, ...opened])];
  const evidence = recordedSignals(settings, recorded);
  if (evidence === undefined || (nodes.length === 0 && !areExposedAsked)) {
    return undefined;
  }
  const maxOfEvents = areExposedAsked ? maxNamedOfPlanBytes : maxNamedBytes;
  const areFew = areShort(nodes, opened.length > 0 ? maxOpenedBytes : maxOfEvents);
  const some = areExposedAsked ? states.calmProposed : states.calmNamed;
  const calm = areFew ? fillTemplate(some, settings, { nodes: anyOf(nodes) }) : fillTemplate(states.calm, settings);
  const place = fillTemplate('on (<cluster>, node)', settings);
  return {
    id: 'besides',
    kind: 'instant',
    expr: `(\n${evidence}\nor\n${stateSeries}\n)\nand ${place} (${calm})`,
  };
}

/** Whether so many names are asked for one by one. */
export function areShort(names: readonly string[], maxBytes: number): boolean {
  return encodedBytes(anyOf(names)) <= maxBytes;
}

/** What a proxy takes of an address, less the rest of the question. */
const maxNamesBytes = 6_000;

/** The first of these names, each once, as many as an address has room for. */
export function namesWithin(names: readonly string[]): string[] {
  let bytes = 0;
  return [...new Set(names)].filter((name) => {
    bytes += encodedBytes(`|${anyOf([name])}`);
    return bytes <= maxNamesBytes;
  });
}

const encodedBytes = (text: string) => new URLSearchParams({ '': text }).toString().length;
