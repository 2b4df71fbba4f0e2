import { release } from 'node:os';
import { expect, test } from './test';
import { askedOf } from '../dev/host/asked';
import { expectedVerdicts, realNode, seedNode } from './expected';
import { testedHosts } from './hosts';
import { NodesPage } from './nodesPage';
import { testStack } from './stack';

for (const grafana of testedHosts) {
  test.describe(`on the libraries of Grafana ${grafana}`, () => {
    test('every node shows the state and cause it was described with', async ({ page }) => {
      const nodes = new NodesPage(page, testStack().hosts[grafana]);
      await nodes.open();
      await nodes.expectVerdicts(await expectedVerdicts());
      nodes.expectNoComplaints();
    });

    test('the seed incident is told with its reasons', async ({ page }) => {
      const nodes = new NodesPage(page, testStack().hosts[grafana]);
      await nodes.open();
      const row = nodes.row(seedNode);
      await expect(row).toHaveAttribute('data-state', 'failing');
      await expect(row).toHaveAttribute('data-cause', 'memcg-kmem-leak');
      await expect(nodes.rows.first()).toHaveAttribute('data-node', seedNode);

      const details = await nodes.showDetails(seedNode);
      await expect(details).toContainText('182,210');
      await expect(details).toContainText('3.10.0-1160.83.1.el7.x86_64');
      await expect(details).toContainText(/9\d(\.\d)? ?% of memory is available/);
      await expect(details).toContainText(
        'mkdir /sys/fs/cgroup/memory/kubepods/besteffort/podeb6abc31-be1d-46a3-b93e-4230893ac649: cannot allocate memory'
      );
      await expect(details).toContainText('kube-prometheus-stack-1681-admission-create-z7p94');
      await expect(details).toContainText('prometheus-kube-prometheus-stack-1681-prometheus-0');
      nodes.expectNoComplaints();
    });

    test('the machine the tests run on is judged by its own kernel', async ({ page }) => {
      const nodes = new NodesPage(page, testStack().hosts[grafana]);
      await nodes.open(`?q=${realNode}`);
      await expect(nodes.rows).toHaveCount(1);
      await expect(nodes.rows).toContainText(release());
      nodes.expectNoComplaints();
    });
  });
}

// Exporters that the rules do not know are looked for by a question of their own, which a large fleet is not asked.
test('the overview asks nine instant questions at most and one over a range: of suspects, then of a small fleet whole', async ({
  page,
}) => {
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  await nodes.open();
  await nodes.expectVerdicts(await expectedVerdicts());
  const questions = nodes.queries.flatMap((request) => askedOf(request) ?? []);
  const instant = questions.filter(({ isInstant }) => isInstant);
  expect(instant.length).toBeGreaterThan(3);
  const ids = [...new Set(instant.map(({ id }) => id))];
  expect(ids.length, ids.join(', ')).toBeLessThanOrEqual(9);
  for (const { id } of questions) {
    // Once for each reading; events in two parts.
    expect([id, questions.filter((each) => each.id === id).length <= (id === 'events' ? 4 : 2)]).toEqual([id, true]);
  }
  expect(new Set(questions.filter(({ isInstant }) => !isInstant).map(({ id }) => id)).size).toBeLessThanOrEqual(1);
});

test('texts from the cluster stay texts', async ({ page }) => {
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  let alerted = false;
  page.on('dialog', (dialog) => {
    alerted = true;
    void dialog.dismiss();
  });
  await nodes.open();
  const hostile = (await expectedHostileNode()).node;
  const details = await nodes.showDetails(hostile);
  await expect(details).toContainText('<img src=x onerror=alert(1)>');
  await expect(details.locator('img')).toHaveCount(0);
  expect(alerted).toBe(false);
  nodes.expectNoComplaints();
});

async function expectedHostileNode(): Promise<{ node: string }> {
  const response = await fetch(`${testStack().fleetUrl}/expected`);
  const fleet = (await response.json()) as Array<{ node: string; archetype: string }>;
  return fleet.find(({ archetype }) => archetype === 'hostile-labels') ?? { node: '' };
}
