// The plugin's questions to Loki, on a real one that holds what each pipeline writes: to the verdict, and beside the stand-in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fleet, incidentNodeName } from '../fleet/fleet';
import { knownNodes, layoutOf, lokiSettings } from '../fleet/knownNodes';
import { type LoggedLine, loggedLines, type Pipeline, pipelines } from '../fleet/loggedEvents';
import { parseQuery } from '../fleet/loki';
import { lokiLimits } from '../fleet/pushedLogs';
import { toLogFrame } from '../host/query/loki-frames';
import { type Service } from '../launcher/service';
import { parseLogFrames } from '../../src/data/parseFrames';
import { diagnose } from '../../src/diagnosis';
import { parseLogEntries } from '../../src/events/frames/logEntries';
import { joinLogged } from '../../src/signals/evidence/loggedEvents';
import { eventLinesQuery, streamSelector } from '../../src/signals/questions/logQuestions';
import { type LogQuery } from '../../src/signals/questions/question';
import { type Settings } from '../../src/signals/settings/settings';
import { isBuilt } from './engines';
import { askLines, pushLines, startLokiServer } from './lokiServer';

jest.setTimeout(240_000);

const isHere = isBuilt('loki');
const describeHere = isHere ? describe : describe.skip;
if (!isHere) {
  it.todo('needs what "npm run engines -- loki" builds');
}

const nowSeconds = Math.floor(Date.now() / 1000);
const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-loki-'));
let loki: Service;

function eventsOf(settings: Settings): LogQuery {
  const query = eventLinesQuery(settings);
  if (!query) {
    throw new Error('Loki is not asked');
  }
  return query;
}

/** What a pipeline has written within the plugin's window. */
function writtenBy(pipeline: Pipeline): LoggedLine[] {
  const { windowSeconds } = eventsOf(lokiSettings(layoutOf[pipeline]));
  return loggedLines(pipeline, nowSeconds, { fromSeconds: nowSeconds - windowSeconds, toSeconds: nowSeconds });
}

async function ask(
  tenant: string,
  { expr, maxLines, windowSeconds }: Pick<LogQuery, 'expr' | 'maxLines' | 'windowSeconds'>
) {
  const span = { fromSeconds: nowSeconds - windowSeconds, toSeconds: nowSeconds + 1 };
  return askLines(loki, tenant, { expr, maxLines, ...span });
}

const textsOf = (streams: Awaited<ReturnType<typeof ask>>) =>
  streams.flatMap(({ values }) => values.map(([, line]) => line)).sort();

beforeAll(async () => {
  if (isHere) {
    loki = await startLokiServer(workDir);
  }
});

afterAll(async () => {
  await loki?.close();
  rmSync(workDir, { recursive: true, force: true });
});

describeHere.each(pipelines)('events that %s pushed to a real Loki', (pipeline) => {
  const settings = lokiSettings(layoutOf[pipeline]);
  const query = eventsOf(settings);

  beforeAll(async () => {
    expect(await pushLines(loki, pipeline, writtenBy(pipeline))).toBe('');
  });

  it('are found by the plugin’s question, the same lines as in the stand-in', async () => {
    const { matches, keeps } = parseQuery(query.expr);
    const expected = writtenBy(pipeline).filter(({ stream, line }) => matches(stream) && keeps(line));
    expect(expected.length).toBeGreaterThan(0);
    expect(textsOf(await ask(pipeline, query))).toEqual(expected.map(({ line }) => line).sort());
  });

  it('give the seed node its verdict, and no node another', async () => {
    const streams = await ask(pipeline, query);
    const frame = toLogFrame(streams, { refId: 'events', expr: query.expr, stepMs: 1000 });
    const { entries } = parseLogFrames({ results: { events: { status: 200, frames: [frame] } } }, 'events');
    const { nodes, withoutNode } = joinLogged(
      knownNodes(nowSeconds),
      { entries, read: parseLogEntries },
      settings,
      nowSeconds
    );
    const seed = nodes.find(({ key }) => key.node === incidentNodeName);
    expect(seed && diagnose(seed, settings.thresholds)).toMatchObject({ state: 'failing', cause: 'memcg-kmem-leak' });
    expect([...withoutNode]).toEqual([]);
    expect(nodes).toHaveLength(fleet.length);
  });

  it('are there for the question whether the selector finds any line', async () => {
    const anyLine = { ...query, expr: streamSelector(settings), maxLines: 1 };
    expect(textsOf(await ask(pipeline, anyLine))).toHaveLength(1);
  });
});

describeHere('a real Loki', () => {
  const line = (age: number, text: string, stream = { job: 'limits' }): LoggedLine => ({
    seconds: nowSeconds - age,
    line: text,
    stream,
    metadata: {},
  });

  it.each([
    ['too old', lokiLimits.oldestSeconds + 60],
    ['too new', -lokiLimits.aheadSeconds - 60],
  ])('refuses what is %s, as the stand-in does, and keeps the rest', async (said, age) => {
    const tenant = said.replace(' ', '-');
    const refusal = await pushLines(loki, tenant, [line(age, 'bad'), line(0, 'good', { job: 'other' })]);
    expect(refusal).toContain(said);
    const kept = await ask(tenant, { expr: '{job=~".+"}', maxLines: 10, windowSeconds: 60 });
    expect(textsOf(kept)).toEqual(['good']);
  });

  it('refuses what lies further behind the newest of its stream than the stand-in allows', async () => {
    expect(await pushLines(loki, 'behind', [line(0, 'newest')])).toBe('');
    expect(await pushLines(loki, 'behind', [line(lokiLimits.behindSeconds - 60, 'behind')])).toBe('');
    expect(await pushLines(loki, 'behind', [line(lokiLimits.behindSeconds + 60, 'far behind')])).toContain(
      'too far behind'
    );
  });

  it('says what is wrong with a selector that somebody has typed', async () => {
    const broken = eventsOf(lokiSettings('alloy', 'job="a" or job="b"'));
    await expect(ask('alloy-logfmt', broken)).rejects.toThrow(/parse error.*unexpected/s);
    const empty = eventsOf(lokiSettings('alloy', 'job=~".*"'));
    await expect(ask('alloy-logfmt', empty)).rejects.toThrow(/at least one regexp or equality matcher/);
  });

  it('finds hostile lines and selectors as they stand', async () => {
    const job = 'a"b\\c`d{e}';
    const text = 'reason=FailedCreatePodContainer msg="`}{| \\u0000 <b>"';
    expect(await pushLines(loki, 'hostile', [line(1, text, { job })])).toBe('');
    const query = eventsOf(lokiSettings('alloy', `job=${JSON.stringify(job)}`));
    expect(textsOf(await ask('hostile', { ...query, windowSeconds: 60 }))).toEqual([text]);
  });
});
