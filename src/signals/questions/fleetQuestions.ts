import { type Answers, rowsOf } from '../answer';
import { exportersOf } from '../evidence/collect';
import { mayBeElsewhere } from '../oneSidedCluster';
import { type FleetNode } from '../evidence/fleetNode';
import { judgeFleet } from '../evidence/judge';
import { maxHistories, suspectsOf } from '../evidence/suspects';
import { type FleetQuestionId, type SeriesRow } from '../series';
import { type Settings } from '../settings/settings';
import {
  eventsQuery,
  historyQuery,
  homesQuery,
  podNodesQuery,
  signalQueries,
  signalQuestionIds,
  waitingQuery,
} from './fleetQueries';
import { eventLinesQuery } from './logQuestions';
import { type Question, question } from './question';
import { knowsSuspects, type Recorded, recordedOf, recordedQuery, unrecordedQuery } from './recordedSeries';
import {
  areFewExposed,
  areShort,
  besidesQuery,
  historyOfSuspects,
  maxHistoryNamesBytes,
  namedBesides,
  namesWithin,
  statesQuery,
  suspectQueries,
} from './suspectQueries';

/**
 * Whose evidence is asked for: of suspects alone, of all that a plan proposes, of everybody. Where the rules do not tell who
 * the suspects are, everybody's in any case.
 */
export type FleetScope = 'suspects' | 'planned' | 'everything';

/** All that is asked about the fleet at a moment. @param named nodes that are asked for whoever is a suspect */
export function fleetQuestions(
  settings: Settings,
  atSeconds: number,
  scope: FleetScope = 'everything',
  named: readonly string[] = []
): Array<Question<FleetQuestionId>> {
  const ask = question<FleetQuestionId>;
  const areEnough = (recorded: Recorded | undefined): recorded is Recorded =>
    scope !== 'everything' && knowsSuspects(recorded, settings);
  const recordedBy = (answers: FleetAnswers) => {
    const told = recordedRows(answers);
    const recorded = recordedOf(told);
    const more = rowsOf(answers, 'unrecorded');
    return areEnough(recorded) ? recorded : more && recordedOf([...told, ...more]);
  };
  const suspectsBy = (answers: FleetAnswers) => {
    const recorded = recordedBy(answers);
    return areEnough(recorded) ? recorded : undefined;
  };
  const signal = (id: (typeof signalQuestionIds)[number]) =>
    ask('fleet', id, (answers) => {
      const suspects = suspectsBy(answers);
      const queries = suspects ? suspectQueries : signalQueries(settings, recordedBy(answers));
      return queries.find((query) => query.id === id);
    });
  const events = eventLinesQuery(settings) ?? eventsQuery(settings);
  return [
    ask('fleet', 'recorded', () => recordedQuery(settings)),
    ask('fleet', 'unrecorded', (answers) =>
      suspectsBy(answers) ? undefined : unrecordedQuery(settings, recordedRows(answers))
    ),
    ask('fleet', 'waiting', () => waitingQuery(settings)),
    ...(events ? [ask('fleet', 'events', () => events)] : []),
    ask('fleet', 'podNodes', (answers) => podNodesQuery(rowsOf(answers, 'waiting') ?? [], settings)),
    ...signalQuestionIds.map(signal),
    ask('fleet', 'homes', (answers) =>
      !recordedBy(answers) && mayBeElsewhere(exporterClusters(answers, settings), nodeClusters(answers, settings))
        ? homesQuery(settings)
        : undefined
    ),
    ask('fleet', 'states', (answers) => {
      return suspectsBy(answers) && statesQuery;
    }),
    ask('fleet', 'besides', (answers) => {
      const suspects = suspectsBy(answers);
      const names = suspects ? namedBesides(answers, settings, atSeconds) : [];
      const areExposedAsked = scope === 'planned' && areFewExposed(answers);
      return suspects && besidesQuery(settings, suspects, { names, opened: named, areExposedAsked });
    }),
    ask('fleet', 'history', (answers) => {
      const nodes = judgeFleet(answers, settings, atSeconds);
      const suspects = suspectsBy(answers);
      const recorded = recordedBy(answers);
      if (!suspects && nodes.length <= maxHistories) {
        return historyQuery(settings, recorded);
      }
      const wanted = suspects ? nodes : suspectsOf(nodes);
      const named = [...(rowsOf(answers, 'memory') ?? []), ...(rowsOf(answers, 'homes') ?? [])];
      const names = historyNames(wanted, named, settings);
      if (names.nodes.length === 0) {
        return undefined;
      }
      return knowsSuspects(recorded, settings) && !areShort(names.nodes, maxHistoryNamesBytes)
        ? historyOfSuspects(settings, recorded)
        : historyQuery(settings, recorded, names);
    }),
  ];
}

type FleetAnswers = Answers<FleetQuestionId>;

const recordedRows = (answers: FleetAnswers) => rowsOf(answers, 'recorded') ?? [];

const clusterIn = (rows: readonly SeriesRow[], { clusterLabel }: Settings) =>
  rows.map(({ labels }) => labels[clusterLabel] ?? '');

/** As their own series name them. */
function exporterClusters(answers: FleetAnswers, settings: Settings): string[] {
  const exporters = (rowsOf(answers, 'memory') ?? []).filter(({ labels }) => labels.exporter);
  return clusterIn(exporters, settings);
}

/** Of those nodes that Kubernetes tells of. */
function nodeClusters(answers: FleetAnswers, settings: Settings): string[] {
  const nodes = (rowsOf(answers, 'facts') ?? []).filter(({ labels }) => labels.signal === 'kernel');
  return clusterIn(nodes, settings);
}

/** Whose history is read, the most suspicious first, as many as a question can name. */
function historyNames(nodes: readonly FleetNode[], rows: readonly SeriesRow[], settings: Settings) {
  const keys = nodes.map(({ evidence }) => evidence.key);
  return {
    nodes: namesWithin(keys.map(({ node }) => node)),
    exporters: namesWithin(exportersOf(rows, keys, settings)),
  };
}
