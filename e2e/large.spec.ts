import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningHost } from '../dev/host/server';
import { serveLargeFleet, storeLargeFleet } from '../dev/bench/servedFleet';
import { type Service } from '../dev/launcher/service';
import { isGivenStack } from './hosts';
import { NodesPage } from './nodesPage';
import { grafanaOver } from './stack';
import { expect, test } from './test';

// The short form of npm run bench:fleet: the same fleet, smaller, and no limits of time.
const nodes = 1000;

test.describe('a thousand nodes', () => {
  test.skip(isGivenStack, 'Starts a Prometheus of its own on this machine.');
  let workDir: string;
  let prometheus: Service;
  let host: RunningHost;

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-large-'));
    await storeLargeFleet(workDir, { nodes, podsPerNode: 20, endSeconds: Math.floor(Date.now() / 1000) });
    prometheus = await serveLargeFleet(workDir);
    host = await grafanaOver([
      { uid: 'large', name: 'large', type: 'prometheus', url: prometheus.url, isDefault: true },
    ]);
  });

  test.afterAll(async () => {
    await host?.close();
    await prometheus?.close();
    rmSync(workDir, { recursive: true, force: true });
  });

  test('are judged on one page, with history of the suspects only, and can be searched', async ({ page }) => {
    const overview = new NodesPage(page, host.url);
    await overview.open('?ds=large');
    // Growth over a week of a thousand nodes, without rules, is the longest question of the page.
    await expect(overview.tile('leaking')).toContainText(/\d\d/, { timeout: 90_000 });
    await expect(overview.rows.first()).toHaveAttribute('data-state', 'leaking');
    await expect(overview.rows).toHaveCount(20);
    await expect.poll(() => overview.asked('history').length).toBe(1);
    const history = overview.asked('history')[0] ?? '';
    const leaking = Number(/\d+/.exec((await overview.tile('leaking').textContent()) ?? '')?.[0]);
    const named = /instance=~"([^"]*)"/.exec(history)?.[1]?.split('|') ?? [];
    expect(leaking).toBeGreaterThan(10);
    expect(named.length).toBeGreaterThanOrEqual(leaking);
    expect(named.length).toBeLessThan(nodes);

    await overview.rows.first().focus();
    await page.keyboard.press('End');
    const focused = page.locator('[data-testid="node-row"]:focus');
    await expect(focused).toHaveAttribute('aria-rowindex', String(nodes + 1));
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowDown');
    await expect(focused).toHaveAttribute('aria-rowindex', String(nodes - 18));

    await page.getByPlaceholder('Search node, cluster, kernel, reason').fill('node-0042');
    await expect(overview.rows).toHaveCount(5);
    overview.expectNoComplaints();
  });
});
