import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLoki } from '../fleet/loki';
import { servePrometheus } from '../launcher/servePrometheus';
import { type Service } from '../launcher/service';
import { faultNames, type FaultName } from './fault';
import { type RunningProxies, startProxies } from './proxies';
import { hostileTexts } from './spoiled';

// Of the fleet's start nothing is older: the stand-in Loki has its lines after this.
const startSeconds = Math.floor(Date.now() / 1000);
let workDir: string;
let prometheus: Service;
let loki: Awaited<ReturnType<typeof startLoki>>;
let echo: Server;
let proxies: RunningProxies<'prometheus' | 'loki' | 'echo' | 'stopped'>;

beforeAll(async () => {
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-proxies-'));
  prometheus = await servePrometheus({ workDir, config: {} });
  loki = await startLoki({ port: 0, startSeconds });
  echo = createServer((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { method, url, headers } = request;
      response
        .writeHead(418, { 'content-type': 'application/json' })
        .end(JSON.stringify({ method, url, headers, body }));
    });
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const servers = {
    prometheus: prometheus.url,
    loki: `${loki.url}/alloy-logfmt`,
    echo: `http://127.0.0.1:${(echo.address() as AddressInfo).port}/below/`,
    stopped: 'http://127.0.0.1:1',
  };
  proxies = await startProxies({ port: 0, servers });
});

afterAll(async () => {
  await proxies?.close();
  await loki?.close();
  await prometheus?.close();
  echo?.close();
  rmSync(workDir, { recursive: true, force: true });
});

interface Answer {
  status: string;
  errorType?: string;
  error?: string;
  warnings?: string[];
  data: {
    resultType: string;
    result: Array<{
      metric: Record<string, string>;
      stream: Record<string, string>;
      value: [number, string];
      values: Array<[number | string, string]>;
    }>;
  };
}

const oneSeries = 'label_replace(vector(3), "node", "a", "", "")';

function ask(fault: FaultName, query: string, verb: 'query' | 'query_range' = 'query'): Promise<Response> {
  const times = { time: '1000', start: '1000', end: '1060', step: '30' };
  return fetch(`${proxies.addressOf(fault, 'prometheus')}/api/v1/${verb}`, {
    method: 'POST',
    body: new URLSearchParams({ query, ...times }),
  });
}

async function resultOf(fault: FaultName, query = oneSeries, verb: 'query' | 'query_range' = 'query') {
  const response = await ask(fault, query, verb);
  expect(response.status).toBe(200);
  return ((await response.json()) as Answer).data.result;
}

describe('before Prometheus', () => {
  it('none: the answer is the server’s own', async () => {
    expect(await resultOf('none')).toEqual([{ metric: { node: 'a' }, value: [1000, '3'] }]);
    expect((await ask('none', 'no such(')).status).toBe(400);
  });

  it('unreachable: the connection is refused', async () => {
    const failure = await ask('unreachable', oneSeries).catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it.each(['no-memory', 'no-history'] as const)('%s: one question fails, the others do not', async (fault) => {
    const asked = `vector(1) or label_replace(vector(1), "signal", "unameRelease", "", "") or node_cgroups_cgroups`;
    const inAddress = await fetch(
      `${proxies.addressOf(fault, 'prometheus')}/api/v1/query?${new URLSearchParams({ query: asked })}`
    );
    for (const failed of [await ask(fault, asked), inAddress]) {
      expect(failed.status).toBe(422);
      expect(await failed.json()).toEqual({ status: 'error', errorType: 'execution', error: 'query timed out' });
    }
    expect(await resultOf(fault)).toHaveLength(1);
  });

  it.each([401, 403, 414, 429, 502] as const)('upstream-%i: everything is refused', async (status) => {
    for (const below of ['/api/v1/query?query=1', '/api/v1/rules', '/api/v1/labels']) {
      const refused = await fetch(proxies.addressOf(`upstream-${status}`, 'prometheus') + below);
      expect(refused.status).toBe(status);
      expect(await refused.text()).toContain('<html>');
    }
  });

  it('ha-pair: every series comes twice, once with a label more', async () => {
    expect((await resultOf('ha-pair')).map(({ metric }) => metric)).toEqual([
      { node: 'a' },
      { node: 'a', prometheus_replica: 'replica-b' },
    ]);
  });

  it.each(['query', 'query_range'] as const)(
    'hostile: strange texts and values beside the good ones, %s',
    async (verb) => {
      const [good, ...strange] = await resultOf('hostile', oneSeries, verb);
      expect(good?.metric).toEqual({ node: 'a' });
      expect(strange.map(({ metric }) => metric.node)).toEqual(hostileTexts);
      const values = strange.map(({ value, values: many }) => (value ?? many[0])?.[1]);
      expect(values).toEqual(expect.arrayContaining(['NaN', '+Inf', '-1']));
      expect(await resultOf('hostile', 'absent(vector(1))')).toEqual([]);
    }
  );

  it('empty: nothing is known', async () => {
    expect(await resultOf('empty')).toEqual([]);
    expect(await resultOf('empty', oneSeries, 'query_range')).toEqual([]);
  });

  it('malformed: a page stands in place of the answer', async () => {
    const response = await ask('malformed', oneSeries);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^<html>/);
  });

  it('warning: the answer is there, and a remark on it', async () => {
    const answer = (await (await ask('warning', oneSeries)).json()) as Answer;
    expect(answer.warnings).toEqual(['partial response: one store is away']);
    expect(answer.data.result).toHaveLength(1);
  });

  it.each([
    ['forbidden-rules', 403],
    ['no-rules', 404],
  ] as const)('%s: the rules alone are refused', async (fault, status) => {
    expect((await fetch(`${proxies.addressOf(fault, 'prometheus')}/api/v1/rules?type=alert`)).status).toBe(status);
    expect(await resultOf(fault)).toHaveLength(1);
  });

  it('slow: is not answered at once', async () => {
    const url = `${proxies.addressOf('slow', 'prometheus')}/api/v1/query?query=1`;
    const failure = await fetch(url, { signal: AbortSignal.timeout(50) }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'TimeoutError' });
  });

  it.each(faultNames.filter((fault) => /^(ha-pair|hostile|empty|warning)$/.test(fault)))(
    '%s: numbers, errors and lists pass as they are',
    async (fault) => {
      const scalar = (await (await ask(fault, '1')).json()) as Answer;
      expect(scalar.data).toEqual({ resultType: 'scalar', result: [1000, '1'] });
      expect((await ask(fault, 'no such(')).status).toBe(400);
      const labels = await fetch(`${proxies.addressOf(fault, 'prometheus')}/api/v1/labels`);
      expect(await labels.json()).toMatchObject({ status: 'success' });
    }
  );
});

describe('before Loki', () => {
  async function streams(fault: FaultName) {
    const form = new URLSearchParams({
      query: '{job=~".+"}',
      start: `${startSeconds - 86_400}000000000`,
      end: `${startSeconds}000000000`,
      limit: '5',
    });
    const response = await fetch(`${proxies.addressOf(fault, 'loki')}/loki/api/v1/query_range?${form}`);
    return ((await response.json()) as Answer).data.result;
  }

  it('streams come twice, with strange lines, or not at all', async () => {
    const good = await streams('none');
    expect(good.length).toBeGreaterThan(0);
    expect(await streams('empty')).toEqual([]);
    expect(await streams('ha-pair')).toHaveLength(2 * good.length);
    const strange = (await streams('hostile')).slice(good.length);
    expect(strange.map(({ values }) => values[0]?.[1])).toEqual(hostileTexts);
  });
});

describe('what is passed on', () => {
  it('keeps method, path, query, headers and body, and the status of the answer', async () => {
    const response = await fetch(`${proxies.addressOf('none', 'echo')}/a%2Fb?x=1&x=%22`, {
      method: 'PUT',
      headers: { 'content-type': 'text/x', 'x-loki-response-encoding-flags': 'categorize-labels' },
      body: 'as it was',
    });
    expect(response.status).toBe(418);
    expect(await response.json()).toMatchObject({
      method: 'PUT',
      url: '/below/a%2Fb?x=1&x=%22',
      body: 'as it was',
      headers: { 'content-type': 'text/x', 'x-loki-response-encoding-flags': 'categorize-labels' },
    });
  });

  it.each(['/none/nobody/x', '/no-such-fault/prometheus/api/v1/query', '/none/constructor/x', '/none'])(
    '%s leads nowhere',
    async (address) => {
      expect((await fetch(proxies.url + address)).status).toBe(404);
    }
  );

  it('tells what it was told to tell, by the name under which it is reached', async () => {
    const named = await startProxies({
      port: 0,
      reachedAs: 'stack',
      servers: { loki: loki.url },
      tells: (addressOf) => [addressOf('slow', 'loki'), addressOf('unreachable', 'loki')],
    });
    const [slow, unreachable] = (await (await fetch(named.url)).json()) as string[];
    await named.close();
    expect(slow).toBe(`http://stack:${new URL(named.url).port}/slow/loki`);
    expect(unreachable).toMatch(/^http:\/\/stack:\d+$/);
  });

  it('breaks off where the server does not answer', async () => {
    await expect(fetch(`${proxies.addressOf('none', 'stopped')}/x`)).rejects.toThrow('fetch failed');
  });
});
