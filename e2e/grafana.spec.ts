// What a real Grafana does and a plain page does not; dev/host/README.md lists it.
import { readFileSync } from 'node:fs';
import { type RunningHost } from '../dev/host/server';
import { startGrafana } from '../dev/launcher/stack';
import { seedNode } from './expected';
import { HostPage } from './hostPage';
import { NodePage } from './nodePage';
import { NodesPage } from './nodesPage';
import { PasteDrawer } from './pasteDrawer';
import { testStack } from './stack';
import { expect, needsStandIn, test } from './test';

const newest = () => testStack().hosts['13.2.2'];
const app = '/a/memcg-kmemleak-app';
const configuration = '/plugins/memcg-kmemleak-app?page=configuration';

test('a download saves a file and leaves the page where it is, although Grafana follows every link', async ({
  page,
}) => {
  const host = new HostPage(page, newest());
  for (const [path, button, fileName, text] of [
    ['/alerts', 'Download', 'memcg-kmem.prometheusrule.yaml', 'kind: PrometheusRule'],
    ['/plan', 'Download', 'plan.md', seedNode],
  ] as const) {
    await page.goto(newest() + app + path);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).first().click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(fileName);
    expect(readFileSync(await download.path(), 'utf8').toLowerCase()).toContain(text.toLowerCase());
    expect(new URL(page.url()).pathname).toBe(app + path);
  }
  // A link of the document itself would have been followed.
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.txt';
    document.body.append(link);
    link.click();
  });
  await expect(page).toHaveURL(/^blob:/);
  host.expectNoComplaints();
});

for (const [name, address, crumbs, title] of [
  ['the nodes', app, ['Home', 'More apps', 'Memcg kmem leak'], 'Memcg kmem leak'],
  ['the plan', `${app}/plan`, ['Home', 'More apps', 'Memcg kmem leak', 'Maintenance plan'], 'Maintenance plan'],
  ['the coverage', `${app}/coverage`, ['Home', 'More apps', 'Memcg kmem leak', 'Coverage'], 'Coverage'],
  [
    'a node',
    `${app}/nodes/${seedNode}?cluster=prod-a&from=now-6h&to=now`,
    ['Home', 'More apps', 'Memcg kmem leak', `${seedNode} (prod-a)`],
    `${seedNode} (prod-a)`,
  ],
  [
    'a runbook',
    `${app}/runbook/relief?cluster=prod-a&node=${seedNode}`,
    ['Home', 'More apps', 'Memcg kmem leak', `${seedNode} (prod-a)`, new RegExp(seedNode)],
    new RegExp(seedNode),
  ],
  [
    'an unknown page',
    `${app}/no-such-page`,
    ['Home', 'More apps', 'Memcg kmem leak', 'Page not found'],
    'Page not found',
  ],
] as const) {
  test(`${name} has its own heading and its place among the breadcrumbs`, async ({ page }) => {
    await page.goto(newest() + address);
    const trail = page.getByRole('navigation', { name: 'Breadcrumbs' });
    await expect(trail.locator('a, [aria-current]')).toHaveText([...crumbs]);
    await expect(page.locator('h1').first()).toHaveText(title);
    // The description of the whole app does not stand below the heading of each of its pages.
    await expect(page.locator('header')).not.toContainText('Tells which Kubernetes nodes');
    await trail.getByRole('link', { name: 'Memcg kmem leak' }).or(trail.getByText('Memcg kmem leak')).first().click();
    await expect(page).toHaveURL(new RegExp(`${app}(?:/nodes)?(?:\\?|$)`));
  });
}

test.describe('a Grafana of its own', () => {
  // Its settings change and the plugin is disabled for a moment: what others test at that moment must not see it.
  let own: RunningHost;

  needsStandIn('Saves settings and disables the plugin, on which all other tests rest.');
  test.beforeAll(async () => {
    const { prometheusUrl } = testStack();
    own = await startGrafana('13.2.2', [
      { uid: 'prometheus', name: 'prometheus', type: 'prometheus', url: prometheusUrl, isDefault: true },
    ]);
  });

  test.afterAll(async () => {
    await own?.close();
  });

  test('what is saved is there without asking for a reload, and Disable keeps it', async ({ page }) => {
    await page.goto(own.url + configuration);
    const label = page.getByLabel(/Cluster label/);
    await label.fill('cluster ');
    await label.fill('k8s_cluster');
    // Tabs of one path are other pages all the same.
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('tab', { name: 'Overview' }).click();
    await expect(label).toHaveValue('k8s_cluster');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText(/^Saved\./)).toBeVisible();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await expect(label).toHaveValue('k8s_cluster');
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Disable' }).click();
    await reloaded;
    await page.getByRole('button', { name: 'Enable' }).click();
    await expect(label).toHaveValue('k8s_cluster');
  });
});

for (const [uid, said] of [
  ['upstream-401', /did not accept Grafana's credentials/],
  ['upstream-403', /refuses Grafana/],
  ['upstream-414', /longer than the data source takes/],
  ['upstream-429', /too many requests/],
  ['upstream-502', /a proxy answered/],
] as const) {
  test(`${uid} is called by its name`, async ({ page }) => {
    const nodes = new NodesPage(page, newest());
    await nodes.open(`?ds=${uid}`);
    await expect(nodes.trouble('memory')).toContainText(said);
    await page.goto(`${newest()}${app}/coverage?ds=${uid}`);
    await expect(page.getByText(said).first()).toBeVisible();
    await expect(page.getByText('Every signal that sharpens a verdict is there')).toHaveCount(0);
  });
}

test('a zoom is one step of the history, and the way of showing Grafana stays', async ({ page }) => {
  const node = new NodePage(page, newest());
  await node.open(seedNode, 'prod-a', 'kiosk=1');
  await node.zoom('creations');
  await page.goBack();
  await expect(page).not.toHaveURL(/from=\d{13}/);
  await expect(page.getByRole('link', { name: '◂ Nodes' })).toHaveAttribute('href', /kiosk=1/);
  node.expectNoComplaints();
});

test('pickers have names for those who hear the page', async ({ page }) => {
  const nodes = new NodesPage(page, newest());
  await nodes.open();
  for (const name of ['Data source', 'Cluster']) {
    await expect(page.getByRole('combobox', { name, exact: true })).toBeVisible();
  }
});

test('what Grafana draws outside the plugin carries the mark that its sandbox asks for', async ({ page }) => {
  const nodes = new NodesPage(page, newest());
  await nodes.open();
  const drawer = new PasteDrawer(page);
  await drawer.open();
  const marked = await drawer.field.evaluate((field) => field.closest('[data-plugin-sandbox]') !== null);
  expect(marked).toBe(true);
});

test('a server that detects languages leaves it to the browser', async ({ browser }) => {
  needsStandIn('Needs a server with default_language = detect.');
  for (const [locale, heading] of [
    ['zh-CN', '维护计划'],
    ['de-DE', 'Maintenance plan'],
  ] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`${newest()}${app}/plan?language=detect`);
    await expect(page.locator('h1').first()).toHaveText(heading);
    await context.close();
  }
});
