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

it('shows answers when they are prepared, and none that newer ones have overtaken', async () => {
  const ids: QuestionId[] = ['facts', 'memory'];
  stubGrafana({ facts: [], memory: 'never' });
  const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true };
  const questions = ids.map((id): Question<QuestionId> => ({
    id,
    after: [],
    isNeeded: id === 'facts',
    isOptional: false,
    queryAfter: () => ({ id, kind: 'instant', expr: 'up' }),
  }));
  const held: Array<() => void> = [];
  const prepare = () => new Promise<void>((resolve) => held.push(resolve));
  const states: unknown[] = [];
  const abort = new AbortController();
  const finished = askQuestions(
    { source, span: { fromSeconds: 0, atSeconds: 3600 }, questions, prepare },
    ({ isUsable, progress }) => states.push([isUsable, progress.memory]),
    abort.signal
  );
  await jest.advanceTimersByTimeAsync(200);
  expect(states).toEqual([]);

  await jest.advanceTimersByTimeAsync(slowAfterMs);
  const [first, second] = held;
  expect(held).toHaveLength(2);
  second?.();
  await jest.advanceTimersByTimeAsync(0);
  first?.();
  await jest.advanceTimersByTimeAsync(0);
  expect(states).toEqual([[true, expect.objectContaining({ isSlow: true })]]);

  abort.abort();
  held.forEach((resolve) => resolve());
  await jest.advanceTimersByTimeAsync(timeoutMs);
  await finished;
  expect(states).toHaveLength(1);
});
