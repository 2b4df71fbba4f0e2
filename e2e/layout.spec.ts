import { type Page } from '@playwright/test';
import { seedNode } from './expected';
import { pageContent } from './hostPage';
import { NodesPage } from './nodesPage';
import { testStack } from './stack';
import { expect, test } from './test';

const newest = () => testStack().hosts['13.2.2'];
const ofSeed = `cluster=prod-a&node=${seedNode}`;

/** Each page, and what stands there once its answer does. */
const pages: ReadonlyArray<readonly [string, string]> = [
  ['/a/memcg-kmemleak-app/nodes', '[data-testid=node-row]'],
  [`/a/memcg-kmemleak-app/nodes/${seedNode}?cluster=prod-a`, '[data-testid=node-verdict]'],
  [`/a/memcg-kmemleak-app/runbook/nokmem?${ofSeed}`, '[data-testid=node-verdict]'],
  ['/a/memcg-kmemleak-app/runbook/kernel-upgrade', '[data-testid=runbook-choice]'],
  ['/a/memcg-kmemleak-app/runbook/not-this-fault', '[data-testid^=look-alike-]'],
  [`/a/memcg-kmemleak-app/runbook/confirm?${ofSeed}`, '[data-testid=node-verdict]'],
  ['/a/memcg-kmemleak-app/plan', '[data-testid=wave-node]'],
  ['/a/memcg-kmemleak-app/coverage', '[data-testid=coverage-answer]'],
  ['/a/memcg-kmemleak-app/alerts', 'text=memcg'],
  ['/plugins/memcg-kmemleak-app?page=configuration', 'form'],
];

/** How far the page goes on to the right of what is in sight, px. */
const beyondRightEdge = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [address, content] of pages) {
  test(`${address}: no page is scrolled sideways, on a phone as little as beside the docked menu`, async ({ page }) => {
    await page.goto(`${newest()}${address}`);
    await expect(page.locator(content).first()).toBeVisible();
    for (const width of [390, 1024, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => beyondRightEdge(page), `at ${width} px`).toBe(0);
    }
  });
}

test('ten nodes show beside the docked menu, none of their cells cut', async ({ page }) => {
  const nodes = new NodesPage(page, newest());
  await page.setViewportSize({ width: 1440, height: 900 });
  await nodes.open();
  await expect(nodes.rows.nth(9)).toBeInViewport({ ratio: 1 });
  const header = await page.evaluate((content) => {
    const top = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().top ?? NaN;
    return top('[data-testid=nodes-table]') - top(content);
  }, pageContent);
  expect(header).toBeLessThanOrEqual(260);
  await expect(page.locator('thead th')).toHaveCount(6);
  const cut = await page
    .locator('[data-testid=nodes-table] td, [data-testid=nodes-table] th')
    .evaluateAll((cells) =>
      cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)
    );
  expect(cut).toEqual([]);
});

test('on a phone each node is a card, with its reasons and the way to its runbook in sight', async ({ page }) => {
  const nodes = new NodesPage(page, newest());
  await page.setViewportSize({ width: 390, height: 844 });
  await nodes.open();
  const row = nodes.row(seedNode);
  // What is still being read may add a line above.
  await expect(async () => {
    await row.scrollIntoViewIfNeeded();
    for (const part of [row.locator('[data-column=why]'), row.getByRole('link', { name: 'Runbook' })]) {
      await expect(part).toBeInViewport({ ratio: 1, timeout: 1_000 });
    }
  }).toPass();
  await expect(row.locator('[data-column=forecast]')).toContainText('Failing now');
});

test('ten stops at most lead from the address bar to the first failing node', async ({ page }) => {
  const nodes = new NodesPage(page, newest());
  await nodes.open();
  await expect(nodes.row(seedNode)).toBeVisible();
  for (let stop = 1; stop <= 10; stop++) {
    await page.keyboard.press('Tab');
    if (
      (await page
        .locator('button:focus')
        .textContent({ timeout: 200 })
        .catch(() => null)) === 'Skip to the nodes'
    ) {
      await page.keyboard.press('Enter');
      break;
    }
  }
  await expect(page.locator('[data-testid=node-row]:focus')).toHaveAttribute('data-state', 'failing');
});

test('what was ticked off in a runbook is still so after a reload, and for this node alone', async ({ page }) => {
  const runbook = (node: string) => `${newest()}/a/memcg-kmemleak-app/runbook/nokmem?cluster=prod-a&node=${node}`;
  await page.goto(runbook(seedNode));
  // The steps move down when the node's verdict comes.
  await expect(page.getByTestId('node-verdict')).toContainText('Failing');
  await page.getByRole('checkbox', { name: 'Done: Cordon the node' }).check({ force: true });
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Done: Cordon the node' })).toBeChecked();
  await expect(page.getByTestId('runbook-progress')).toContainText(/1 of \d+ steps done/);
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByRole('checkbox', { name: 'Done: Cordon the node' })).not.toBeChecked();
  await page.goto(runbook('another-node'));
  await expect(page.getByRole('checkbox', { name: 'Done: Cordon the node' })).not.toBeChecked();
});
