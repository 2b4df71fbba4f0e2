import { type BrowserContext } from '@playwright/test';
import { expect, test } from './test';
import { expectedNodes, seedNode } from './expected';
import { testedHosts } from './hosts';
import { NodePage } from './nodePage';
import { RunbookPage } from './runbookPage';
import { testStack } from './stack';

interface Alert {
  state: 'pending' | 'firing';
  labels: { alertname: string; node: string };
  annotations: { runbook_url: string };
}

/** The runbook link of the alert that fires for the node in the fleet that may be changed. */
async function firingAlertLink(node: string): Promise<string | undefined> {
  const response = await fetch(`${testStack().changing.prometheusUrl}/api/v1/alerts`);
  const { data } = (await response.json()) as { data: { alerts: Alert[] } };
  return data.alerts.find(
    ({ state, labels }) => state === 'firing' && labels.node === node && labels.alertname === 'MemcgKmemCreationFailing'
  )?.annotations.runbook_url;
}

async function act(action: string): Promise<void> {
  const { fleetUrl } = testStack().changing;
  const response = await fetch(`${fleetUrl}/nodes/prod-a/${seedNode}/${action}`, { method: 'POST' });
  expect(response.status).toBe(200);
}

async function nodeOf(archetype: string): Promise<{ node: string; cluster: string }> {
  const found = (await expectedNodes()).find((each) => each.archetype === archetype);
  if (!found) {
    throw new Error(`no node is ${archetype}`);
  }
  return found;
}

async function allowClipboard(context: BrowserContext, origin: string): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
}

// A scrape every 15 s, a question every 15 s, and half a minute for the reboot.
const seen = { timeout: 120_000 };

test('from the alert of the seed incident over its runbook to the fix that is seen to hold', async ({
  page,
  context,
}) => {
  test.setTimeout(12 * 60_000);
  const host = testStack().hosts['13.2.2'];
  await allowClipboard(context, host);
  const runbook = new RunbookPage(page, host);

  await test.step('the alert leads to the runbook of the node', async () => {
    await expect.poll(() => firingAlertLink(seedNode), { timeout: 6 * 60_000, intervals: [2000] }).toBeTruthy();
    await page.goto(`${host}${await firingAlertLink(seedNode)}&ds=changing`);
    await expect(page.getByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
    if (!page.url().includes('/runbook/nokmem')) {
      await page
        .getByRole('link', { name: /nokmem/ })
        .first()
        .click();
    }
    await expect(page).toHaveURL(/runbook\/nokmem\?.*node=/);
  });

  await test.step('nothing is proven before', async () => {
    await expect(runbook.proof).toHaveAttribute('data-status', 'todo');
    await expect(runbook.proof).toHaveAttribute('data-why', 'notRunning');
    await expect(runbook.check('noFailedCreation')).toHaveAttribute('data-result', 'failed');
  });

  await test.step('its commands can be copied', async () => {
    expect(await runbook.copyCommand('kubectl cordon')).toContain(seedNode);
    expect(await runbook.copyCommand('cgroup.memory=nokmem')).toContain('cgroup.memory=nokmem');
  });

  await test.step('set without a reboot it stays red, and says why', async () => {
    await act('configure');
    await expect(runbook.proof).toHaveAttribute('data-why', 'setButNotRunning', seen);
    await expect(runbook.proof).toHaveAttribute('data-status', 'todo');
    for (const check of ['booted', 'fixRunning']) {
      await expect(runbook.check(check)).toHaveAttribute('data-result', 'failed');
      await expect(runbook.check(check)).toContainText('Set for the next boot, but not running.');
    }
  });

  await test.step('rebooted with it, what can pass at once passes, and the rest says until when', async () => {
    await act('fix');
    await expect(runbook.proof).toHaveAttribute('data-status', 'verifying', seen);
    for (const check of ['booted', 'fixRunning', 'accountingOff']) {
      await expect(runbook.check(check)).toHaveAttribute('data-result', 'passed');
    }
    const header = page.getByTestId('node-verdict');
    await expect(header).toHaveAttribute('data-state', 'protected');
    await expect(header).toContainText('Recovering: booted with nokmem');
    await expect(runbook.check('booted')).toContainText('under a minute');
    await expect(runbook.check('fixRunning')).toContainText('nokmem is on the running command line');
    await expect(runbook.check('accountingOff')).toContainText('The node probe sees it off on pods');
    await expect(runbook.check('noFailedCreation')).toHaveAttribute('data-result', 'pending');
    await expect(runbook.check('noFailedCreation')).toContainText('Events from before the boot still show');
    await expect(runbook.check('noGrowth')).toHaveAttribute('data-result', 'pending');
    await expect(runbook.check('noGrowth')).toContainText(/Until .+, 23 h 5\d min left/);
    await expect(runbook.proof).toContainText(/Proven .+ at the earliest, in 23 h/);
    await expect(page.getByTestId('before-after')).toContainText(/Failed creations30,\d{3} or more/);
  });

  await test.step('and it can be told to others', async () => {
    await runbook.proof.getByRole('button', { name: 'Copy summary' }).click();
    const summary = await page.evaluate(() => navigator.clipboard.readText());
    expect(summary).toContain(`**Verifying**: \`${seedNode}\` (\`prod-a\`).`);
    expect(summary).toContain('- Fix running: Passed. nokmem is on the running command line.');
  });
  runbook.expectNoComplaints();
});

for (const grafana of testedHosts) {
  test(`a parameter that is set and not running stays red, on the libraries of Grafana ${grafana}`, async ({
    page,
  }) => {
    const { node, cluster } = await nodeOf('configured-not-running');
    const runbook = new RunbookPage(page, testStack().hosts[grafana]);
    await runbook.open('nokmem', node, cluster);
    await expect(runbook.proof).toHaveAttribute('data-status', 'todo');
    await expect(runbook.proof).toContainText('nokmem is set for the next boot but not running');
    await expect(runbook.check('fixRunning')).toHaveAttribute('data-result', 'failed');
    await expect(runbook.check('noGrowth')).toHaveAttribute('data-result', 'failed');
    runbook.expectNoComplaints();
  });
}

test('a fix that has held for more than a day is verified', async ({ page }) => {
  const { node, cluster } = await nodeOf('fixed-verified');
  const runbook = new RunbookPage(page, testStack().hosts['13.2.2']);
  await runbook.open('nokmem', node, cluster);
  await expect(runbook.proof).toHaveAttribute('data-status', 'verified');
  for (const check of ['booted', 'fixRunning', 'accountingOff', 'noFailedCreation', 'noGrowth']) {
    await expect(runbook.check(check)).toHaveAttribute('data-result', 'passed');
  }
  await expect(page.getByTestId('before-after')).toContainText(/Growth of unreclaimable slab\+2\d\d MiB\/day/);
  runbook.expectNoComplaints();
});

test('a fix that was lost is called regressed', async ({ page }) => {
  const { node, cluster } = await nodeOf('regressed');
  const runbook = new RunbookPage(page, testStack().hosts['13.2.2']);
  await runbook.open('nokmem', node, cluster);
  await expect(runbook.proof).toHaveAttribute('data-status', 'regressed');
  await expect(runbook.proof).toContainText('nokmem was running before and is not any more');
});

test('a new kernel is proof as well, and the page of the node shows the change', async ({ page }) => {
  const { node, cluster } = await nodeOf('kernel-changed');
  const host = testStack().hosts['13.2.2'];
  const runbook = new RunbookPage(page, host);
  await runbook.open('kernel-upgrade', node, cluster);
  await expect(runbook.proof).toHaveAttribute('data-status', 'verified');
  await expect(runbook.check('fixRunning')).toContainText('Kernel 4.18.0-553.el8_10.x86_64 does not leak');
  await expect(runbook.check('accountingOff')).toHaveCount(0);
  // What the bundle leaves out of the kernel table must not be what a page says.
  await expect(page.getByTestId('upgrade-targets').first()).toContainText(/\.el9_\d+\./);

  const nodePage = new NodePage(page, host);
  await nodePage.open(node, cluster, 'from=now-7d&to=now');
  await expect(page.getByTestId('timeline')).toContainText(
    /about .+Kernel changed: 4\.18\.0-80\.11\.2\.el8_0\.x86_64 → 4\.18\.0-553\.el8_10\.x86_64/
  );
  await expect(page.getByTestId('before-after')).toContainText(
    'Kernel4.18.0-80.11.2.el8_0.x86_644.18.0-553.el8_10.x86_64'
  );
  nodePage.expectNoComplaints();
});

test('the page of a node rebooted today compares before and after', async ({ page }) => {
  const { node, cluster } = await nodeOf('fixed-verifying');
  const nodePage = new NodePage(page, testStack().hosts['13.2.2']);
  await nodePage.open(node, cluster, 'from=now-24h&to=now');
  await expect(nodePage.verdict).toHaveAttribute('data-state', 'protected');
  await expect(page.getByTestId('before-after')).toContainText(/Failed creations3,\d{3} or more0/);
  nodePage.expectNoComplaints();
});
