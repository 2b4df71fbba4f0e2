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
