import { CoveragePage } from './coveragePage';
import { expect, test } from './test';
import { testedHosts } from './hosts';
import { testStack } from './stack';

for (const version of testedHosts) {
  test(`Grafana ${version}: what is delivered, cluster by cluster, and what to enable first`, async ({ page }) => {
    const coverage = new CoveragePage(page, testStack().hosts[version]);
    await coverage.open();
    await expect(coverage.answer).toContainText(' first');
    await expect(coverage.line('stack')).toContainText('kube-prometheus-stack');
    await expect(coverage.line('joins')).toContainText("by the exporters' pods");
    await expect(coverage.line('events')).toContainText('kube_event_info');
    await expect(coverage.line('memoryCgroups')).toContainText(/\d+ of \d+ nodes/);
    await page.getByText('Enable the cgroups collector').click();
    await expect(page.getByTestId('coverage-step-cgroupsCollector')).toContainText('--collector.cgroups');
    coverage.expectNoComplaints();
  });
}

test.describe('when the data source', () => {
  let coverage: CoveragePage;
  test.beforeEach(({ page }) => {
    coverage = new CoveragePage(page, testStack().hosts['13.2.2']);
  });
  test.afterEach(() => coverage.expectNoComplaints());

  test('fails some questions, only their lines are lost', async () => {
    await coverage.open('?ds=no-history');
    await expect(coverage.trouble('present')).toContainText('no answer in time');
    await expect(coverage.line('memory')).toContainText('not known');
    await expect(coverage.line('joins')).toContainText("by the exporters' pods");
  });

  test('answers in 30 s, the page says it waits and then tells', async () => {
    test.setTimeout(240_000);
    await coverage.open('?ds=slow');
    await expect(coverage.trouble('present')).toContainText('still waiting', { timeout: 60_000 });
    await expect(coverage.line('memory')).toContainText('nodes', { timeout: 90_000 });
  });

  test('cannot be reached, the page says so', async ({ page }) => {
    await coverage.open('?ds=unreachable');
    await expect(page.getByText('The data source answered none of the questions')).toBeVisible();
  });

  test('knows nothing, the page says how to begin', async ({ page }) => {
    await coverage.open('?ds=empty');
    await expect(page.getByText('empty knows no nodes')).toBeVisible();
    await expect(page.getByText('Enable kube-state-metrics')).toBeVisible();
  });

  test('sends hostile label values, the page stays whole', async () => {
    await coverage.open('?ds=hostile');
    await expect(coverage.line('memory')).toContainText('nodes');
  });
});

test('the evidence strip of the nodes leads here', async ({ page }) => {
  await page.goto(`${testStack().hosts['13.2.2']}/a/memcg-kmemleak-app/nodes?cluster=prod-a`);
  await page.getByRole('link', { name: 'Improve coverage' }).click();
  await expect(page).toHaveURL(/\/coverage\?cluster=prod-a$/);
  await expect(page.getByTestId('coverage-table')).toContainText('prod-a');
  await expect(page.getByTestId('coverage-table')).not.toContainText('prod-b');
});
