import lokiKnowledge from '../knowledge/loki.json';
import { defaultSettings, type LokiEvents, type Settings } from '../signals/settings/settings';
import { answersOf, quietSignals, refusedMessage } from '../test/answers';
import { prometheusSource, stubGrafana, type StubGrafana } from '../test/stubGrafana';
import { fleetQuestions } from '../signals/questions/fleetQuestions';
import { type FleetReading, fleetReadingOf } from './fleetReading';
import { askQuestions } from './questionReader';

const atSeconds = 1_795_000_000;
const loki = prometheusSource({ uid: 'loki', name: 'Loki', type: 'loki', isDefault: false });
const otherLoki = prometheusSource({ uid: 'loki-b', name: 'Loki B', type: 'loki', isDefault: false });

function settingsWith(change: Partial<LokiEvents> = {}): Settings {
  const usual = defaultSettings();
  return { ...usual, events: { ...usual.events, source: 'loki', loki: { ...usual.events.loki, ...change } } };
}

function logBody(lines: readonly string[]) {
  const fields = ['labels', 'Time', 'Line', 'tsNs', 'id'].map((name) => ({ name }));
  const times = lines.map((_, index) => (atSeconds - index) * 1000);
  const values = [lines.map(() => ({ namespace: 'shop' })), times, lines, times.map(String), times.map(String)];
  return { body: { results: { events: { status: 200, frames: [{ schema: { fields }, data: { values } }] } } } };
}

const line = (pod: string) =>
  `name=${pod} kind=Pod sourcehost=worker-17 reason=FailedCreatePodContainer type=Warning count=77 msg="${refusedMessage}" `;

async function readWith(
  settings: Settings,
  events: StubGrafana['answers']['events'],
  sources = [prometheusSource(), loki, otherLoki]
) {
  const stub = stubGrafana(
    { ...answersOf([{ node: 'worker-17', cluster: 'a', signals: quietSignals }]), events },
    sources
  );
  const readings: FleetReading[] = [];
  const source = { uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true };
  const span = { fromSeconds: atSeconds - 86_400, atSeconds };
  await askQuestions(
    { source, span, questions: fleetQuestions(settings, atSeconds) },
    (reading) => readings.push(fleetReadingOf(reading, settings)),
    new AbortController().signal
  );
  const asked = stub.requests
    .filter(({ url }) => url === '/api/ds/query')
    .map(({ data }) => data as { from: string; to: string; queries: Array<Record<string, unknown>> })
    .find(({ queries }) => queries[0]?.refId === 'events');
  return { last: readings.at(-1), asked };
}

describe('events in Loki', () => {
  it('are asked for in one bounded question, and judged like any others', async () => {
    const { last, asked } = await readWith(settingsWith(), logBody([line('cart-1'), line('cart-1')]));
    expect(asked?.queries).toEqual([
      {
        refId: 'events',
        datasource: { uid: 'loki', type: 'loki' },
        expr: `{${lokiKnowledge.layouts.alloy.selector}} |~ \`${lokiKnowledge.lineFilter}\``,
        queryType: 'range',
        direction: 'backward',
        maxLines: lokiKnowledge.maxLines,
      },
    ]);
    expect(asked).toMatchObject({ from: String((atSeconds - 1200) * 1000), to: String(atSeconds * 1000) });
    expect(last?.nodes.map(({ evidence, diagnosis }) => [evidence.key.node, diagnosis.state])).toEqual([
      ['worker-17', 'failing'],
    ]);
    expect(last?.nodes[0]?.evidence.events).toMatchObject([{ count: 77, pod: 'cart-1', namespace: 'shop' }]);
    expect(last?.queries.events).toMatchObject({ state: 'answered', seriesCount: 2, isCut: false });
  });

  it('come from the data source and the stream of the settings', async () => {
    const settings = settingsWith({ dataSourceUid: 'loki-b', selector: 'app="events"' });
    const { asked } = await readWith(settings, logBody([]));
    expect(asked?.queries[0]).toMatchObject({ datasource: { uid: 'loki-b' } });
    expect(asked?.queries[0]?.expr).toMatch(/^\{app="events"\} \|~ /);
  });

  it('are said to be cut where there are more than were asked for', async () => {
    const lines = Array.from({ length: lokiKnowledge.maxLines }, (_, index) => line(`cart-${index % 7}`));
    const { last } = await readWith(settingsWith(), logBody(lines));
    expect(last?.queries.events).toMatchObject({ isCut: true });
  });

  it.each([
    ['its data source is gone', settingsWith({ dataSourceUid: 'removed' }), undefined],
    ['there is no Loki', settingsWith(), [prometheusSource()]],
  ])('are missing, and said to be, when %s', async (_, settings, sources) => {
    const { last, asked } = await readWith(settings, logBody([line('cart-1')]), sources);
    expect(asked).toBeUndefined();
    expect(last?.queries.events).toMatchObject({ state: 'failed', failure: { kind: 'sourceGone' } });
    expect(last?.nodes[0]?.diagnosis.state).toBe('exposed');
  });

  it('fail alone when Loki refuses', async () => {
    const refusal = { error: { status: 400, data: { results: { events: { error: 'max entries limit exceeded' } } } } };
    const { last } = await readWith(settingsWith(), refusal);
    expect(last?.queries.events).toMatchObject({ state: 'failed', failure: { kind: 'overLimit' } });
    expect(last?.nodes).toHaveLength(1);
  });
});
