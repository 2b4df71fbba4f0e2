import { type AskedId } from './queryFailure';
import { stubGrafana } from '../test/stubGrafana';
import { Inquiry, slowAfterMs, timeoutMs } from './inquiry';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('the clock of a question starts when it is sent, not while it waits for its turn', async () => {
  const ids = ['facts', 'memory', 'history', 'events', 'waiting'] as const;
  const stub = stubGrafana(Object.fromEntries(ids.map((id) => [id, 'never'])));
  const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true };
  const inquiry = new Inquiry<AskedId>({
    source,
    span: { fromSeconds: 0, atSeconds: 3600 },
    signal: new AbortController().signal,
    onChange: () => undefined,
  });
  const asked = ids.map((id) => inquiry.ask({ id, kind: 'instant', expr: 'up' }));
  await jest.advanceTimersByTimeAsync(slowAfterMs);
  // Fewer than Grafana sends at once: none of them waits where its time runs unseen.
  expect(stub.sent).toHaveLength(4);
  expect(inquiry.progress.facts).toEqual({ state: 'waiting', isSlow: true });
  expect(inquiry.progress.waiting).toEqual({ state: 'waiting', isSlow: false });

  await jest.advanceTimersByTimeAsync(timeoutMs - slowAfterMs);
  expect(inquiry.progress.facts).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
  expect(stub.sent).toHaveLength(5);
  expect(inquiry.progress.waiting).toEqual({ state: 'waiting', isSlow: false });
  await jest.advanceTimersByTimeAsync(slowAfterMs);
  expect(inquiry.progress.waiting).toEqual({ state: 'waiting', isSlow: true });
  await jest.advanceTimersByTimeAsync(timeoutMs - slowAfterMs);
  expect(inquiry.progress.waiting).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
  await Promise.all(asked);
});
