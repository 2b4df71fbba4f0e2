import { fleet, incidentNodeName } from './fleet';
import { knownNodes, layoutOf, lokiSettings } from './knownNodes';
import { loggedLines, type Pipeline, pipelines } from './loggedEvents';
import { parseQuery } from './loki';
import { toLogFrame } from '../host/query/loki-frames';
import { diagnose, type NodeEvidence } from '../../src/diagnosis';
import { type LogEntry, parseLogEntries } from '../../src/events/frames/logEntries';
import { joinLogged } from '../../src/signals/evidence/loggedEvents';
import { eventLinesQuery } from '../../src/signals/questions/logQuestions';
import { type Settings } from '../../src/signals/settings/settings';
import { parseLogFrames } from '../../src/data/parseFrames';

const startSeconds = 1_795_000_000;

/** What Grafana answers for the plugin's own question, line by line as the pipeline wrote it. */
function answer(pipeline: Pipeline, settings: Settings, shape: 'frames' | 'dataplane' = 'frames') {
  const query = eventLinesQuery(settings);
  if (!query) {
    throw new Error('Loki is not asked');
  }
  const { matches, keeps } = parseQuery(query.expr);
  const span = { fromSeconds: startSeconds - query.windowSeconds, toSeconds: startSeconds };
  const lines = loggedLines(pipeline, startSeconds, span).filter(({ stream, line }) => matches(stream) && keeps(line));
  const frame = toLogFrame(
    lines.map(({ seconds, line, stream, metadata }) => ({
      stream,
      values: [[`${Math.round(seconds * 1000)}000000`, line, { structuredMetadata: metadata }]],
    })),
    { refId: 'events', expr: query.expr, stepMs: 1000 }
  );
  if (shape === 'dataplane') {
    const names: Record<string, string> = { labels: 'attributes', Time: 'timestamp', Line: 'body' };
    frame.schema.fields.forEach((field) => (field.name = names[field.name] ?? field.name));
  }
  return parseLogFrames({ results: { events: { status: 200, frames: [frame] } } }, 'events').entries;
}

function seedOf(nodes: readonly NodeEvidence[]): NodeEvidence {
  const seed = nodes.find(({ key }) => key.node === incidentNodeName);
  if (!seed) {
    throw new Error('the seed node is gone');
  }
  return seed;
}

/** What `entries` tell of these nodes. */
function join(nodes: readonly NodeEvidence[], entries: readonly LogEntry[], settings: Settings) {
  return joinLogged(nodes, { entries, read: parseLogEntries }, settings, startSeconds);
}

describe.each(pipelines)('events that %s wrote to Loki', (pipeline) => {
  const settings = lokiSettings(layoutOf[pipeline]);
  const read = (shape?: 'dataplane', hasCluster?: boolean) =>
    join(knownNodes(startSeconds, hasCluster), answer(pipeline, settings, shape), settings);

  // That exporter delivers an event once and none of its repeats.
  const counts = pipeline === 'event-exporter' ? [1, 1] : [30_278, 4_132];

  it('become the evidence of their node, with the kubelet’s own count', () => {
    const { nodes, withoutNode } = read();
    const { events } = seedOf(nodes);
    expect(events.map(({ count }) => count).sort((a, b) => b - a)).toEqual(counts);
    for (const event of events) {
      expect(event).toMatchObject({ namespace: 'prometheus', reason: 'FailedCreatePodContainer' });
      expect(event.message).toMatch(/mkdir \/sys\/fs\/cgroup\/memory\/kubepods\/.*: cannot allocate memory$/);
    }
    expect(events.map(({ pod }) => pod)).toContain('kube-prometheus-stack-1681-admission-create-z7p94');
    expect(diagnose(seedOf(nodes), settings.thresholds)).toMatchObject({ state: 'failing', cause: 'memcg-kmem-leak' });
    expect([...withoutNode]).toEqual([]);
    expect(nodes).toHaveLength(fleet.length);
  });

  it('are the same through Grafana’s data plane, and where metrics carry no cluster', () => {
    expect(seedOf(read('dataplane').nodes).events).toEqual(seedOf(read().nodes).events);
    expect(seedOf(read(undefined, false).nodes).events).toEqual(seedOf(read().nodes).events);
  });

  it('leave out what every healthy node says', () => {
    const messages = answer(pipeline, settings).map(({ line }) => line);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.join()).not.toContain('already present on machine');
  });
});

describe('events in Loki', () => {
  const settings = lokiSettings('eventExporter');

  it('delivered once and long ago speak of now only while their pod waits', () => {
    const calm = knownNodes(startSeconds).map((node) => ({ ...node, stuckPods: [] }));
    const { nodes } = join(calm, answer('event-exporter', settings), settings);
    expect(seedOf(nodes).events).toEqual([]);
  });

  it('from before the last boot do not count', () => {
    const rebooted = knownNodes(startSeconds).map((node) => ({ ...node, bootTimeSeconds: startSeconds - 60 }));
    const { nodes } = join(rebooted, answer('event-exporter', settings), settings);
    expect(seedOf(nodes).events).toEqual([]);
  });

  it('without a node in line or labels are found by their pod', () => {
    const entries = answer('opentelemetry', lokiSettings('openTelemetry')).map(({ labels, ...entry }) => {
      const { k8s_node_name: _node, ...others } = labels;
      return { ...entry, labels: others };
    });
    const { nodes } = join(knownNodes(startSeconds), entries, settings);
    expect(
      seedOf(nodes)
        .events.map(({ count }) => count)
        .sort((a, b) => b - a)
    ).toEqual([30_278, 4_132]);
  });

  it('change nothing where there are none', () => {
    const known = knownNodes(startSeconds);
    expect(join(known, [], settings)).toEqual({
      nodes: known,
      sourcesOf: new Map(),
      withoutNode: new Set(),
      beforeBoot: 0,
    });
  });

  it('merged by the kubelet are read without its prefix', () => {
    const [entry] = answer('alloy-logfmt', lokiSettings('alloy')).filter(({ line }) => line.includes('30278'));
    const line = entry?.line.replace('msg="', 'msg="(combined from similar events): ') ?? '';
    const merged = [{ timeSeconds: startSeconds, labels: entry?.labels ?? {}, line }];
    const { nodes } = join(knownNodes(startSeconds), merged, settings);
    expect(seedOf(nodes).events).toMatchObject([
      { count: 30_278, message: expect.stringMatching(/^unable/) as string },
    ]);
  });

  it('that break their format, or are hostile, break nothing', () => {
    const strange = ['{"involvedObject":', 'name=x count=', '', '\u0000', 'a="b', '{}', '[]', 'x'.repeat(200_000)];
    const entries = strange.map((line) => ({ timeSeconds: startSeconds, line, labels: { node: '<b>' } }));
    const { nodes } = join(knownNodes(startSeconds), entries, settings);
    expect(seedOf(nodes).events).toEqual([]);
    expect(nodes).toHaveLength(fleet.length);
  });
});

describe('parseLogFrames', () => {
  it('says what Loki said instead of an answer', () => {
    const body = { results: { events: { status: 400, error: 'parse error at line 1' } } };
    expect(() => parseLogFrames(body, 'events')).toThrow('parse error at line 1');
    expect(() => parseLogFrames({}, 'events')).toThrow('no result');
  });

  it('reads an answer without lines, and one of metrics, as none', () => {
    expect(parseLogFrames({ results: { events: { frames: [] } } }, 'events').entries).toEqual([]);
    const fields = [
      { name: 'Time', type: 'time' },
      { name: 'Value', type: 'number' },
    ];
    const frames = [{ schema: { fields, meta: { notices: [{ text: 'a remark' }] } }, data: { values: [[1], [2]] } }];
    expect(parseLogFrames({ results: { events: { frames } } }, 'events')).toEqual({
      entries: [],
      notices: ['a remark'],
    });
  });
});
