import { actions } from './actions';
import { sendCommand } from './command';
import { exposition } from './exposition';
import { fleet, incidentNodeName } from './fleet';
import { fleetSeries } from './fleetSeries';
import { expectedNodes, type RunningFleet, startFleet } from './live';

const startSeconds = 1_700_000_000;
let running: RunningFleet;

beforeAll(async () => {
  running = await startFleet({ port: 0, startSeconds, nowSeconds: () => startSeconds + 60 });
});
afterAll(() => running.close());

test('serves all series at now', async () => {
  const response = await fetch(`${running.url}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(await response.text()).toBe(exposition(fleetSeries(startSeconds), startSeconds + 60));
});

test('serves the expected answer', async () => {
  const answer: unknown = await (await fetch(`${running.url}/expected`)).json();
  expect(answer).toEqual(expectedNodes());
  expect(expectedNodes()).toHaveLength(fleet.length);
});

test.each([
  ['GET', '/anything', 404],
  ['GET', '/nodes/prod-a/i-2zeav45krsh6sr8t9r4q/fix', 404],
  ['PUT', '/metrics', 405],
  ['POST', '/metrics', 404],
  ['POST', '/nodes/prod-a/no-such-node/fix', 404],
  ['POST', '/nodes/prod-b/i-2zeav45krsh6sr8t9r4q/fix', 404],
  ['POST', '/nodes/prod-a/i-2zeav45krsh6sr8t9r4q/explode', 404],
  ['POST', '/nodes/prod-a/i-2zeav45krsh6sr8t9r4q/constructor', 404],
  ['POST', '/nodes/prod-a/%E0%A4%A/fix', 404],
  ['POST', `/nodes/prod-a/${'x'.repeat(2000)}/fix`, 404],
])('%s %s is refused', async (method, path, status) => {
  expect((await fetch(running.url + path, { method })).status).toBe(status);
  expect(await (await fetch(`${running.url}/metrics`)).text()).toBe(
    exposition(fleetSeries(startSeconds), startSeconds + 60)
  );
});

test('a form on another site can do nothing', async () => {
  const response = await fetch(`${running.url}/nodes/prod-a/${incidentNodeName}/fix`, {
    method: 'POST',
    headers: { origin: 'https://example.org' },
  });
  expect(response.status).toBe(403);
});

describe('a fleet that somebody acts on', () => {
  const [incident] = fleet.filter(({ name }) => name === incidentNodeName);
  const quiet = fleet.find(({ archetype }) => archetype === 'quiet-el7');
  let own: RunningFleet;

  beforeAll(async () => {
    const nodes = [incident, quiet].filter((node) => node !== undefined);
    own = await startFleet({ port: 0, startSeconds, nowSeconds: () => startSeconds + 60, nodes });
  });
  afterAll(() => own.close());

  test('has a page with a button for each action on each node', async () => {
    const response = await fetch(own.url);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    for (const action of actions) {
      expect(page).toContain(`<form method="post" action="/nodes/prod-a/${incidentNodeName}/${action}">`);
    }
    expect(page.match(/<form /g)).toHaveLength(2 * actions.length);
  });

  test('does what a form asks, and shows the page again', async () => {
    const path = `${own.url}/nodes/prod-a/${quiet?.name}/configure`;
    const response = await fetch(path, {
      method: 'POST',
      headers: { accept: 'text/html,*/*', origin: own.url },
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(await (await fetch(own.url)).text()).toContain('configure, 0 s ago');
  });

  test('does what the command asks, to that node only', async () => {
    const before = await (await fetch(`${own.url}/metrics`)).text();
    await expect(sendCommand({ fleetUrl: own.url, action: 'fix', node: incidentNodeName })).resolves.toContain(
      `fix ${incidentNodeName} (prod-a)`
    );
    const after = await (await fetch(`${own.url}/metrics`)).text();
    const linesOf = (text: string, ip: string) => text.split('\n').filter((line) => line.includes(`"${ip}:9100"`));
    expect(linesOf(before, incident?.internalIp ?? '').length).toBeGreaterThan(5);
    // It reboots: its exporter does not answer.
    expect(linesOf(after, incident?.internalIp ?? '')).toEqual([]);
    expect(linesOf(after, quiet?.internalIp ?? '')).toEqual(linesOf(before, quiet?.internalIp ?? ''));
  });

  test('the command says what is wrong', async () => {
    const command = { fleetUrl: own.url, action: 'fix' as const, node: 'no-such-node' };
    await expect(sendCommand(command)).rejects.toThrow('no node no-such-node');
    await expect(sendCommand({ ...command, fleetUrl: 'http://127.0.0.1:1' })).rejects.toThrow('no fleet answers');
  });
});

test('says so when the port is taken', async () => {
  await expect(startFleet({ port: Number(new URL(running.url).port), startSeconds })).rejects.toThrow('EADDRINUSE');
});
