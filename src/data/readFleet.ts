import { diagnose, type Diagnosis, type NodeEvidence } from '../diagnosis';
import { type LogEntry } from '../events';
import { collect, exportersOf, nodeId } from '../signals/collect';
import { joinLogged, lokiQuery } from '../signals/loggedEvents';
import {
  evidenceQueries,
  historyQuery,
  isAllRecorded,
  podNodesQuery,
  type Reading,
  recordedQuery,
  signalQueries,
} from '../signals/queries';
import { type Answers, type QueryId, type SignalQuery } from '../signals/series';
import { type Settings } from '../signals/settings';
import { type PrometheusSource } from './dataSources';
import { inTurn } from './inTurn';
import { type QueryFailure } from './queryFailure';
import { type LoggedOutcome, queryLoggedEvents } from './queryLoki';
import { type AskedSpan, queryPrometheus } from './queryPrometheus';
import { mostHistories, suspectsOf } from './suspects';

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
/** Whether there are recorded series is a small question; a source that cannot say soon is asked for the signals. */
const recordedTimeoutMs = 3_000;
const gatherMs = 100;

/** Without these a verdict would say "unknown" of nearly every node, only to be taken back a moment later. */
const neededFirst: readonly QueryId[] = ['facts', 'memory'];

/** Data sources put up with a few questions at once; what is left waits for its turn. */
export const mostAtOnce = 4;

/** Asks the overview's questions and judges the fleet anew as each answer comes. Never rejects. */
export function readFleet(
  question: FleetQuestion,
  onReading: (reading: FleetReading) => void,
  signal: AbortSignal
): Promise<void> {
  return new FleetReader(question, onReading, signal).read();
}

class FleetReader {
  private readonly queries: FleetProgress = {};
  private readonly answers: Answers = {};
  private readonly turn = inTurn(mostAtOnce);
  private logged: LogEntry[] = [];
  private isFinished = false;
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly question: FleetQuestion,
    private readonly onReading: (reading: FleetReading) => void,
    private readonly signal: AbortSignal
  ) {}

  async read(): Promise<void> {
    const { settings } = this.question;
    const asked = [this.askSignals(), ...evidenceQueries(settings).map((query) => this.askThenPlaces(query))];
    if (lokiQuery(settings)) {
      asked.push(this.askLogged());
    }
    this.tell();
    await Promise.all(asked);
    this.isFinished = true;
    this.tell();
  }

  /** What the rules have recorded where that is all there is to know, else the signals themselves; then the history. */
  private async askSignals(): Promise<void> {
    const { settings } = this.question;
    for (const { id } of signalQueries(settings, 'signals')) {
      this.queries[id] = { state: 'waiting', isSlow: false };
    }
    this.queries.history = { state: 'waiting', isSlow: false };
    const reading = (await this.isAllRecorded()) ? 'recorded' : 'signals';
    await Promise.all(
      signalQueries(settings, reading).map(async (query) => {
        await this.ask(query);
        this.tellSoon();
      })
    );
    await this.askHistory(reading);
    this.tellSoon();
  }

  private async askHistory(reading: Reading): Promise<void> {
    const names = this.historyNames();
    if (names?.nodes.length === 0) {
      this.queries.history = { state: 'answered', notices: [], seriesCount: 0 };
    } else {
      await this.ask(historyQuery(this.question.settings, reading, names));
    }
  }

  private async isAllRecorded(): Promise<boolean> {
    const { settings, source, span } = this.question;
    const query = recordedQuery(settings);
    const limits = { signal: this.signal, timeoutMs: recordedTimeoutMs };
    const outcome = query && (await this.turn(() => queryPrometheus(query, source, span, limits)));
    return outcome?.kind === 'answered' && isAllRecorded(outcome.rows);
  }

  /** Nothing: everybody's. */
  private historyNames(): { nodes: string[]; exporters: string[] } | undefined {
    const { nodes } = this.reading();
    if (nodes.length <= mostHistories) {
      return undefined;
    }
    const keys = suspectsOf(nodes).map(({ evidence }) => evidence.key);
    const exporters = exportersOf(this.answers.memory ?? [], keys, this.question.settings);
    return { nodes: [...new Set(keys.map(({ node }) => node))], exporters: [...new Set(exporters)] };
  }

  private async askThenPlaces(query: SignalQuery): Promise<void> {
    await this.ask(query);
    const places = query.id === 'waiting' && podNodesQuery(this.answers.waiting ?? [], this.question.settings);
    if (places) {
      this.queries[places.id] = { state: 'waiting', isSlow: false };
    }
    this.tellSoon();
    if (places) {
      await this.ask(places);
      this.tellSoon();
    }
  }

  private async askLogged(): Promise<void> {
    const { settings, span } = this.question;
    const limits = { signal: this.signal, timeoutMs };
    const outcome = await this.timed('events', () => queryLoggedEvents(settings, span.atSeconds, limits));
    this.logged = outcome?.kind === 'answered' ? outcome.entries : [];
    this.queries.events = outcome && loggedProgress(outcome);
    this.tellSoon();
  }

  private async ask(query: SignalQuery): Promise<void> {
    const { source, span } = this.question;
    const limits = { signal: this.signal, timeoutMs };
    const outcome = await this.timed(query.id, () => queryPrometheus(query, source, span, limits));
    if (outcome.kind === 'answered') {
      this.answers[query.id] = outcome.rows;
      this.queries[query.id] = { state: 'answered', notices: outcome.notices, seriesCount: outcome.rows.length };
    } else {
      this.queries[query.id] = { state: 'failed', failure: outcome.failure };
    }
  }

  private async timed<T>(id: QueryId, task: () => Promise<T>): Promise<T> {
    this.queries[id] = { state: 'waiting', isSlow: false };
    const slow = setTimeout(() => {
      this.queries[id] = { state: 'waiting', isSlow: true };
      this.tell();
    }, slowAfterMs);
    const outcome = await this.turn(task);
    clearTimeout(slow);
    return outcome;
  }

  /** Answers tend to come together, and judging thousands of nodes anew for each would hold up the page. */
  private tellSoon(): void {
    this.soon ??= setTimeout(() => this.tell(), gatherMs);
  }

  private tell(): void {
    clearTimeout(this.soon);
    this.soon = undefined;
    if (!this.signal.aborted) {
      this.onReading(this.reading());
    }
  }

  private reading(): FleetReading {
    const { answers, logged, isFinished } = this;
    const { settings, span } = this.question;
    return judge({ answers, logged, queries: { ...this.queries }, isFinished, settings, atSeconds: span.atSeconds });
  }
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
