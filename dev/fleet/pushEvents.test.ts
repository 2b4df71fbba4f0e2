import { createServer, type Server } from 'node:http';
import { sendCommand } from './command';
import { hour } from './curves';
import { fleet, incidentNodeName } from './fleet';
import { type RunningFleet, startFleet } from './live';
import { type LoggedLine } from './loggedEvents';
import { type RunningLoki, startLoki } from './loki';
import { parseTarget, pushBody, type PushTarget, type RunningPush, startPushing } from './pushEvents';
import { freePort } from '../launcher/service';
import { answerQueries } from '../host/query/ds-query';
import { diagnose, type NodeEvidence } from '../../src/diagnosis';
import { parseLogEntries } from '../../src/events/frames/logEntries';
import { joinLogged } from '../../src/signals/evidence/loggedEvents';
import { eventLinesQuery } from '../../src/signals/questions/logQuestions';
import { defaultSettings, type Settings } from '../../src/signals/settings/settings';
import { parseLogFrames } from '../../src/data/parseFrames';

jest.setTimeout(60_000);

const startSeconds = 1_795_000_000;
const quietNode = fleet.find(({ archetype }) => archetype === 'quiet-el7');
let nowSeconds = startSeconds;
let live: RunningFleet;
const opened: Array<{ close: () => Promise<void> }> = [];

beforeEach(async () => {
  nowSeconds = startSeconds + 60;
  live = await startFleet({ port: 0, startSeconds, nowSeconds: () => nowSeconds });
  opened.push(live);
});
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) {
    await each.close();
  }
});

function pushTo(target: PushTarget, say: (text: string) => void = () => undefined): RunningPush {
  const running = startPushing({
    fleetUrl: live.url,
    targets: [target],
    pastSeconds: hour,
    everySeconds: 0.01,
    say,
  });
  opened.push(running);
  return running;
}

async function until<T>(look: () => T | Promise<T>, isThere: (seen: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    const seen = await look();
    if (isThere(seen)) {
      return seen;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not come');
}

interface Pushed {
  streams: Array<{ stream: Record<string, string>; values: Array<[nanoseconds: string, line: string]> }>;
}

/** Answers pushes in turn with these statuses, with the last one ever after. */
class Receiver {
  readonly pushes: Array<{ status: number; contentType: string | undefined; body: Pushed }> = [];
  private server: Server | undefined;

  constructor(private readonly statuses: number[]) {}

  async listen(port = 0): Promise<string> {
    const server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const status = this.statuses[Math.min(this.pushes.length, this.statuses.length - 1)] ?? 204;
        const body = JSON.parse(Buffer.concat(pieces).toString('utf8')) as Pushed;
        this.pushes.push({ status, contentType: request.headers['content-type'], body });
        response.writeHead(status).end(status === 204 ? undefined : 'said so');
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    opened.push(this);
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/loki/api/v1/push`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server?.close(() => resolve());
      this.server?.closeAllConnections();
    });
  }

  taken(): Array<{ seconds: number; line: string; stream: Record<string, string> }> {
    return this.pushes
      .filter(({ status }) => status === 204)
      .flatMap(({ body }) => body.streams)
      .flatMap(({ stream, values }) =>
        values.map(([nanoseconds, line]) => ({ seconds: Number(nanoseconds) / 1e9, line, stream }))
      );
  }

  linesOf(node: string) {
    return this.taken().filter(({ line }) => line.includes(`sourcehost=${node} `));
  }
}

describe('events of the running fleet', () => {
  it('are pushed from an hour ago on, each stream in the order of time, as Alloy’s source writes them', async () => {
    const receiver = new Receiver([204]);
    pushTo({ url: await receiver.listen() });
    const taken = await until(
      () => receiver.taken(),
      (lines) => lines.length > 0
    );
    expect(receiver.pushes[0]?.contentType).toBe('application/json');
    for (const { body } of receiver.pushes) {
      for (const { values } of body.streams) {
        const times = values.map(([nanoseconds]) => nanoseconds);
        expect(times).toEqual([...times].sort());
      }
    }
    expect(Math.min(...taken.map(({ seconds }) => seconds))).toBeGreaterThanOrEqual(nowSeconds - hour);
    expect(Math.max(...taken.map(({ seconds }) => seconds))).toBeLessThanOrEqual(nowSeconds);
    const seed = receiver.linesOf(incidentNodeName).filter(({ line }) => line.includes('type=Warning'));
    // Two pods that wait, a write every five minutes.
    expect(seed).toHaveLength(24);
    for (const { stream, line } of seed) {
      expect(stream).toEqual({
        job: 'integrations/kubernetes/eventhandler',
        instance: 'loki.source.kubernetes_events.cluster',
        namespace: 'prometheus',
      });
      expect(line).toMatch(/ count=\d+ msg="unable to ensure .* mkdir \/sys\/fs\/cgroup\/memory\/.*" $/);
    }
  });

  it('come each once, however often somebody looks, and follow what is done to a node', async () => {
    const receiver = new Receiver([204]);
    pushTo({ url: await receiver.listen() });
    const node = quietNode?.name ?? '';
    await until(
      () => receiver.linesOf(node).length,
      (count) => count > 0
    );
    await sendCommand({ fleetUrl: live.url, action: 'fail', node });
    const failedAt = nowSeconds;
    for (let step = 1; step <= 70; step++) {
      nowSeconds = failedAt + step * 10;
      await new Promise((resolve) => setTimeout(resolve, 12));
    }
    const warnings = () => receiver.linesOf(node).filter(({ line }) => line.includes('mkdir /sys/fs/cgroup/memory/'));
    const seen = await until(warnings, (lines) => lines.length >= 6);
    const offsets = [0, 0, 300, 300, 600, 600].map((offset) => failedAt + offset);
    expect(seen.map(({ seconds }) => seconds).sort()).toEqual(offsets);
    const all = receiver.taken().map(({ seconds, line, stream }) => JSON.stringify([seconds, line, stream]));
    expect(new Set(all).size).toBe(all.length);

    await sendCommand({ fleetUrl: live.url, action: 'fix', node });
    nowSeconds += hour;
    const isLater = ({ seconds }: { seconds: number }) => seconds > failedAt + 900;
    await until(
      () => receiver.linesOf(incidentNodeName).some(isLater),
      (later) => later
    );
    expect(warnings().filter(isLater)).toEqual([]);
  });

  it('of one cluster only, where it is named', async () => {
    const receiver = new Receiver([204]);
    pushTo({ url: await receiver.listen(), cluster: 'prod-b' });
    const taken = await until(
      () => receiver.taken(),
      (lines) => lines.length > 0
    );
    const hosts = new Set(taken.map(({ line }) => / sourcehost=(\S+) /.exec(line)?.[1]));
    const inCluster = new Set(fleet.filter(({ cluster }) => cluster === 'prod-b').map(({ name }) => name));
    expect(hosts).toEqual(inCluster);
  });

  it('wait for a receiver that is not up, or not ready, and lose nothing', async () => {
    const port = await freePort();
    const said: string[] = [];
    pushTo({ url: `http://127.0.0.1:${port}/loki/api/v1/push` }, (text) => said.push(text));
    await until(
      () => said.length,
      (count) => count > 0
    );
    expect(said).toEqual([expect.stringContaining('not ready yet')]);
    const receiver = new Receiver([503, 429, 204]);
    await receiver.listen(port);
    await until(
      () => receiver.linesOf(incidentNodeName).length,
      (count) => count >= 25
    );
    expect(receiver.pushes.map(({ status }) => status)).toEqual([503, 429, 204]);
    expect(receiver.pushes[0]?.body).toEqual(receiver.pushes[2]?.body);
    await until(
      () => said.at(-1) ?? '',
      (text) => text.includes('takes events')
    );
  });

  it('that are refused are not pushed again, and the next ones are', async () => {
    const receiver = new Receiver([400, 204]);
    const said: string[] = [];
    pushTo({ url: await receiver.listen() }, (text) => said.push(text));
    await until(
      () => said.length,
      (count) => count > 0
    );
    expect(said).toEqual([expect.stringContaining('refuses events: 400 said so')]);
    nowSeconds += 600;
    const taken = await until(
      () => receiver.taken(),
      (lines) => lines.length > 0
    );
    expect(taken.filter(({ seconds }) => seconds <= startSeconds + 60)).toEqual([]);
  });

  it('wait for a fleet that is not up', async () => {
    const receiver = new Receiver([204]);
    const port = await freePort();
    const said: string[] = [];
    const running = startPushing({
      fleetUrl: `http://127.0.0.1:${port}`,
      targets: [{ url: await receiver.listen() }],
      pastSeconds: hour,
      everySeconds: 0.01,
      say: (text) => said.push(text),
    });
    opened.push(running);
    await until(
      () => said.length,
      (count) => count > 0
    );
    expect(said).toEqual([expect.stringContaining('the fleet is not ready yet')]);
    opened.push(await startFleet({ port, startSeconds, nowSeconds: () => nowSeconds }));
    await until(
      () => receiver.taken().length,
      (count) => count > 0
    );
  });
});

test.each(['?since=x', '?past=x'])('the fleet refuses %s', async (query) => {
  expect((await fetch(`${live.url}/events${query}`)).status).toBe(400);
});

test('the fleet tells no more than a day', async () => {
  const { lines } = (await (await fetch(`${live.url}/events?since=0`)).json()) as { lines: LoggedLine[] };
  expect(Math.min(...lines.map(({ seconds }) => seconds))).toBeGreaterThan(nowSeconds - 24 * hour);
  expect(lines.length).toBeGreaterThan(24 * 12);
});

describe('a target', () => {
  it('is an address, with the cluster before it if it takes one only', () => {
    expect(parseTarget('http://loki:3100/loki/api/v1/push?x=y')).toEqual({
      url: 'http://loki:3100/loki/api/v1/push?x=y',
      cluster: undefined,
    });
    expect(parseTarget('prod-a=http://alloy:3500/push')).toEqual({ url: 'http://alloy:3500/push', cluster: 'prod-a' });
  });

  it.each(['', 'loki:3100', 'prod-a=', 'ftp://loki', 'http://'])('is not %j', (text) => {
    expect(() => parseTarget(text)).toThrow('neither URL nor CLUSTER=URL');
  });
});

test('metadata is pushed where there is some', () => {
  const line = { seconds: 1.5, line: 'x', stream: { job: 'a' }, metadata: { node: 'n' } };
  expect(pushBody([line])).toEqual({
    streams: [{ stream: { job: 'a' }, values: [['1500000000', 'x', { node: 'n' }]] }],
  });
});

describe('from the fleet through Loki to the verdict', () => {
  const usual = defaultSettings();
  const settings: Settings = { ...usual, events: { ...usual.events, source: 'loki' } };
  let loki: RunningLoki;

  beforeEach(async () => {
    loki = await startLoki({ port: 0, startSeconds, nowSeconds: () => nowSeconds });
    opened.push(loki);
    pushTo({ url: `${loki.pushedUrl}/loki/api/v1/push` });
  });

  /** What the page would read, by way of the stand-in Grafana. */
  async function readNode(name: string): Promise<NodeEvidence> {
    const query = eventLinesQuery(settings);
    const [node] = fleet.filter((each) => each.name === name);
    if (!query || !node) {
      throw new Error('nothing to ask');
    }
    const dataSource = { uid: 'loki', name: 'Loki', type: 'loki' as const, url: loki.pushedUrl };
    const answer = await answerQueries(
      {
        queries: [
          { refId: 'events', datasource: { uid: 'loki' }, expr: query.expr, queryType: 'range', maxLines: 2000 },
        ],
        from: String((nowSeconds - query.windowSeconds) * 1000),
        to: String(nowSeconds * 1000),
      },
      [dataSource],
      new AbortController().signal
    );
    const { entries } = parseLogFrames(answer.body, 'events');
    const known: NodeEvidence = {
      key: { cluster: node.cluster, node: node.name },
      atSeconds: nowSeconds,
      kernelRelease: node.kernelVersion,
      slabHistory: [],
      stuckPods: [],
      events: [],
    };
    const { nodes } = joinLogged([known], { entries, read: parseLogEntries }, settings, nowSeconds);
    return nodes[0] ?? known;
  }

  it('the incident is convicted, and a node that is made to fail while somebody watches', async () => {
    const seed = await until(
      () => readNode(incidentNodeName),
      ({ events }) => events.length > 0
    );
    expect(diagnose(seed, settings.thresholds)).toMatchObject({ state: 'failing', cause: 'memcg-kmem-leak' });

    const node = quietNode?.name ?? '';
    expect((await readNode(node)).events).toEqual([]);
    await sendCommand({ fleetUrl: live.url, action: 'fail', node });
    nowSeconds += 30;
    const failing = await until(
      () => readNode(node),
      ({ events }) => events.length > 0
    );
    expect(diagnose(failing, settings.thresholds)).toMatchObject({ state: 'failing', cause: 'memcg-kmem-leak' });
  });

  it('what is no push is refused, and says why', async () => {
    const push = (body: string) => fetch(`${loki.pushedUrl}/loki/api/v1/push`, { method: 'POST', body });
    const response = await push('not JSON');
    expect([response.status, await response.text()]).toEqual([400, 'loghttp.PushRequest: not JSON']);
    expect((await fetch(`${loki.url}/alloy-json/loki/api/v1/push`, { method: 'POST', body: '{}' })).status).toBe(404);
  });
});
