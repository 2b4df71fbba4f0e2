import { expect, test } from './test';
import { seedNode } from './expected';
import { NodesPage } from './nodesPage';
import { testStack } from './stack';

// What a reader pastes into an incident chat must show the next reader the same.
test('filters are kept in the address and read from it', async ({ page, context }) => {
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  await nodes.open();
  await expect(nodes.row(seedNode)).toBeVisible();
  await nodes.tile('failing').click();
  await expect(nodes.rows).toHaveCount(2);
  await page.getByPlaceholder('Search node, cluster, kernel, reason').fill('prod-a');
  await expect(nodes.rows).toHaveCount(1);
  await expect(page).toHaveURL(/state=failing/);
  await expect(page).toHaveURL(/q=prod-a/);

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(new NodesPage(other, '').rows).toHaveCount(1);
  await expect(new NodesPage(other, '').tile('failing')).toHaveAttribute('aria-pressed', 'true');

  await nodes.tile('failing').click();
  await expect(page).not.toHaveURL(/state=/);
  nodes.expectNoComplaints();
});

test('looking back shows the state of that time', async ({ page }) => {
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  const eightDaysAgo = Date.now() - 7.5 * 86_400_000;
  await nodes.open(`?from=${eightDaysAgo - 3_600_000}&to=${eightDaysAgo}`);
  await expect(nodes.row(seedNode)).toBeVisible();
  // The incident began 4 d 13 h ago.
  await expect(nodes.row(seedNode)).not.toHaveAttribute('data-state', 'failing');
});

test('from a failing node to its runbook, filled in for it', async ({ page }) => {
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  await nodes.open();
  await nodes.row(seedNode).getByRole('link', { name: 'Runbook' }).click();
  await expect(page).toHaveURL(/runbook\/nokmem\?.*node=i-2zeav45krsh6sr8t9r4q/);
  await expect(page.getByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
  await expect(page.getByText(`kubectl cordon ${seedNode}`)).toBeVisible();
  nodes.expectNoComplaints();
});
