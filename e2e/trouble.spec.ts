import { expect, needsStandIn, test } from './test';
import { expectedVerdicts, seedNode } from './expected';
import { NodesPage } from './nodesPage';
import { testStack } from './stack';

const brokenSettings = { version: 2, clusterLabel: 'not a label', thresholds: 'many', events: { preset: 'telepathy' } };

test.describe('when the data source', () => {
  let nodes: NodesPage;
  test.beforeEach(({ page }) => {
    nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  });
  test.afterEach(() => nodes.expectNoComplaints());

  test('is gone, the page says so and takes no other', async ({ page }) => {
    await nodes.open('?ds=removed');
    await expect(page.getByText('The data source removed is not there')).toBeVisible();
    expect(nodes.queries).toEqual([]);
  });

  test('cannot be reached, the page says so', async ({ page }) => {
    await nodes.open('?ds=unreachable');
    await expect(page.getByText('The data source answered none of the questions')).toBeVisible();
    await expect(nodes.trouble('memory')).toContainText('cannot be reached');
    await nodes.trouble('memory').getByRole('button', { name: 'Show technical text' }).click();
    await expect(nodes.trouble('memory')).toContainText('connection refused');
    await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  });

  test('answers late, the page says it waits and then judges', async () => {
    test.setTimeout(240_000);
    await nodes.open('?ds=slow');
    await expect(nodes.trouble('memory')).toContainText('still waiting', { timeout: 60_000 });
    await expect(nodes.row(seedNode)).toHaveAttribute('data-state', 'failing', { timeout: 90_000 });
  });

  test('passes no questions on as they are, frames carry the same verdicts', async ({ page }) => {
    needsStandIn('It is the plugin of the data source that refuses, and no server behind it can make it do so.');
    await nodes.open('?ds=no-resources');
    await nodes.expectVerdicts(await expectedVerdicts());
    await page.getByRole('link', { name: 'Improve coverage' }).click();
    await expect(page.getByTestId('coverage-frames')).toContainText('HTTP 405');
  });

  test('fails one query, the rest of the page stays', async () => {
    await nodes.open('?ds=no-memory');
    await expect(nodes.trouble('memory')).toContainText('Memory and slab');
    await expect(nodes.row(seedNode)).toHaveAttribute('data-state', 'failing');
    await nodes.trouble('memory').getByRole('button', { name: 'Show technical text' }).click();
    await expect(nodes.trouble('memory')).toContainText('query timed out');
  });

  test('is an HA pair that answers twice, each node is judged once', async () => {
    await nodes.open('?ds=ha-pair');
    await nodes.expectVerdicts(await expectedVerdicts());
  });

  test('knows nothing, the page says what to enable', async ({ page }) => {
    await nodes.open('?ds=empty');
    await expect(page.getByText('empty knows no nodes')).toBeVisible();
    await expect(page.getByText(/Enable this first/)).toBeVisible();
  });

  test('answers what cannot be read, the page says so', async () => {
    await nodes.open('?ds=malformed');
    await expect(nodes.trouble('memory')).toBeVisible();
  });

  test('warns of a partial answer, the page passes it on', async () => {
    await nodes.open('?ds=warning');
    await expect(nodes.trouble('memory')).toContainText('answered with remarks');
    await nodes.trouble('memory').getByRole('button', { name: 'Show technical text' }).click();
    await expect(nodes.trouble('memory')).toContainText('one store is away');
  });

  test('sends hostile label values and NaN, the page stays whole', async () => {
    await nodes.open('?ds=hostile');
    await expect(nodes.row(seedNode)).toHaveAttribute('data-state', 'failing');
  });
});

test('settings that make no sense fall back to defaults and are named', async ({ page }) => {
  // Stored settings are one for all tests: only what this page is told of them is broken.
  await page.route('**/api/plugins/memcg-kmemleak-app/settings', async (route) => {
    const response = await route.fetch();
    const stored = (await response.json()) as Record<string, unknown>;
    await route.fulfill({ response, json: { ...stored, jsonData: brokenSettings } });
  });
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  await nodes.open();
  await expect(page.getByText('Some settings cannot be used')).toBeVisible();
  for (const field of ['clusterLabel', 'thresholds', 'events.preset']) {
    await expect(page.getByText(field, { exact: false }).first()).toBeVisible();
  }
  await nodes.expectVerdicts(await expectedVerdicts());
  nodes.expectNoComplaints();
});
