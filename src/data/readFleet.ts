import { diagnose, type Diagnosis, type NodeEvidence } from '../diagnosis';
import { type LogEntry } from '../events';
import { collect, nodeId } from '../signals/collect';
import { joinLogged, lokiQuery } from '../signals/loggedEvents';
import { overviewQueries, podNodesQuery } from '../signals/queries';
import { type Answers, type QueryId, type SignalQuery } from '../signals/series';
import { type Settings } from '../signals/settings';
import { type PrometheusSource } from './dataSources';
import { type QueryFailure } from './queryFailure';
import { type LoggedOutcome, queryLoggedEvents } from './queryLoki';
import { type AskedSpan, queryPrometheus } from './queryPrometheus';

export interface FleetQuestion {
  source: PrometheusSource;
  settings: Settings;
  span: AskedSpan;
}

export interface FleetNode {
  id: string;
  evidence: NodeEvidence;
  diagnosis: Diagnosis;
  /** The row stands for a pod or a pasted text, whose node is not known. */
  isWithoutNode?: boolean;
}

export type QueryProgress =
  | { state: 'waiting'; isSlow: boolean }
  /** `isCut`: there was more than was asked for. */
  | { state: 'answered'; notices: string[]; seriesCount: number; isCut?: boolean }
  | { state: 'failed'; failure: QueryFailure };

export type FleetProgress = Partial<Record<QueryId, QueryProgress>>;

export interface FleetReading {
  atSeconds: number;
  nodes: FleetNode[];
  queries: FleetProgress;
  /** The queries that carry most verdicts have come, failed, or kept us waiting long enough. */
  isUsable: boolean;
  isFinished: boolean;
  /** Pasted events that do not count: they are from before the last boot of their node. */
  eventsBeforeBoot?: number;
}

export const slowAfterMs = 10_000;
export const timeoutMs = 60_000;
const gatherMs = 100;

/** Without these a verdict would say "unknown" of nearly every node, only to be taken back a moment later. */
const neededFirst: readonly QueryId[] = ['facts', 'memory'];

/** Asks the overview's questions at once and judges the fleet anew as each answer comes. Never rejects. */
export async function readFleet(
  question: FleetQuestion,
  onReading: (reading: FleetReading) => void,
  signal: AbortSignal
): Promise<void> {
  const { settings, span } = question;
  const queries: FleetProgress = {};
  const answers: Answers = {};
  let logged: LogEntry[] = [];
  let isFinished = false;

  let soon: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    clearTimeout(soon);
    soon = undefined;
    if (!signal.aborted) {
      onReading(judge({ answers, logged, queries: { ...queries }, isFinished, settings, atSeconds: span.atSeconds }));
    }
  };
  // Answers tend to come together, and judging thousands of nodes anew for each would hold up the page.
  const tellSoon = () => {
    soon ??= setTimeout(tell, gatherMs);
  };
  const timed = async <T>(id: QueryId, asking: Promise<T>): Promise<T> => {
    queries[id] = { state: 'waiting', isSlow: false };
    const slow = setTimeout(() => {
      queries[id] = { state: 'waiting', isSlow: true };
      tell();
    }, slowAfterMs);
    const outcome = await asking;
    clearTimeout(slow);
    return outcome;
  };
  const ask = async (query: SignalQuery) => {
    const outcome = await timed(query.id, queryPrometheus(query, question.source, span, { signal, timeoutMs }));
    if (outcome.kind === 'answered') {
      answers[query.id] = outcome.rows;
      queries[query.id] = { state: 'answered', notices: outcome.notices, seriesCount: outcome.rows.length };
    } else {
      queries[query.id] = { state: 'failed', failure: outcome.failure };
    }
  };

  const askThenFollow = async (query: SignalQuery) => {
    await ask(query);
    const follow = query.id === 'waiting' ? podNodesQuery(answers.waiting ?? [], settings) : undefined;
    if (follow) {
      queries[follow.id] = { state: 'waiting', isSlow: false };
    }
    tellSoon();
    if (follow) {
      await ask(follow);
      tellSoon();
    }
  };

  const askLogged = async () => {
    const outcome = await timed('events', queryLoggedEvents(settings, span.atSeconds, { signal, timeoutMs }));
    logged = outcome?.kind === 'answered' ? outcome.entries : [];
    queries.events = outcome && loggedProgress(outcome);
    tellSoon();
  };

  const asked = overviewQueries(settings).map(askThenFollow);
  if (lokiQuery(settings)) {
    asked.push(askLogged());
  }
  tell();
  await Promise.all(asked);
  isFinished = true;
  tell();
}

interface Judged extends Pick<FleetReading, 'queries' | 'isFinished' | 'atSeconds'> {
  answers: Answers;
  logged: readonly LogEntry[];
  settings: Settings;
}

function judge({ answers, logged, queries, isFinished, settings, atSeconds }: Judged): FleetReading {
  const isUsable = isFinished || neededFirst.every((id) => !isQuietlyWaiting(queries[id]));
  const { nodes: collected, withoutNode } = isUsable
    ? joinLogged(collect(answers, settings, atSeconds), logged, settings, atSeconds)
    : { nodes: [], withoutNode: new Set() };
  const nodes = collected.map((evidence): FleetNode => {
    const id = nodeId(evidence.key);
    const diagnosis = diagnose(evidence, settings.thresholds);
    return withoutNode.has(id) ? { id, evidence, diagnosis, isWithoutNode: true } : { id, evidence, diagnosis };
  });
  return { atSeconds, nodes, queries, isUsable, isFinished };
}

function isQuietlyWaiting(progress: QueryProgress | undefined): boolean {
  return progress?.state === 'waiting' && !progress.isSlow;
}

export function loggedProgress(outcome: LoggedOutcome): QueryProgress {
  if (outcome.kind === 'failed') {
    return { state: 'failed', failure: outcome.failure };
  }
  const { notices, entries, isCut } = outcome;
  return { state: 'answered', notices, seriesCount: entries.length, isCut };
}
