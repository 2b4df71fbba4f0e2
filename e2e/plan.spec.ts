import { readFileSync } from 'node:fs';
import { expect, test } from './test';
import { seedNode } from './expected';
import { HostPage } from './hostPage';
import { testedHosts } from './hosts';
import { testStack } from './stack';

for (const grafana of testedHosts) {
  test(`a maintenance plan of the simulated fleet, on the libraries of Grafana ${grafana}`, async ({ page }) => {
    const url = testStack().hosts[grafana];
    const host = new HostPage(page, url);
    await page.goto(`${url}/a/memcg-kmemleak-app/plan?cluster=prod-a`);
    const waves = page.getByTestId('wave');
    await expect(waves.first()).toContainText('1 node is failing already.');
    await expect(waves.first().getByTestId('wave-node').first()).toHaveAttribute('data-node', seedNode);
    // Control-plane nodes go alone, whatever the size.
    await page.getByLabel('Wave size').fill('4');
    await expect(page).toHaveURL(/size=4/);
    await expect(waves.first().getByTestId('wave-node')).toHaveCount(4);
    const controlPlane = waves.filter({ has: page.getByRole('heading', { name: /control plane/ }) });
    await expect(controlPlane).not.toHaveCount(0);
    for (const wave of await controlPlane.all()) {
      await expect(wave.getByTestId('wave-node')).toHaveCount(1);
    }

    await page.getByRole('button', { name: 'Keep this plan' }).click();
    await expect(page).toHaveURL(/since=\d+/);
    await expect(waves.first().getByTestId('wave-node').first()).toHaveAttribute('data-progress', 'todo');

    const download = page.waitForEvent('download');
    await page
      .getByTestId('plan-exports')
      .getByRole('button', { name: /download/i })
      .click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('plan.md');
    expect(readFileSync(await file.path(), 'utf8')).toContain(`- [ ] \`${seedNode}\`: Failing`);
    host.expectNoComplaints();
  });
}
