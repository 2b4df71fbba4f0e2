import { exposition } from './exposition';
import { fleet } from './fleet';
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

test('serves nothing else', async () => {
  expect((await fetch(`${running.url}/`)).status).toBe(404);
});

test('says so when the port is taken', async () => {
  await expect(startFleet({ port: Number(new URL(running.url).port), startSeconds })).rejects.toThrow('EADDRINUSE');
});
