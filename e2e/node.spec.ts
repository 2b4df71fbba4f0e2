import { release } from 'node:os';
import { expect, test } from './test';
import { type ArchetypeId } from '../dev/fleet/fleetNode';
import { askedOf } from '../dev/host/asked';
import { expectedNodes, realNode, seedNode } from './expected';
import { pageContent } from './hostPage';
import { testedHosts } from './hosts';
import { NodePage } from './nodePage';
import { NodesPage } from './nodesPage';
import { slabCachesOfThisMachine } from './slabCaches';
import { testStack } from './stack';

const newest = () => testStack().hosts['13.2.2'];

for (const grafana of testedHosts) {
  test(`the seed incident is told on one page, on the libraries of Grafana ${grafana}`, async ({ page }) => {
    const node = new NodePage(page, testStack().hosts[grafana]);
    await node.open(seedNode, 'prod-a');
    await expect(node.verdict).toHaveAttribute('data-state', 'failing');
    await expect(node.verdict).toHaveAttribute('data-cause', 'memcg-kmem-leak');
    await expect(node.verdict).toContainText(`${seedNode} cannot create memory cgroups`);
    await expect(node.verdict).toContainText(/Failing since about .*, 4 d 1\d h ago/);
    await expect(node.doNow).toContainText(`kubectl cordon ${seedNode}`);
    await expect(node.doNow.getByRole('link', { name: /nokmem/ })).toHaveAttribute('href', /runbook\/nokmem\?.*node=/);
    await expect(page.getByText('182,210 slab entries (threshold 50,000)')).toBeVisible();
    await expect(page.getByText('disputed')).toBeVisible();
    await expect(node.verdict.getByTestId('slab-week')).toContainText(/[34] GiB.*d.* ago.*now 3\.\d GiB/);
    await expect(node.verdict.getByTestId('id-gauge')).toContainText(/to 65,535 of 65,535 taken/);
    await expect(page.getByTestId('timeline').locator('[data-kind=refusals]')).toContainText('refused from here on');
    for (const chart of ['slab', 'cgroups', 'creations', 'available']) {
      await node.expectDrawn(chart);
    }
    await expect(page.getByTestId('stuck-pods')).toContainText('prometheus-kube-prometheus-stack-1681-prometheus-0');
    await expect(page.getByTestId('stuck-pods')).toContainText(/4 d 1\d h/);
    await expect(page.getByTestId('events')).toContainText(
      'mkdir /sys/fs/cgroup/memory/kubepods/besteffort/podeb6abc31-be1d-46a3-b93e-4230893ac649: cannot allocate memory'
    );
    node.expectNoComplaints();
  });
}

/** What the page says of each: its sentence, and what is peculiar to it. */
const toldOf: Record<ArchetypeId, RegExp[]> = {
  'seed-incident': [/cannot create memory cgroups/, /high confidence/],
  'failing-without-events': [/cannot create memory cgroups/, /medium confidence/],
  'leaking-for-days': [/is growing towards the point/, /Time left before it may fail/],
  'rebooted-and-leaking': [/is growing towards the point/, /Growing since about/],
  'configured-not-running': [/is growing towards the point/, /nokmem is set for the next boot but not running/],
  regressed: [/is growing towards the point/, /nokmem was running before and is not any more/],
  'dying-memcgs': [/removed cgroups are kept by the kernel/],
  'live-directory-leak': [/cgroup directories are left behind/, /remove the empty ones/],
  'quiet-el7': [/shows no leak, but its kernel and runtime can leak/, /Nothing is urgent/],
  'hostile-labels': [/shows no leak/],
  'protected-by-nokmem': [/is protected/, /The fix has held since/],
  'fixed-verifying': [/is protected/, /Proven .+ at the earliest/],
  'fixed-verified': [/is protected/, /The fix has held since/],
  'protected-by-default': [/is protected/, /medium confidence/],
  'kernel-changed': [/is not affected by this fault/, /Kernel changed: 4\.18\.0-80.+ → 4\.18\.0-553/],
  'fixed-kernel': [/is not affected by this fault/, /needs no action/],
  'memory-shortage': [/genuine memory shortage/, /Free memory/],
  'memory-shortage-el7': [/genuine memory shortage/, /Free memory/, /Plan the fix/],
  'reclaimable-slab-growth': [/shows no leak/, /Most slab is reclaimable/],
  'no-node-exporter': [/Too little is known/, /Run node_exporter on every node/],
  'no-node-exporter-fixed': [/is not affected by this fault \(low confidence\)/],
  'look-alike-events-el7': [/another fault/, /Read the events below/, /Plan the fix/],
  'look-alike-events-el8': [/another fault/, /Read the events below/],
  'counter-drift': [/is not affected by this fault/, /needs no action/],
};
const archetypes = Object.keys(toldOf) as ArchetypeId[];
const atOnce = 6;

for (let first = 0; first < archetypes.length; first += atOnce) {
  const some = archetypes.slice(first, first + atOnce);
  test(`pages agree with the table: ${some.join(', ')}`, async ({ page }) => {
    const fleet = await expectedNodes();
    const node = new NodePage(page, newest());
    for (const archetype of some) {
      const found = fleet.find((each) => each.archetype === archetype);
      await node.open(found?.node ?? '', found?.cluster, 'from=now-7d&to=now');
      await expect(node.verdict).toHaveAttribute('data-state', found?.expected.state ?? '');
      await expect(node.verdict).toHaveAttribute('data-cause', found?.expected.cause ?? '');
      for (const told of toldOf[archetype]) {
        await expect(page.locator(pageContent), archetype).toContainText(told);
      }
      await node.expectSettled();
    }
    node.expectNoComplaints();
  });
}

test('a leaking node shows where its slab is going', async ({ page }) => {
  const found = (await expectedNodes()).find(({ archetype }) => archetype === 'leaking-for-days');
  const node = new NodePage(page, newest());
  await node.open(found?.node ?? '', found?.cluster, 'from=now-7d&to=now');
  await expect(node.verdict).toContainText(/Growing since/);
  await expect(node.verdict).toContainText(/Time left before it may fail/);
  await expect(node.chart('slab')).toContainText(/Forecast if it keeps growing by \+\d+ MiB\/day/);
});

test('what the verdict and the charts need has its room before they come', async ({ page }) => {
  const node = new NodePage(page, newest());
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.push((entry as PerformanceEntry & { value: number }).value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await node.open(seedNode, 'prod-a');
  await expect(node.verdict).toHaveAttribute('data-state', 'failing');
  for (const chart of ['slab', 'cgroups', 'creations', 'available']) {
    await node.expectDrawn(chart);
  }
  // From 0.1 on, as https://web.dev/articles/cls has it, a page is felt to jump.
  const largest = await page.evaluate(() => Math.max(0, ...(window as unknown as { shifts: number[] }).shifts));
  expect(largest).toBeLessThan(0.1);
});

test('the machine the tests run on shows its slab caches', async ({ page }) => {
  test.setTimeout(180_000);
  const node = new NodePage(page, newest());
  const caches = page.getByRole('group', { name: 'Slab caches by growth' }).getByRole('row');
  // This machine is watched since the tests began, and a step of the range has to fall into that time.
  await expect(async () => {
    await node.open(realNode, undefined, 'from=now-15m&to=now');
    await expect(caches.first()).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 150_000 });
  await expect(page.getByText(`${release()}: `)).toBeVisible();
  const known = await slabCachesOfThisMachine();
  await expect(caches).toHaveCount(1 + Math.min(12, known.length));
  // Which of them grows most is this machine's own affair.
  for (const name of await caches.getByRole('cell').and(page.locator(':first-child')).allTextContents()) {
    expect(known).toContain(name);
  }
  await node.expectDrawn('slab');
  node.expectNoComplaints();
});

test('from the table to the node and back, keeping the time range', async ({ page }) => {
  const nodes = new NodesPage(page, newest());
  await nodes.open('?from=now-6h&to=now&refresh=5m');
  await nodes.row(seedNode).getByRole('link', { name: seedNode }).click();
  const node = new NodePage(page, '');
  await expect(node.verdict).toHaveAttribute('data-state', 'failing');
  await expect(page).toHaveURL(new RegExp(`nodes/${seedNode}\\?.*from=now-6h.*refresh=5m.*cluster=prod-a`));
  await page.getByRole('link', { name: '◂ Nodes' }).click();
  await expect(nodes.row(seedNode)).toBeVisible();
  await expect(page).toHaveURL(/nodes\?.*from=now-6h.*refresh=5m/);
});

test('a name that no path carries is found through the query, and a name without a cluster in its own', async ({
  page,
}) => {
  const node = new NodePage(page, newest());
  await page.goto(`${newest()}/a/memcg-kmemleak-app/node?node=${seedNode}`);
  await expect(node.verdict).toHaveAttribute('data-state', 'failing');
  await page.goto(`${newest()}/a/memcg-kmemleak-app/node?cluster=prod-a&node=${encodeURIComponent('no/such"node$1')}`);
  await expect(page.getByText('Nothing is known of no/such"node$1 (prod-a)')).toBeVisible();
  node.expectNoComplaints();
});

test('dragging across one chart zooms all of them, through the address', async ({ page }) => {
  const node = new NodePage(page, newest());
  await node.open(seedNode, 'prod-a');
  await expect(node.verdict).toContainText('Failing since');
  await node.zoom('creations');
  await expect(node.verdict).toBeVisible();
  node.expectNoComplaints();
});

test.describe('when the data source', () => {
  test('answers in 30 s, each part says that it waits', async ({ page }) => {
    test.setTimeout(360_000);
    const node = new NodePage(page, newest());
    await node.open(seedNode, 'prod-a', 'ds=slow');
    await expect(node.chart('creations')).toContainText('Still waiting', { timeout: 60_000 });
    await expect(node.chart('creations')).toContainText('Pod cgroups tried in 15 min', { timeout: 90_000 });
    await expect(node.verdict).toHaveAttribute('data-state', 'failing', { timeout: 120_000 });
    node.expectNoComplaints();
  });

  test('fails one question, that chart says so and the others are drawn', async ({ page }) => {
    const node = new NodePage(page, newest());
    await node.open(seedNode, 'prod-a', 'ds=no-history');
    await expect(node.chart('cgroups')).toContainText('No answer: no answer in time.');
    await node.chart('cgroups').getByRole('button', { name: 'Show technical text' }).click();
    await expect(node.chart('cgroups')).toContainText('query timed out');
    await node.expectDrawn('slab');
    await expect(node.verdict).toHaveAttribute('data-state', 'failing');
    node.expectNoComplaints();
  });

  test('cannot be reached, the page says so', async ({ page }) => {
    const node = new NodePage(page, newest());
    await node.open(seedNode, 'prod-a', 'ds=unreachable');
    await expect(page.getByText('The data source answered none of the questions')).toBeVisible();
    node.expectNoComplaints();
  });

  test('sends hostile label values and NaN, the page stays whole', async ({ page }) => {
    const node = new NodePage(page, newest());
    await node.open(seedNode, 'prod-a', 'ds=hostile');
    await expect(node.verdict).toHaveAttribute('data-state', 'failing');
    await node.expectSettled();
    node.expectNoComplaints();
  });

  test('is an HA pair, the node is judged once', async ({ page }) => {
    const node = new NodePage(page, newest());
    await node.open(seedNode, 'prod-a', 'ds=ha-pair');
    await expect(node.verdict).toHaveAttribute('data-state', 'failing');
    await node.expectDrawn('slab');
  });
});

test('no question asks for more than 300 points, and each has requests of its own, one or a few where it is long', async ({
  page,
}) => {
  const node = new NodePage(page, newest());
  await node.open(seedNode, 'prod-a', 'from=now-30d&to=now');
  await expect(node.verdict).toContainText('Failing since');
  const asked = node.queries.map((request) => askedOf(request) ?? []);
  expect(new Set(asked.flatMap((questions) => questions.map(({ id }) => id))).size).toBeLessThanOrEqual(19);
  expect(asked.length).toBeLessThanOrEqual(28);
  for (const questions of asked) {
    expect(questions).toHaveLength(1);
    const { start, end, step } = questions[0]?.form ?? {};
    expect(step === undefined ? 1 : (Number(end) - Number(start)) / Number(step) + 1).toBeLessThanOrEqual(301);
  }
});
