import { expect, test } from './test';
import { expectedVerdicts } from './expected';
import { NodesPage } from './nodesPage';
import { testStack } from './stack';

interface Alert {
  state: 'pending' | 'firing';
  labels: { alertname: string; cluster?: string; node: string };
  annotations: { runbook_url: string };
}

async function alerts(): Promise<Alert[]> {
  const response = await fetch(`${testStack().prometheusUrl}/api/v1/alerts`);
  const { data } = (await response.json()) as { data: { alerts: Alert[] } };
  return data.alerts;
}

const firing = (all: Alert[], alertname: string) =>
  all
    .filter(({ state, labels }) => state === 'firing' && labels.alertname === alertname)
    .map(({ labels }) => `${labels.cluster ?? ''} ${labels.node}`)
    .sort();

test('Prometheus fires for exactly the nodes that the page calls failing or leaking', async ({ page }) => {
  // From the start of Prometheus: five groups that read from one another, two minutes apart, then the longer "for" of five.
  test.setTimeout(25 * 60_000);
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  await nodes.open();
  await nodes.expectVerdicts(await expectedVerdicts());
  const verdicts = await nodes.verdicts();
  const called = (state: string) =>
    verdicts
      .filter((each) => each.state === state)
      .map(({ cluster, node }) => `${cluster} ${node}`)
      .sort();
  expect(called('failing').length).toBeGreaterThan(0);
  expect(called('leaking').length).toBeGreaterThan(0);

  const all = async (alertname: string) => firing(await alerts(), alertname);
  await expect.poll(() => all('MemcgKmemCreationFailing'), { timeout: 15 * 60_000 }).toEqual(called('failing'));
  await expect.poll(() => all('MemcgKmemLeakGrowing'), { timeout: 20 * 60_000 }).toEqual(called('leaking'));
});

test('the runbook link of each alert opens the runbook of its node', async ({ page }) => {
  await expect.poll(async () => (await alerts()).length, { timeout: 120_000 }).toBeGreaterThan(0);
  const [alert] = await alerts();
  await page.goto(testStack().hosts['13.2.2'] + (alert?.annotations.runbook_url ?? ''));
  await expect(page.getByTestId('node-verdict')).toContainText(alert?.labels.node ?? 'no alert');
});
