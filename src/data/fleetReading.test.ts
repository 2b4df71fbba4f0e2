import { type FetchError } from '@grafana/runtime';
import { waitFor } from '@testing-library/react';
import { defaultSettings } from '../signals/settings/settings';
import { ampleMemory, answersOf, leakingSignals, quietSignals, refusedMessage, row } from '../test/answers';
import { bodyOf, type StubGrafana, stubGrafana } from '../test/stubGrafana';
import { maxHistories } from '../signals/evidence/suspects';
import { fleetQuestions } from '../signals/questions/fleetQuestions';
import { recordedForPage } from '../signals/questions/recordedSeries';
import { type FleetReading, fleetReadingOf } from './fleetReading';
import { inTurn } from './inTurn';
import { askQuestions, slowAfterMs, timeoutMs } from './questionReader';

const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true };
const settings = defaultSettings();
const span = { fromSeconds: 1_794_913_600, atSeconds: 1_795_000_000 };
const request = { source, span, questions: fleetQuestions(settings, span.atSeconds) };

async function read(answers: StubGrafana['answers'], signal = new AbortController().signal) {
  const stub = stubGrafana(answers);
  const readings: FleetReading[] = [];
  const finished = askQuestions(request, (reading) => readings.push(fleetReadingOf(reading, settings)), signal);
  return { stub, readings, finished, last: () => readings.at(-1) };
}

const failing = [{ node: 'worker-17', cluster: 'a', signals: leakingSignals, refused: 30278 }];
const states = (reading: FleetReading | undefined) =>
  reading?.nodes.map(({ evidence, diagnosis }) => [evidence.key.node, diagnosis.state]);

describe('the reading of the fleet', () => {
  it('asks each question in a request of its own, events in two, and judges', async () => {
    const { stub, finished, last } = await read(answersOf(failing));
    await finished;
    expect(stub.sent.map(({ refId }) => refId).sort()).toEqual([
      'cgroupGrowth',
      'events',
      'events',
      'facts',
      'history',
      'memory',
      'recorded',
      'slabGrowth',
      'waiting',
    ]);
    expect(states(last())).toEqual([['worker-17', 'failing']]);
    expect(last()?.isFinished).toBe(true);
  });

  it('asks for the nodes of waiting pods, eight instant questions in all, one in two requests', async () => {
    const waiting = [row({ cluster: 'a', namespace: 'shop', pod: 'cart-1', reason: 'ContainerCreating' }, 1)];
    const podNodes = [row({ cluster: 'a', namespace: 'shop', pod: 'cart-1', node: 'worker-17' }, 1)];
    const { stub, finished, last } = await read({ ...answersOf(failing), waiting, podNodes });
    await finished;
    expect(stub.sent.filter(({ instant }) => instant)).toHaveLength(9);
    expect(last()?.nodes[0]?.evidence.stuckPods).toEqual([
      { namespace: 'shop', pod: 'cart-1', reason: 'ContainerCreating' },
    ]);
  });

  it('asks instant queries at the end of the time range and history over its own window', async () => {
    const { stub, finished } = await read({});
    await finished;
    const sent = stub.requests.map(({ data }) => Object.fromEntries(new URLSearchParams(data as string)));
    const [history] = sent.filter(({ step }) => step !== undefined);
    const instant = sent.filter(({ step }) => step === undefined);
    expect(instant.map(({ time }) => time)).toEqual(instant.map(() => '1795000000'));
    const step = 21_600;
    const end = Math.floor(1_795_000_000 / step) * step;
    expect(history).toMatchObject({ start: String(end - 604_800), end: String(end), step: String(step) });
    expect(stub.requests.every(({ showErrorAlert }) => showErrorAlert === false)).toBe(true);
  });

  it('keeps the rest when one question fails', async () => {
    const error: Partial<FetchError> = {
      status: 400,
      data: { results: { events: { error: 'parse error: unexpected "{"' } } },
    };
    const { finished, last } = await read({ ...answersOf(failing), events: { error } });
    await finished;
    expect(states(last())).toEqual([['worker-17', 'leaking']]);
    expect(last()?.queries.events).toEqual({
      state: 'failed',
      failure: { queryId: 'events', kind: 'rejected', technical: 'parse error: unexpected "{"' },
    });
  });

  it.each([
    [{ status: 0, statusText: '' }, 'unreachable'],
    [{ status: 500, data: { message: 'dial tcp 10.0.0.1:9090: connect: connection refused' } }, 'unreachable'],
    [{ status: 504 }, 'timeout'],
    [{ status: 500, data: { message: 'context deadline exceeded' } }, 'timeout'],
    [{ status: 422, data: { message: 'query processing would load too many samples into memory' } }, 'overLimit'],
    [{ status: 403, data: { message: 'Access denied' } }, 'forbidden'],
    [{ status: 404, data: null }, 'notFound'],
    [{ status: 500, data: '<html>' }, 'rejected'],
  ])('calls %j %s', async (error, kind) => {
    const { finished, last } = await read({ memory: { error } });
    await finished;
    expect(last()?.queries.memory).toMatchObject({ state: 'failed', failure: { kind } });
  });

  it.each([[null], ['text'], [{}], [{ results: { memory: null } }], [[]]])(
    'survives an answer that is %j',
    async (body) => {
      const { finished, last } = await read({ ...answersOf(failing), memory: { body } });
      await finished;
      expect(last()?.queries.memory).toMatchObject({ state: 'failed', failure: { kind: 'unreadable' } });
      expect(states(last())).toEqual([['worker-17', 'failing']]);
    }
  );

  it('leaves out frames that cannot be read, fields that are no numbers, and values that are not finite', async () => {
    const good = bodyOf('memory', [row({ cluster: 'a', node: 'n', signal: 'memoryTotalBytes' }, 100)]) as {
      results: { memory: { frames: unknown[] } };
    };
    const labels = { cluster: 'a', node: 'n', signal: 'memoryAvailableBytes' };
    good.results.memory.frames.push(
      null,
      { schema: { fields: 'x' }, data: {} },
      { schema: { fields: [{ name: 'text', type: 'string' }] }, data: { values: [['a']] } },
      {
        schema: {
          fields: [
            { name: 'Time', type: 'time' },
            { name: 'Value', type: 'number', labels },
          ],
        },
        data: {
          values: [
            [1, 2],
            [null, null],
          ],
          entities: [null, { Inf: [0], NaN: [1] }],
        },
      }
    );
    const { finished, last } = await read({ memory: { body: good } });
    await finished;
    expect(last()?.nodes[0]?.evidence).toMatchObject({ key: { node: 'n' }, memoryTotalBytes: 100 });
    expect(last()?.nodes[0]?.evidence.memoryAvailableBytes).toBeUndefined();
  });

  it('counts a node once when two exporters answer for it', async () => {
    const answers = answersOf(failing);
    const { finished, last } = await read({
      ...answers,
      memory: [...answers.memory, ...answers.memory],
      facts: [...answers.facts, ...answers.facts],
    });
    await finished;
    expect(states(last())).toEqual([['worker-17', 'failing']]);
  });

  it('keeps what the data source remarks', async () => {
    const body = {
      results: {
        memory: {
          frames: [
            {
              schema: { meta: { notices: [{ severity: 'warning', text: 'partial response' }] }, fields: [] },
              data: { values: [] },
            },
          ],
        },
      },
    };
    const { finished, last } = await read({ memory: { body } });
    await finished;
    expect(last()?.queries.memory).toMatchObject({ state: 'answered', notices: ['partial response'] });
  });

  it('takes hostile labels as they are', async () => {
    const node = '<img src=x onerror=alert(1)>"\'\n';
    const { finished, last } = await read(answersOf([{ node, signals: ampleMemory, refused: 1 }]));
    await finished;
    expect(last()?.nodes[0]?.evidence.key.node).toBe(node);
    expect(last()?.nodes[0]?.evidence.events[0]?.message).toBe(refusedMessage);
  });
});

describe('the reading of the fleet, kept waiting', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is usable before the slowest answer, says which it waits for, and gives up in the end', async () => {
    const { finished, last } = await read({ ...answersOf(failing), history: 'never' });
    await jest.advanceTimersByTimeAsync(200);
    expect(last()).toMatchObject({
      isUsable: true,
      isFinished: false,
      queries: { history: { state: 'waiting', isSlow: false } },
    });
    expect(states(last())).toEqual([['worker-17', 'failing']]);
    await jest.advanceTimersByTimeAsync(slowAfterMs);
    expect(last()?.queries.history).toMatchObject({ state: 'waiting', isSlow: true });
    await jest.advanceTimersByTimeAsync(timeoutMs);
    await finished;
    expect(last()).toMatchObject({
      isFinished: true,
      queries: { history: { state: 'failed', failure: { kind: 'timeout' } } },
    });
  });

  it('does not judge without memory until it is slow', async () => {
    const { last } = await read({ ...answersOf(failing), memory: 'never' });
    await jest.advanceTimersByTimeAsync(200);
    expect(last()?.isUsable).toBe(false);
    await jest.advanceTimersByTimeAsync(slowAfterMs);
    expect(last()?.isUsable).toBe(true);
  });

  it('says nothing more once it is cancelled', async () => {
    const abort = new AbortController();
    const { readings, finished } = await read({ memory: 'never' }, abort.signal);
    await jest.advanceTimersByTimeAsync(200);
    const before = readings.length;
    abort.abort();
    await finished;
    expect(readings).toHaveLength(before);
  });
});

describe('reading what the rules have recorded', () => {
  const all = [row({ exporters: 'recorded' }, 2), ...recordedForPage.map((series) => row({ series }, 1))];
  const older = [row({ exporters: 'recorded' }, 2), row({ exporters: 'recordedForLong' }, 2)];
  const forLong = [...all, row({ exporters: 'recordedForLong' }, 2)];
  const some = [...forLong, row({ exporters: 'unrecorded', instance: 'new:9100' }, 1)];
  const few = [
    ...forLong,
    ...Array.from({ length: 51 }, (_, i) => row({ exporters: 'unrecorded', instance: `${i}` }, 1)),
  ];
  const isRecorded = (expr: string | undefined) => expr?.includes('node:memcg_kmem_');

  it.each([
    ['where it is all there is', forLong, true, true],
    ['without the history where it is recent', all, true, false],
    ['where an exporter is left out', some, true, true],
    ['not where many exporters are left out', few, false, false],
    ['not where the rules do not say what they know', older, false, false],
    ['not where there is nothing', [], false, false],
    ['not where the source does not say', { error: { status: 400 } }, false, false],
  ] as const)('%s', async (_, recorded, isUsed, isHistory) => {
    const { stub, finished, last } = await read({ ...answersOf(failing), recorded });
    await finished;
    const asked = (id: string) => stub.sent.find(({ refId }) => refId === id)?.expr;
    expect(isRecorded(asked('memory'))).toBe(isUsed);
    expect(isRecorded(asked('history'))).toBe(isHistory);
    expect(asked('history')?.includes('@ end()')).toBe(isUsed && !isHistory);
    expect(states(last())).toEqual([['worker-17', 'failing']]);
  });
});

describe('the history of a large fleet', () => {
  const quiet = Array.from({ length: maxHistories }, (_, i) => ({
    node: `quiet-${i}`,
    cluster: 'a',
    signals: quietSignals,
  }));
  const leaking = { node: 'worker-17', cluster: 'a', signals: leakingSignals };
  const exporterOf = (node: string) =>
    row({ cluster: 'a', node, signal: 'bootTimeSeconds', exporter: `${node}:9100` }, 1_790_000_000);

  it('is asked of the suspects only, by their exporters, and finds its node', async () => {
    const answers = answersOf([...quiet, leaking]);
    const memory = [...answers.memory, ...['quiet-1', 'worker-17'].map(exporterOf)];
    const history = [row({ cluster: 'a', instance: 'worker-17:9100' }, 3e9)];
    const { stub, finished, last } = await read({ ...answers, memory, history });
    await finished;
    const asked = stub.sent.find(({ refId }) => refId === 'history')?.expr;
    expect(asked).toContain('worker-17:9100');
    expect(asked).not.toContain('quiet-1');
    const found = last()?.nodes.filter(({ evidence }) => evidence.slabHistory.length > 0);
    expect(found?.map(({ evidence }) => evidence.key.node)).toEqual(['worker-17']);
  });

  it('is not asked when nobody is suspect', async () => {
    const { stub, finished, last } = await read(answersOf([...quiet, { ...leaking, signals: quietSignals }]));
    await finished;
    expect(stub.sent.map(({ refId }) => refId)).not.toContain('history');
    expect(last()?.queries.history).toEqual({ state: 'notAsked', isKnown: true });
  });

  it('is asked of everybody in a small fleet', async () => {
    const { stub, finished } = await read(answersOf(quiet));
    await finished;
    expect(stub.sent.find(({ refId }) => refId === 'history')?.expr).toContain('instance=~".*"');
  });
});

describe('how far a question has come', () => {
  const refused = { error: { status: 400, data: { results: { waiting: { error: 'too many' } } } } };

  it.each([
    ['there is nothing to ask', [], true],
    ['nobody knows what to ask', refused, false],
  ] as const)('says that %s', async (_, waiting, isKnown) => {
    const { finished, last } = await read({ ...answersOf(failing), waiting });
    await finished;
    expect(last()?.queries.podNodes).toEqual({ state: 'notAsked', isKnown });
  });

  it('is told from the start, of those too that wait for others', async () => {
    const abort = new AbortController();
    const { readings, finished } = await read({ ...answersOf(failing), waiting: 'never' }, abort.signal);
    await waitFor(() => expect(readings.at(-1)?.isUsable).toBe(true));
    expect(readings.at(-1)?.queries.podNodes).toEqual({ state: 'waiting', isSlow: false });
    abort.abort();
    await finished;
  });

  it('is "no" only where what most verdicts rest on has answered', async () => {
    const { finished, last } = await read({ facts: [], memory: { error: { status: 504 } } });
    await finished;
    expect(last()).toMatchObject({ nodes: [], isFinished: true, isAnswered: false });
    const whole = await read({});
    await whole.finished;
    expect(whole.last()).toMatchObject({ nodes: [], isFinished: true, isAnswered: true });
  });
});

describe('questions that wait for their turn', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('are not slow, and are not given up, before they are sent', async () => {
    const readings: FleetReading[] = [];
    stubGrafana({ waiting: 'never', events: 'never' });
    const one = inTurn(1);
    const finished = askQuestions(
      { ...request, turn: one },
      (reading) => readings.push(fleetReadingOf(reading, settings)),
      new AbortController().signal
    );
    await jest.advanceTimersByTimeAsync(slowAfterMs + 200);
    expect(readings.at(-1)?.queries.waiting).toMatchObject({ state: 'waiting', isSlow: true });
    expect(readings.at(-1)?.queries.memory).toEqual({ state: 'waiting', isSlow: false });
    await jest.advanceTimersByTimeAsync(2 * timeoutMs);
    await finished;
    expect(readings.at(-1)?.queries.waiting).toMatchObject({ state: 'failed', failure: { kind: 'timeout' } });
    expect(readings.at(-1)?.queries.memory).toMatchObject({ state: 'answered' });
  });
});
