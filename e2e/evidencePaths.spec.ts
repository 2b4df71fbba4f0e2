import path from 'node:path';
import { type Locator } from '@playwright/test';
import { eventMetricIds } from '../dev/fleet/eventMetrics';
import { incidentNodeName } from '../dev/fleet/fleet';
import { loggedLines, type Pipeline, pipelines } from '../dev/fleet/loggedEvents';
import { type RunningHost } from '../dev/host/server';
import { startGrafana } from '../dev/launcher/stack';
import {
  busyNode,
  type EvidencePaths,
  quietCluster,
  startEvidencePaths,
  withoutProbe,
  withProbe,
} from './evidencePaths';
import { NodesPage } from './nodesPage';
import { expect, needsStandIn, test } from './test';

test.describe.configure({ mode: 'serial' });
needsStandIn('Saves other settings for each test, on which all others rest.');
test.setTimeout(180_000);

let paths: EvidencePaths;
let host: RunningHost;

test.beforeAll(async () => {
  paths = await startEvidencePaths(path.resolve(__dirname, '../.demo/evidence-paths'));
  const prometheus = { uid: 'prometheus', name: 'Prometheus', type: 'prometheus' as const, isDefault: true };
  host = await startGrafana('13.2.2', [
    { ...prometheus, url: paths.prometheusUrl },
    ...pipelines.map((pipeline) => ({
      uid: pipeline,
      name: pipeline,
      type: 'loki' as const,
      url: `${paths.lokiUrl}/${pipeline}`,
    })),
  ]);
});

test.afterAll(async () => {
  await host.close();
  await paths.close();
});

/** What an administrator would have saved. */
async function saveSettings(jsonData: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${host.url}/api/plugins/memcg-kmemleak-app/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ enabled: true, pinned: true, jsonData }),
  });
  expect(response.ok).toBe(true);
}

/** The kubelet's count of the loudest pod, as of now or of its write before; it writes every five minutes. */
function expectKubeletCount(text: string): void {
  const counts = [...text.matchAll(/[0-9][0-9,]{3,}/g)].map(([count]) => Number(count.replaceAll(',', '')));
  const perWrite = 24;
  const writes = Math.ceil((Date.now() / 1000 - paths.startSeconds) / 300) + 1;
  expect(counts.filter((count) => count >= 30_278 && count <= 30_278 + writes * perWrite)).not.toEqual([]);
}

async function expectSeedConvicted(nodes: NodesPage): Promise<Locator> {
  const row = nodes.row(incidentNodeName);
  await expect(row).toHaveAttribute('data-state', 'failing');
  await expect(row).toHaveAttribute('data-cause', 'memcg-kmem-leak');
  const details = await nodes.showDetails(incidentNodeName);
  await expect(details).toContainText('FailedCreatePodContainer');
  return details;
}

for (const preset of eventMetricIds) {
  test(`events from Prometheus, ${preset}, convict the seed node`, async ({ page }) => {
    await saveSettings({ version: 2, events: { source: 'prometheus', preset } });
    const nodes = new NodesPage(page, host.url);
    await nodes.open(`?cluster=${preset}`);
    const details = await expectSeedConvicted(nodes);
    if (preset === 'kubeEventInfo' || preset === 'kubeEventCount') {
      expectKubeletCount((await details.textContent()) ?? '');
    }
    nodes.expectNoComplaints();
  });
}

const layouts: Partial<Record<Pipeline, string>> = {
  'event-exporter': 'eventExporter',
  opentelemetry: 'openTelemetry',
};

for (const pipeline of pipelines) {
  test(`events from Loki, written by ${pipeline}, convict the seed node`, async ({ page }) => {
    const loki = { dataSourceUid: pipeline, layout: layouts[pipeline] ?? 'alloy' };
    // Their cluster's label is none of the metrics' here: the node's name has to do, and it is in every cluster.
    await saveSettings({
      version: 2,
      events: { source: 'loki', loki },
      selectors: selectorsOf(quietCluster),
    });
    const nodes = new NodesPage(page, host.url);
    await nodes.open();
    const details = await expectSeedConvicted(nodes);
    await expect(details).toContainText(/mkdir \/sys\/fs\/cgroup\/memory\/kubepods\/.*: cannot allocate memory/);
    // That exporter delivers an event once, with the count of that moment.
    if (pipeline !== 'event-exporter') {
      expectKubeletCount((await details.textContent()) ?? '');
    }
    nodes.expectNoComplaints();
  });
}

test('pasted events convict the seed node', async ({ page }) => {
  await saveSettings({ version: 2, events: { source: 'none' }, selectors: selectorsOf(quietCluster) });
  const nodes = new NodesPage(page, host.url);
  await nodes.open();
  await page.getByRole('button', { name: 'Paste evidence' }).click();
  const now = Date.now() / 1000;
  const lines = loggedLines('alloy-json', paths.startSeconds, { fromSeconds: now - 1200, toSeconds: now });
  await page.getByLabel('Text to read').fill(lines.map(({ line }) => line).join('\n'));
  await page.getByRole('button', { name: 'Add to the page' }).click();
  expectKubeletCount((await (await expectSeedConvicted(nodes)).textContent()) ?? '');
  nodes.expectNoComplaints();
});

test('without any events the seed node still fails, by the kubelet’s retries', async ({ page }) => {
  await saveSettings({ version: 2, events: { source: 'none' }, selectors: selectorsOf(quietCluster) });
  const nodes = new NodesPage(page, host.url);
  await nodes.open();
  await expect(nodes.row(incidentNodeName)).toHaveAttribute('data-state', 'failing');
  await expect(await nodes.showDetails(incidentNodeName)).not.toContainText('cannot allocate memory');
});

test('a Loki that is gone is said to be missing, and the page goes on', async ({ page }) => {
  const events = { source: 'loki', loki: { dataSourceUid: 'removed' } };
  await saveSettings({ version: 2, events, selectors: selectorsOf(quietCluster) });
  const nodes = new NodesPage(page, host.url);
  await nodes.open();
  await expect(nodes.trouble('events')).toContainText('its data source is not there');
  await expect(nodes.row(incidentNodeName)).toHaveAttribute('data-state', 'failing');
});

test.describe('the node probe', () => {
  const confidence = async (nodes: NodesPage, cluster: string, node: string) => {
    await nodes.open(`?cluster=${cluster}`);
    return (await (await nodes.showDetails(node)).textContent()) ?? '';
  };

  test('makes a failing el7 node certain that was probable', async ({ page }) => {
    await saveSettings({ version: 2, events: { source: 'none' } });
    const nodes = new NodesPage(page, host.url);
    const node = 'bj-k8s-node-007';
    const before = await confidence(nodes, withoutProbe, node);
    expect(before).toContain('medium confidence');
    expect(before).not.toContain('high confidence');
    const after = await confidence(nodes, withProbe, node);
    expect(after).toContain('high confidence');
    expect(after).toMatch(/1[56]\d,\d{3} slab entries/);
  });

  test('narrows the forecast of a leaking el7 node', async ({ page }) => {
    await saveSettings({ version: 2, events: { source: 'none' } });
    const nodes = new NodesPage(page, host.url);
    const days = async (cluster: string) => {
      await nodes.open(`?cluster=${cluster}`);
      const row = nodes.row(busyNode);
      await expect(row).toHaveAttribute('data-state', 'leaking');
      const forecast = (await row.textContent()) ?? '';
      const [, from, to] = /([0-9]+)–([0-9]+) d/.exec(forecast) ?? [];
      return { from: Number(from), to: Number(to), text: forecast };
    };
    const before = await days(withoutProbe);
    const after = await days(withProbe);
    expect(before.to - before.from, before.text).toBeGreaterThan(0);
    expect(after.to - after.from, after.text).toBeGreaterThan(0);
    expect(after.from).toBeGreaterThanOrEqual(before.from);
    // Both end where the IDs do, each rounded to a whole day at a moment of its own.
    expect(after.to).toBeLessThanOrEqual(before.to + 1);
    expect(after.to - after.from).toBeLessThan(0.8 * (before.to - before.from));
  });
});

function selectorsOf(cluster: string): Record<string, string> {
  const matcher = `cluster="${cluster}"`;
  return { nodeExporter: matcher, kubeStateMetrics: matcher, kubelet: matcher };
}
