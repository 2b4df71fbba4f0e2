import { type Question } from '../signals/questions/question';
import { type QuestionId } from '../signals/series';
import { stubGrafana } from '../test/stubGrafana';
import { askQuestions, type Reading, slowAfterMs, timeoutMs } from './questionReader';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('the clock of a question starts when it is sent, not while it waits for its turn', async () => {
  const ids: QuestionId[] = ['facts', 'memory', 'history', 'events', 'waiting'];
  const stub = stubGrafana(Object.fromEntries(ids.map((id) => [id, 'never'])));
  const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true };
  const questions = ids.map((id): Question<QuestionId> => ({
    id,
    after: [],
    isNeeded: false,
    isOptional: false,
    queryAfter: () => ({ id, kind: 'instant', expr: 'up' }),
  }));
  let last: Reading<QuestionId> | undefined;
  const finished = askQuestions(
    { source, span: { fromSeconds: 0, atSeconds: 3600 }, questions },
    (reading) => (last = reading),
    new AbortController().signal
  );
  await jest.advanceTimersByTimeAsync(slowAfterMs);
  // Fewer than Grafana sends at once: none of them waits where its time runs unseen.
  expect(stub.sent).toHaveLength(4);
  expect(last?.progress.facts).toMatchObject({ state: 'waiting', isSlow: true });
  expect(last?.progress.waiting).toEqual({ state: 'waiting', isSlow: false });

  await jest.advanceTimersByTimeAsync(timeoutMs - slowAfterMs + 200);
  expect(last?.progress.facts).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
  expect(stub.sent).toHaveLength(5);
  expect(last?.progress.waiting).toMatchObject({ state: 'waiting', isSlow: false });
  await jest.advanceTimersByTimeAsync(slowAfterMs);
  expect(last?.progress.waiting).toMatchObject({ state: 'waiting', isSlow: true });
  await jest.advanceTimersByTimeAsync(timeoutMs - slowAfterMs);
  await finished;
  expect(last?.progress.waiting).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
});

it('shows answers when they are prepared, once for all who wait, and none that newer ones have overtaken', async () => {
  const ids: QuestionId[] = ['facts', 'memory', 'history'];
  stubGrafana({ facts: [], memory: 'never', history: [] });
  const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true };
  const questions = ids.map((id): Question<QuestionId> => ({
    id,
    after: id === 'history' ? ['facts'] : [],
    isNeeded: id === 'facts',
    isOptional: false,
    queryAfter: () => ({ id, kind: 'instant', expr: 'up' }),
  }));
  const preparing: Array<{ answered: string[]; finish: () => void; signal: AbortSignal }> = [];
  const prepare = (answers: object, _: object, signal: AbortSignal) =>
    new Promise<void>((finish) => preparing.push({ answered: Object.keys(answers), finish, signal }));
  const shown: unknown[] = [];
  const abort = new AbortController();
  const finished = askQuestions(
    { source, span: { fromSeconds: 0, atSeconds: 3600 }, questions, prepare },
    ({ answers, progress }) => shown.push([Object.keys(answers), progress.memory]),
    abort.signal
  );
  await jest.advanceTimersByTimeAsync(slowAfterMs);
  // The history waits for the same as the page.
  expect(preparing.map(({ answered }) => answered)).toEqual([['facts']]);
  expect(shown).toEqual([]);

  preparing[0]?.finish();
  await jest.advanceTimersByTimeAsync(0);
  expect(shown).toEqual([[['facts'], expect.objectContaining({ isSlow: true })]]);
  await jest.advanceTimersByTimeAsync(200);
  expect(preparing.map(({ answered }) => answered)).toEqual([['facts'], ['facts', 'history']]);
  expect(shown).toHaveLength(1);

  abort.abort();
  expect(preparing[1]?.signal.aborted).toBe(true);
  preparing[1]?.finish();
  await jest.advanceTimersByTimeAsync(timeoutMs);
  await finished;
  expect(shown).toHaveLength(1);
});

it('calls off what is done with answers when newer ones come', async () => {
  const ids: QuestionId[] = ['facts', 'memory'];
  stubGrafana({ facts: [], memory: [] });
  const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true };
  const questions = ids.map((id): Question<QuestionId> => ({
    id,
    after: [],
    isNeeded: id === 'facts',
    isOptional: false,
    queryAfter: () => ({ id, kind: 'instant', expr: 'up' }),
  }));
  const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  let sent = 0;
  const turn = async <T>(task: () => Promise<T>) => {
    await after(100 * sent++);
    return task();
  };
  const ends: Array<[string[], 'done' | 'called off']> = [];
  const prepare = (answers: object, _: object, signal: AbortSignal) =>
    Promise.race([
      after(500).then(() => 'done' as const),
      new Promise<'called off'>((resolve) => signal.addEventListener('abort', () => resolve('called off'))),
    ]).then((end) => void ends.push([Object.keys(answers), end]));
  const shown: unknown[] = [];
  const finished = askQuestions(
    { source, span: { fromSeconds: 0, atSeconds: 3600 }, questions, prepare, turn },
    ({ answers, isFinished }) => shown.push([Object.keys(answers), isFinished]),
    new AbortController().signal
  );
  await jest.advanceTimersByTimeAsync(2000);
  await finished;
  expect(ends).toEqual([
    [['facts'], 'called off'],
    [['facts', 'memory'], 'done'],
  ]);
  expect(shown).toEqual([[['facts', 'memory'], true]]);
});

it('does not wait longer for a question that is held up by another than for that one', async () => {
  stubGrafana({ facts: [], memory: 'never', history: [] });
  const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true };
  const after: Partial<Record<QuestionId, QuestionId[]>> = { history: ['facts', 'memory'], cgroupGrowth: ['history'] };
  const questions = (['facts', 'memory', 'history', 'cgroupGrowth'] as const).map((id): Question<QuestionId> => ({
    id,
    after: after[id] ?? [],
    isNeeded: true,
    isOptional: false,
    queryAfter: () => ({ id, kind: 'instant', expr: 'up' }),
  }));
  let last: Reading<QuestionId> | undefined;
  void askQuestions(
    { source, span: { fromSeconds: 0, atSeconds: 3600 }, questions },
    (reading) => (last = reading),
    new AbortController().signal
  );
  await jest.advanceTimersByTimeAsync(slowAfterMs - 1000);
  expect(last?.isUsable).toBe(false);
  await jest.advanceTimersByTimeAsync(1000);
  expect(last).toMatchObject({ isUsable: true, isAnswered: false, isFinished: false });
  expect(last?.progress.cgroupGrowth).toEqual({ state: 'waiting', isSlow: false });
});
