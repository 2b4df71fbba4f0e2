import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { AlertsPage } from './alertsPage';
import { seedNode } from './expected';
import { HostPage } from './hostPage';
import { testedHosts } from './hosts';
import { testStack } from './stack';
import { expect, needsStandIn, test } from './test';

const newest = () => testStack().hosts['13.2.2'];
// The rules wait before they fire; the stack may have come up a moment ago.
const untilFiring = { timeout: 240_000 };

for (const grafana of testedHosts) {
  test(`all rules are found loaded and what fires is listed, on the libraries of Grafana ${grafana}`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const alerts = new AlertsPage(page, testStack().hosts[grafana]);
    await alerts.open('?refresh=10s');
    await expect(alerts.answer('loaded')).toContainText(
      /All \d+ alerts and \d+ recording rules are loaded in prometheus/,
      untilFiring
    );
    await expect(alerts.row('MemcgKmemCreationFailing', seedNode)).toContainText('Firing · critical', untilFiring);
    await expect(alerts.rules.getByText('Evaluated', { exact: true }).first()).toBeVisible();
    await expect(alerts.rules).not.toContainText(/Not loaded|Cannot be evaluated|Differs|Stale/);
    alerts.expectNoComplaints();
  });
}

test('from an alert to its node, its runbook and a silence at the right Alertmanager, by keyboard', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const alerts = new AlertsPage(page, newest());
  await alerts.open('?ds=prometheus&refresh=10s');
  const row = alerts.row('MemcgKmemCreationFailing', seedNode);
  await expect(row).toBeVisible(untilFiring);
  const silence = new URL((await row.getByRole('link', { name: 'Silence' }).getAttribute('href')) ?? '', newest());
  expect(silence.pathname).toBe('/alerting/silence/new');
  expect(silence.searchParams.get('alertmanager')).toBe('Main Alertmanager');
  expect(silence.searchParams.getAll('matcher')).toEqual([
    'alertname=~MemcgKmem.*',
    'cluster=prod-a',
    `node=${seedNode}`,
  ]);

  // Until the rules have recorded the node's kernel, the alert leads to what holds for any.
  const runbook = row.getByRole('link', { name: 'Runbook' });
  await expect(runbook).toHaveAttribute('href', /\/runbook\/nokmem\?/, untilFiring);
  await runbook.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runbook\/nokmem\?.*node=i-2zeav45krsh6sr8t9r4q.*ds=prometheus/);
  await expect(page.getByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
  await page.goBack();
  await alerts.row('MemcgKmemCreationFailing', seedNode).getByRole('link', { name: seedNode }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/nodes/${seedNode}\\?.*cluster=prod-a`));
  alerts.expectNoComplaints();
});

test('what is downloaded is accepted by promtool and amtool', async ({ page }, testInfo) => {
  const alerts = new AlertsPage(page, newest());
  await alerts.open();
  await page.getByLabel(/Labels of the object/).fill('release=monitoring');
  const object = await alerts.download();
  expect(object.fileName).toBe('memcg-kmem.prometheusrule.yaml');
  const parsed = parse(readFileSync(object.path, 'utf8')) as { metadata: object; spec: { groups: unknown[] } };
  expect(parsed.metadata).toEqual({ name: 'memcg-kmem', labels: { release: 'monitoring' } });
  const fromObject = testInfo.outputPath('object.rules.yaml');
  writeFileSync(fromObject, stringify(parsed.spec));
  expect(promtool(fromObject)).toContain('SUCCESS');

  await alerts.chooseFile('Rule file');
  const rules = await alerts.download();
  expect(rules.fileName).toBe('memcg-kmem.rules.yaml');
  expect(promtool(rules.path)).toContain('SUCCESS');
  expect(readFileSync(rules.path, 'utf8')).toContain(`${newest()}/a/memcg-kmemleak-app/runbook/`);

  await alerts.chooseFile('Alertmanager example');
  const example = await alerts.download();
  expect(example.fileName).toBe('alertmanager.yml');
  expect(execFileSync('amtool', ['check-config', example.path], { encoding: 'utf8' })).toContain('SUCCESS');
  alerts.expectNoComplaints();
});

const promtool = (file: string) => execFileSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });

test.describe('when the data source', () => {
  test('has no rules that Grafana can read, the page says so and the files stay', async ({ page }) => {
    needsStandIn('Needs the data source plugin for a managed Prometheus, which a Grafana does not bring along.');
    const alerts = new AlertsPage(page, newest());
    await alerts.open('?ds=managed');
    await expect(alerts.answer('unsupported')).toContainText('managed does not tell which rules are loaded');
    await expect(alerts.answer('unsupported')).toContainText('grafana-amazonprometheus-datasource');
    await page.getByRole('button', { name: 'Go to the files' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Change in the configuration' })).toBeFocused();
    await expect(page.getByLabel('memcg-kmem.prometheusrule.yaml', { exact: true })).toContainText(
      'kind: PrometheusRule'
    );
    alerts.expectNoComplaints();
  });

  test('refuses to tell, the page names the permission', async ({ page }) => {
    const alerts = new AlertsPage(page, newest());
    await alerts.open('?ds=forbidden-rules');
    await expect(alerts.answer('forbidden')).toContainText('alert.rules.external:read');
    alerts.expectNoComplaints();
  });

  test('cannot be reached, the page says that nothing is known', async ({ page }) => {
    const alerts = new AlertsPage(page, newest());
    await alerts.open('?ds=unreachable');
    await expect(alerts.answer('failed')).toContainText('Whether anybody is notified is not known');
    alerts.expectNoComplaints();
  });
});

const extensionPoints = 'Visits a page that only the stand-in has, with every place for links side by side.';

for (const grafana of testedHosts) {
  test(`Grafana ${grafana} offers the check beside queries on slab, and pages in the command palette`, async ({
    page,
  }) => {
    needsStandIn(extensionPoints);
    const host = new HostPage(page, testStack().hosts[grafana]);
    const points = `${testStack().hosts[grafana]}/extension-points`;
    await page.goto(`${points}?expr=${encodeURIComponent(`node_memory_SUnreclaim_bytes{node="${seedNode}"}`)}`);
    for (const place of ['Panel menu', 'Explore toolbar']) {
      await expect(page.getByRole('group', { name: place }).getByRole('link')).toHaveAttribute(
        'href',
        new RegExp(`/a/memcg-kmemleak-app/nodes/${seedNode}\\?ds=prometheus&from=now-6h&to=now`)
      );
    }
    await page
      .getByRole('group', { name: 'Command palette' })
      .getByRole('button', { name: /alerts$/ })
      .click();
    await expect(page).toHaveURL(/\/a\/memcg-kmemleak-app\/alerts$/);
    host.expectNoComplaints();

    await page.goto(`${points}?expr=up`);
    await expect(page.getByRole('group', { name: 'Command palette' }).getByRole('button')).toHaveCount(2);
    await expect(page.getByRole('group', { name: 'Panel menu' }).getByRole('link')).toHaveCount(0);
  });
}

test('Grafana 11.6.16 offers the runbook beside the alert', async ({ page }) => {
  needsStandIn(extensionPoints);
  test.setTimeout(300_000);
  const host = new HostPage(page, testStack().hosts['11.6.16']);
  await page.goto(`${testStack().hosts['11.6.16']}/extension-points`);
  const alert = page.locator(
    `[data-testid="alert-instance"][data-alert="MemcgKmemCreationFailing"][data-node="${seedNode}"]`
  );
  await expect(async () => {
    await page.reload();
    await expect(alert).toBeVisible({ timeout: 5000 });
  }).toPass(untilFiring);
  await alert.getByRole('link', { name: 'Open memcg kmem runbook' }).click();
  await expect(page).toHaveURL(new RegExp(`/a/memcg-kmemleak-app/runbook/nokmem\\?.*node=${seedNode}`));
  await expect(page.getByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
  host.expectNoComplaints();
});

test('where Grafana renders nothing beside an alert, the page itself leads from it to its runbook', async ({
  page,
}) => {
  needsStandIn(extensionPoints);
  const host = new HostPage(page, newest());
  await page.goto(`${newest()}/extension-points`);
  await expect(page.getByText('No actions of alert instances')).toBeVisible();
  // The rules do not say that they are the plugin's, which would make them read-only in Grafana.
  await expect(page.getByTestId('alert-rule').first()).toBeVisible();
  await expect(page.getByTestId('alert-rule').getByRole('link')).toHaveCount(0);
  const alerts = new AlertsPage(page, newest());
  await alerts.open('?ds=prometheus&refresh=10s');
  const row = alerts.row('MemcgKmemCreationFailing', seedNode);
  await expect(row.getByRole('link', { name: 'Runbook' })).toBeVisible(untilFiring);
  host.expectNoComplaints();
});
