import { type LogEntry } from '../events';
import { type SeriesRow, type SignalQuery } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type PrometheusSource } from './dataSources';
import { inTurn } from './inTurn';
import { type AskedId, type QueryFailure } from './queryFailure';
import { type LoggedOutcome, queryLoggedEvents } from './queryLoki';
import { type AskedSpan, queryPrometheus, type QueryOutcome } from './queryPrometheus';

export type QueryProgress =
  | { state: 'waiting'; isSlow: boolean }
  /** `isCut`: there was more than was asked for. */
  | { state: 'answered'; notices: string[]; seriesCount: number; isCut?: boolean }
  | { state: 'failed'; failure: QueryFailure };

export type Progress<Id extends string> = Partial<Record<Id, QueryProgress>>;

export const slowAfterMs = 10_000;
export const timeoutMs = 60_000;
const gatherMs = 100;

/** Grafana sends five at once and keeps the rest back, where our time limit would run already; data sources like it no better. */
const mostAtOnce = 4;

export interface InquiryOptions {
  source: PrometheusSource;
  span: AskedSpan;
  signal: AbortSignal;
  /** Called with what has changed, never after the signal. */
  onChange: () => void;
}

/** The questions of one reading: each in a request of its own, a few at a time, and how far each has come. Never rejects. */
export class Inquiry<Id extends AskedId> {
  readonly progress: Progress<Id> = {};
  private readonly turn: ReturnType<typeof inTurn>;
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: InquiryOptions) {
    this.turn = inTurn(mostAtOnce);
  }

  /** Counts the question among those waited for before it can be asked. */
  announce(id: Id): void {
    this.progress[id] = { state: 'waiting', isSlow: false };
  }

  /** The rows; nothing where there is no answer, and `progress` says why. */
  async ask(query: SignalQuery<Id>): Promise<SeriesRow[] | undefined> {
    const outcome = await this.timed(query.id, () => this.query(query, timeoutMs));
    if (outcome.kind === 'failed') {
      this.progress[query.id] = { state: 'failed', failure: outcome.failure };
      return undefined;
    }
    this.progress[query.id] = { state: 'answered', notices: outcome.notices, seriesCount: outcome.rows.length };
    return outcome.rows;
  }

  /** A question whose progress is nobody's concern. */
  askAside(query: SignalQuery<AskedId>, patienceMs: number): Promise<QueryOutcome> {
    return this.turn(() => this.query(query, patienceMs));
  }

  /** What Loki has on events, under the progress of `id`. */
  async askLogged(id: Id, settings: Settings): Promise<LogEntry[]> {
    const { span, signal } = this.options;
    const outcome = await this.timed(id, () => queryLoggedEvents(settings, span.atSeconds, { signal, timeoutMs }));
    this.progress[id] = outcome && loggedProgress(outcome);
    return outcome?.kind === 'answered' ? outcome.entries : [];
  }

  isQuietlyWaiting(id: Id): boolean {
    const progress = this.progress[id];
    return progress?.state === 'waiting' && !progress.isSlow;
  }

  /** Answers tend to come together, and judging thousands of nodes anew for each would hold up the page. */
  tellSoon(): void {
    this.soon ??= setTimeout(() => this.tell(), gatherMs);
  }

  tell(): void {
    clearTimeout(this.soon);
    this.soon = undefined;
    if (!this.options.signal.aborted) {
      this.options.onChange();
    }
  }

  private query(query: SignalQuery<AskedId>, patienceMs: number): Promise<QueryOutcome> {
    const { source, span, signal } = this.options;
    return queryPrometheus(query, source, span, { signal, timeoutMs: patienceMs });
  }

  private async timed<T>(id: Id, task: () => Promise<T>): Promise<T> {
    this.announce(id);
    // The clock starts when the question is sent: waiting for its turn is not the data source's doing.
    return this.turn(async () => {
      const slow = setTimeout(() => {
        this.progress[id] = { state: 'waiting', isSlow: true };
        this.tell();
      }, slowAfterMs);
      try {
        return await task();
      } finally {
        clearTimeout(slow);
      }
    });
  }
}

function loggedProgress(outcome: LoggedOutcome): QueryProgress {
  if (outcome.kind === 'failed') {
    return { state: 'failed', failure: outcome.failure };
  }
  const { notices, entries, isCut } = outcome;
  return { state: 'answered', notices, seriesCount: entries.length, isCut };
}
