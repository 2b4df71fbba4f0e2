import { type Page } from '@playwright/test';
import { expectedNodes, seedNode } from './expected';
import { testedHosts } from './hosts';
import { NodePage } from './nodePage';
import { NodesPage } from './nodesPage';
import { PasteDrawer } from './pasteDrawer';
import { refusal, refusedCgroup, refusedOn } from './pastedTexts';
import { testStack } from './stack';
import { expect, test } from './test';

const pod = 'kube-prometheus-stack-1681388621-kube-state-metrics-598b99r4zfw';

// As it stood in the terminal of the incident: the description names no node, the table of pods does.
const terminal = [
  '# kubectl get pods -o wide | grep prometheus | grep -v exporter',
  `${pod}   0/1     ContainerCreating        0          4d13h   <none>          ${seedNode}   <none>           <none>`,
  '',
  `# kubectl describe pods ${pod}`,
  '...',
  'Events:',
  '  Type     Reason                    Age                       From     Message',
  '  ----     ------                    ----                      ----     -------',
  `  Warning  FailedCreatePodContainer  2m6s (x30278 over 4d13h)  kubelet  ${refusal()}`,
  '',
].join('\n');

const nodeList = JSON.stringify(
  {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        kind: 'Node',
        metadata: { name: seedNode },
        status: {
          nodeInfo: {
            kernelVersion: '3.10.0-1160.83.1.el7.x86_64',
            osImage: 'CentOS Linux 7 (Core)',
            kubeletVersion: 'v1.18.20',
            containerRuntimeVersion: 'docker://20.10.23',
          },
        },
      },
    ],
  },
  null,
  4
);

const sources = [
  ['a data source that knows nothing', '?ds=empty'],
  ['no data source', '?ds=removed'],
] as const;

for (const version of testedHosts) {
  for (const [what, query] of sources) {
    test(`Grafana ${version}, ${what}: pasted text alone convicts the node`, async ({ page }) => {
      const nodes = new NodesPage(page, testStack().hosts[version]);
      const drawer = new PasteDrawer(page);
      await nodes.open(query);
      await drawer.open();
      await drawer.field.fill(terminal);
      await expect(drawer.cards).toContainText('a memory cgroup was refused, 30,278 times in all');
      await drawer.choose('nodes.json', nodeList);
      await expect(drawer.cards).toHaveCount(2);
      await drawer.apply();
      await expect(nodes.row(seedNode)).toHaveAttribute('data-state', 'failing');
      await expect(nodes.row(seedNode)).toHaveAttribute('data-cause', 'memcg-kmem-leak');
      await expect(nodes.answer).toContainText(`Worst: ${seedNode}`);
      await expect(page.getByTestId('pasted-source')).toHaveCount(2);

      await page.getByRole('button', { name: 'Remove pasted text' }).click();
      await expect(nodes.row(seedNode)).not.toHaveAttribute('data-state', 'failing');
      nodes.expectNoComplaints();
    });
  }
}

test('an error in the letters of another language is read, by a part that English texts do not load', async ({
  page,
}) => {
  const loaded: string[] = [];
  page.on('request', (request) => request.url().includes('locale-errors') && loaded.push(request.url()));
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  const drawer = new PasteDrawer(page);
  await nodes.open('?ds=empty');
  await drawer.open();
  await drawer.field.fill(terminal);
  await expect(drawer.cards).toContainText('a memory cgroup was refused, 30,278 times in all');
  expect(loaded).toEqual([]);
  await drawer.field.fill(
    `[root@${seedNode} ~]# mkdir ${refusedCgroup}\nmkdir: 无法创建目录 “${refusedCgroup}”: 无法分配内存`
  );
  await expect(drawer.cards).toContainText('a memory cgroup was refused, 1 times in all');
  expect(loaded).toHaveLength(1);
  nodes.expectNoComplaints();
});

test('the runbook of a node knows what was pasted', async ({ page }) => {
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  const drawer = new PasteDrawer(page);
  await nodes.open('?ds=empty');
  await drawer.open();
  await drawer.field.fill(`${terminal}\n${nodeList}`);
  await drawer.apply();
  await nodes.row(seedNode).getByRole('link', { name: 'Runbook' }).click();
  await expect(page.getByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
});

test('the page of a node tells what was pasted as its row does, until it is taken back', async ({ page }) => {
  const quiet = (await expectedNodes()).find(({ archetype }) => archetype === 'quiet-el7');
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  const drawer = new PasteDrawer(page);
  await nodes.open();
  await expect(nodes.row(quiet?.node ?? '')).toHaveAttribute('data-state', 'exposed');
  await drawer.open();
  await drawer.field.fill(refusedOn(quiet?.node ?? ''));
  await drawer.apply();
  await expect(nodes.row(quiet?.node ?? '')).toHaveAttribute('data-state', 'failing');
  await nodes
    .row(quiet?.node ?? '')
    .getByRole('link', { name: quiet?.node })
    .click();
  const node = new NodePage(page, '');
  await expect(node.verdict).toHaveAttribute('data-state', 'failing');
  await expect(page.getByTestId('events')).toContainText(refusedCgroup);
  await node.doNow.getByRole('link').first().click();
  await expect(page.getByTestId('check-noFailedCreation')).toContainText('4,711');
  await page.goBack();
  await page.getByTestId('pasted-note').getByRole('button', { name: 'Remove pasted text' }).click();
  await expect(node.verdict).toHaveAttribute('data-state', 'exposed');
  await expect(page.getByTestId('pasted-note')).toHaveCount(0);
  nodes.expectNoComplaints();
});

const eventCount = 20_000;

/** More than 20 MB, as kubectl prints it; half of the events refuse a cgroup on one of 200 nodes. */
function manyEvents(): string {
  const items = Array.from({ length: eventCount }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `pod-${index}.17`,
      namespace: 'shop',
      uid: `event-${index}`,
      managedFields: [{ manager: 'kubelet', fieldsV1: { 'f:count': {}, 'f:involvedObject': { 'f:name': {} } } }],
    },
    involvedObject: { apiVersion: 'v1', kind: 'Pod', name: `pod-${index}`, namespace: 'shop' },
    reason: index % 2 ? 'FailedCreatePodContainer' : 'Pulled',
    message: index % 2 ? refusal(`${refusedCgroup}/${index}`) : 'Successfully pulled image in 3s',
    source: { component: 'kubelet', host: `pasted-${index % 200}` },
    count: 1,
    type: index % 2 ? 'Warning' : 'Normal',
  }));
  return JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }, null, 4);
}

/** Watches the page itself, so that no finished reading is missed between two looks from outside. */
async function orderOfReading(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const names: string[] = [];
    Object.assign(window, { finishedReadings: names });
    const note = () => {
      for (const card of document.querySelectorAll('[data-testid="pasted-reading"][data-state="read"]')) {
        const name = ['pasted text', 'events.json'].find((each) => card.textContent?.includes(each));
        if (name && !names.includes(name)) {
          names.push(name);
        }
      }
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate(() => (window as unknown as { finishedReadings: string[] }).finishedReadings);
}

test('20 MB of events: progress, a page that answers meanwhile, and the right counts', async ({ page }) => {
  const text = manyEvents();
  expect(text.length).toBeGreaterThan(20e6);
  const nodes = new NodesPage(page, testStack().hosts['13.2.2']);
  const drawer = new PasteDrawer(page);
  await nodes.open('?ds=empty');
  await drawer.open();
  await drawer.choose('events.json', text);
  await expect(drawer.progress).toBeVisible();
  const finished = await orderOfReading(page);
  // Typed while the file is being read, and read itself before the file is.
  await drawer.field.fill(terminal);

  const card = drawer.cards.filter({ hasText: 'events.json' });
  await expect(card).toHaveAttribute('data-state', 'read', { timeout: 60_000 });
  expect(await finished()).toEqual(['pasted text', 'events.json']);
  await expect(card).toContainText('20,000 events');
  await expect(card).toContainText('10,000 events say that a memory cgroup was refused, 10,000 times in all');
  await expect(card).toContainText('10,000 are about something else');
  await drawer.apply();
  await expect(nodes.tile('failing')).toContainText('101');
  nodes.expectNoComplaints();
});
