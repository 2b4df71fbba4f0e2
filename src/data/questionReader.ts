import { type Answer, type Answers, type AskedSpan } from '../signals/answer';
import { type Query, type Question } from '../signals/questions/question';
import { type QuestionId } from '../signals/series';
import { type PrometheusSource } from './dataSources';
import { fetchRules } from './fetchRules';
import { fetchSeries } from './fetchSeries';
import { inTurn, type Turn } from './inTurn';
import { isAnswered, type Progress, type QueryProgress } from './progress';
import { failureOf } from './queryFailure';

/** The answers so far to a set of questions, and how far each has come. */
export interface Reading<Id extends string> {
  span: AskedSpan;
  answers: Answers<Id>;
  progress: Progress<Id>;
  /** What a verdict needs has come, failed, or kept us waiting long enough. */
  isUsable: boolean;
  /** What a verdict needs has its answer. */
  isAnswered: boolean;
  isFinished: boolean;
}

export interface ReadingRequest<Id extends QuestionId> {
  source: PrometheusSource;
  span: AskedSpan;
  questions: ReadonlyArray<Question<Id>>;
  /** Shared with the other readings of a page: all take turns. */
  turn?: Turn;
  /** What is done with answers before anybody sees them, or asks by them; called off when newer ones come. Throws nothing. */
  prepare?: Prepare<Id>;
}

type Prepare<Id extends QuestionId> = (answers: Answers<Id>, span: AskedSpan, signal: AbortSignal) => Promise<void>;

interface Preparing<Id extends QuestionId> {
  answers: Answers<Id>;
  abort: AbortController;
  done: Promise<void>;
  isDone: boolean;
}

export const slowAfterMs = 10_000;
export const timeoutMs = 60_000;
const gatherMs = 100;

/** Grafana sends five requests at once over HTTP/1.1 and keeps the others waiting; one is left for its own. */
export const maxAtOnce = 4;

/**
 * Asks each question in a request of its own, as soon as those before it are settled, a few at a time. A question's clock starts
 * when it is sent. Never rejects, and says nothing more once `signal` is aborted.
 */
export function askQuestions<Id extends QuestionId>(
  request: ReadingRequest<Id>,
  onReading: (reading: Reading<Id>) => void,
  signal: AbortSignal
): Promise<void> {
  return new QuestionReader(request, onReading, signal).read();
}

class QuestionReader<Id extends QuestionId> {
  private readonly questions: ReadonlyMap<Id, Question<Id>>;
  private readonly settled = new Map<Id, Promise<void>>();
  private readonly turn: Turn;
  private answers = {} as Answers<Id>;
  private progress: Progress<Id> = {};
  private isFinished = false;
  private wasUsable = false;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private publishing = 0;
  private preparing: Preparing<Id> | undefined;

  constructor(
    private readonly request: ReadingRequest<Id>,
    private readonly onReading: (reading: Reading<Id>) => void,
    private readonly signal: AbortSignal
  ) {
    this.questions = new Map(request.questions.map((question) => [question.id, question]));
    this.turn = request.turn ?? inTurn(maxAtOnce);
  }

  async read(): Promise<void> {
    for (const question of this.questions.values()) {
      this.note(question, { state: 'waiting', isSlow: false });
    }
    this.schedulePublish();
    await Promise.all([...this.questions.keys()].map((id) => this.settle(id)));
    this.isFinished = true;
    await this.publish();
  }

  private settle(id: Id): Promise<void> {
    const question = this.questions.get(id);
    const settled = this.settled.get(id) ?? (question ? this.ask(question) : Promise.resolve());
    this.settled.set(id, settled);
    return settled;
  }

  private async ask(question: Question<Id>): Promise<void> {
    await Promise.all(question.after.map((id) => this.settle(id)));
    if (this.signal.aborted) {
      return;
    }
    if (question.after.length > 0) {
      await this.prepareNewest();
    }
    const query = question.queryAfter(this.answers);
    if (query) {
      await this.turn(() => this.send(question, query));
    } else {
      this.note(question, { state: 'notAsked', isKnown: question.after.every((id) => this.isSettledFor(id)) });
    }
    this.schedulePublish();
  }

  /** Whether what comes after this one can rest on it: one that is not in the set, or optional, is not waited for. */
  private isSettledFor(id: Id): boolean {
    const question = this.questions.get(id);
    return !question || question.isOptional || isAnswered(this.progress[id]);
  }

  private async send(question: Question<Id>, query: Query): Promise<void> {
    const sentAtSeconds = Date.now() / 1000;
    this.note(question, { state: 'waiting', isSlow: false, sentAtSeconds });
    const slow = setTimeout(() => {
      this.note(question, { state: 'waiting', isSlow: true, sentAtSeconds });
      void this.publish();
    }, slowAfterMs);
    try {
      const { answer, notices = [], isCut, framesBecause } = await this.fetch(question, query);
      this.answers = { ...this.answers, [question.id]: answer };
      this.note(question, {
        state: 'answered',
        notices,
        seriesCount: sizeOf(answer),
        ...(isCut !== undefined && { isCut }),
        ...(framesBecause !== undefined && { framesBecause }),
      });
    } catch (error) {
      this.note(question, { state: 'failed', failure: failureOf(question.id, error, this.signal.aborted) });
    } finally {
      clearTimeout(slow);
    }
  }

  private async fetch({ id, timeoutSeconds }: Question<Id>, query: Query): Promise<Fetched> {
    const { source, span } = this.request;
    const limits = { signal: this.signal, timeoutMs: timeoutSeconds === undefined ? timeoutMs : timeoutSeconds * 1000 };
    switch (query.kind) {
      case 'logs':
        return (await import('./frames')).fetchLines(id, query, span.atSeconds, limits);
      case 'rules':
        return fetchRules(source, limits);
      default:
        return fetchSeries(id, query, source, span, limits);
    }
  }

  private note({ id, isOptional }: Question<Id>, progress: QueryProgress): void {
    if (!isOptional) {
      this.progress = { ...this.progress, [id]: progress };
    }
  }

  /** Answers tend to come together, and judging thousands of nodes anew for each would hold up the page. */
  private schedulePublish(): void {
    if (this.isUsable() && !this.wasUsable) {
      void this.publish();
    } else {
      this.gathering ??= setTimeout(() => void this.publish(), gatherMs);
    }
  }

  private async publish(): Promise<void> {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    this.wasUsable = this.isUsable();
    const order = (this.publishing += 1);
    if (this.wasUsable) {
      await this.prepareNewest();
    }
    // Whoever wants to publish later tells the same, or more.
    if (!this.signal.aborted && order === this.publishing) {
      const { answers, progress, isFinished } = this;
      this.onReading({
        span: this.request.span,
        answers,
        progress,
        isUsable: this.isUsable(),
        isAnswered: this.needed().every(({ id }) => isAnswered(this.progress[id])),
        isFinished,
      });
    }
  }

  /** Returns once all answers that have come until then are prepared. */
  private async prepareNewest(): Promise<void> {
    const { prepare } = this.request;
    while (prepare && !this.signal.aborted && !this.isPrepared(this.answers)) {
      await this.prepareOnce(prepare, this.answers);
    }
  }

  private isPrepared(answers: Answers<Id>): boolean {
    return this.preparing !== undefined && this.preparing.answers === answers && this.preparing.isDone;
  }

  /** Whoever waits for it; what is done with older answers is called off. */
  private prepareOnce(prepare: Prepare<Id>, answers: Answers<Id>): Promise<void> {
    if (this.preparing?.answers === answers) {
      return this.preparing.done;
    }
    this.preparing?.abort.abort();
    const abort = new AbortController();
    this.signal.addEventListener('abort', () => abort.abort(), { once: true });
    const done = prepare(answers, this.request.span, abort.signal).then(() => void (preparing.isDone = true));
    const preparing = { answers, abort, done, isDone: false };
    this.preparing = preparing;
    return done;
  }

  private isUsable(): boolean {
    return (
      this.isFinished || this.needed().every(({ id }) => this.progress[id]?.state !== 'waiting' || this.isSlow(id))
    );
  }

  /** One that is not yet sent is as slow as those that it waits for. */
  private isSlow(id: Id): boolean {
    const progress = this.progress[id];
    if (progress?.state !== 'waiting') {
      return false;
    }
    const waitsFor = progress.sentAtSeconds === undefined ? (this.questions.get(id)?.after ?? []) : [];
    return progress.isSlow || waitsFor.some((each) => this.isSlow(each));
  }

  private needed(): Array<Question<Id>> {
    return [...this.questions.values()].filter(({ isNeeded }) => isNeeded);
  }
}

interface Fetched {
  answer: Answer;
  notices?: string[];
  isCut?: boolean;
  framesBecause?: string;
}

function sizeOf(answer: Answer): number {
  switch (answer.kind) {
    case 'series':
      return answer.rows.length;
    case 'lines':
      return answer.entries.length;
    case 'rules':
      return answer.groups.length;
  }
}
