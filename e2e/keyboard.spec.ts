import { type Page } from '@playwright/test';
import { seedNode } from './expected';
import { HostPage } from './hostPage';
import { NodePage } from './nodePage';
import { NodesPage } from './nodesPage';
import { testStack } from './stack';
import { expect, test } from './test';

const newest = () => testStack().hosts['13.2.2'];

/** Presses Tab until an element that matches has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) > 0) {
      return;
    }
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

test('from the top of the nodes page through its rows to a node, another time range, and back', async ({ page }) => {
  const nodes = new NodesPage(page, newest());
  const focused = page.locator('[data-testid="node-row"]:focus');
  await nodes.open();
  await expect(nodes.row(seedNode)).toBeVisible();

  await tabTo(page, '[data-testid="state-tile-failing"]');
  await page.keyboard.press('Space');
  await expect(nodes.rows).toHaveCount(2);
  await page.keyboard.press('Space');
  await tabTo(page, 'input[placeholder^="Search node"]');
  await page.keyboard.type('prod-a');
  await expect(page).toHaveURL(/q=prod-a/);

  await tabTo(page, '[data-testid="node-row"]');
  await expect(focused).toHaveAttribute('data-node', seedNode);
  await expect(page.getByText('Enter opens the node')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(nodes.details).toContainText('182,210');
  await page.keyboard.press('Space');
  await expect(nodes.details).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(focused.and(nodes.rows.last())).toBeInViewport();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(focused.and(nodes.rows.nth(1))).toBeVisible();
  // Tab goes through what stands in the row, and passes the other rows over.
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('th button:focus')).toBeVisible();
  await tabTo(page, '[data-testid="node-row"] button');
  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveAttribute('data-node', seedNode);

  await page.keyboard.press('Enter');
  const node = new NodePage(page, '');
  await expect(node.verdict).toHaveAttribute('data-state', 'failing');
  // What dragging across a chart does.
  await tabTo(page, '[data-testid$="TimePicker Open Button"]');
  await page.keyboard.press('Enter');
  await tabTo(page, '[data-testid$="Time Range from field"]');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('now-6h');
  await tabTo(page, '[data-testid$="TimePicker submit button"]');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=now-6h/);
  await tabTo(page, 'a:has-text("◂ Nodes")');
  await page.keyboard.press('Enter');
  await expect(nodes.row(seedNode)).toBeVisible();
  nodes.expectNoComplaints();
});

test('nodes are chosen for the plan', async ({ page }) => {
  const host = new HostPage(page, newest());
  await page.goto(`${newest()}/a/memcg-kmemleak-app/plan?cluster=prod-a`);
  const planned = page.locator(`[data-testid="wave-node"][data-node="${seedNode}"]`);
  await expect(planned).toBeVisible();
  const choice = `[data-testid="plan-node"][data-node="${seedNode}"] input`;
  await tabTo(page, choice);
  await page.keyboard.press('Space');
  await expect(planned).toHaveCount(0);
  await expect(page.locator(choice)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(planned).toBeVisible();
  host.expectNoComplaints();
});
