import { locationService } from '@grafana/runtime';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { Route, Routes } from 'react-router';
import { type SeriesRow } from '../../signals/series';
import { answersOf, fixedKernel, leakingSignals, type NodeFacts, quietSignals, row } from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { type StubGrafana, stubGrafana } from '../../test/stubGrafana';
import { appPath, nodePath } from '../shared/address/paths';
import NodePage from './NodePage';

const nowSeconds = Math.floor(Date.now() / 1000);
const worker: NodeFacts = { node: 'worker-17', cluster: 'prod-a', signals: leakingSignals, refused: 30278 };

function rangeRow(labels: Record<string, string>, ...values: number[]): SeriesRow {
  return { labels, values: values.map((value, index) => [nowSeconds - (values.length - 1 - index) * 300, value]) };
}

function answersFor(facts: NodeFacts): StubGrafana['answers'] {
  const { facts: kubernetes, memory, events } = answersOf([facts]);
  const labels = { node: facts.node, ...(facts.cluster && { cluster: facts.cluster }) };
  return {
    where: [{ labels: { ...labels, instance: '10.0.0.1:9100' }, values: [[nowSeconds, 1]] }],
    facts: kubernetes,
    memory,
    events,
    slab: [rangeRow({ signal: 'slabUnreclaimableBytes' }, 1024 ** 3, 3 * 1024 ** 3, 2 * 1024 ** 3)],
    creations: [
      rangeRow({ signal: 'cgroupCreates15m' }, 70, 80),
      rangeRow({ signal: 'podStarts15m' }, 0, 0),
      rangeRow({ signal: 'refusedTotal' }, 100, 130),
    ],
  };
}

function open(path: string, answers: StubGrafana['answers'] = answersFor(worker)) {
  const stub = stubGrafana(answers);
  renderPage(
    <Routes>
      <Route path={`${appPath}/nodes/:node`} element={<NodePage />} />
      <Route path={`${appPath}/node`} element={<NodePage />} />
    </Routes>,
    path
  );
  return stub;
}

const address = nodePath({ node: 'worker-17', cluster: 'prod-a' });
const verdict = () => screen.findByTestId('node-verdict');

beforeEach(() => localStorage.clear());

describe('the page of one node', () => {
  it('gives the verdict, the next action, and the reasons with threshold and source', async () => {
    open(address);
    expect(await verdict()).toHaveTextContent(
      'worker-17 cannot create memory cgroups, so new pods do not start there: kernel-memory accounting leaks cgroups'
    );
    const doNow = screen.getByTestId('do-now');
    expect(doNow).toHaveTextContent('kubectl cordon worker-17');
    expect(within(doNow).getByRole('link', { name: /nokmem/ })).toHaveAttribute(
      'href',
      '/a/memcg-kmemleak-app/runbook/nokmem?node=worker-17&cluster=prod-a'
    );
    expect(screen.getByText('Unreclaimable slab grows steadily, +191 MiB/day').parentElement).toHaveTextContent(
      'medium · threshold +64 MiB/day · node metrics'
    );
    expect(screen.getByTestId('events')).toHaveTextContent('mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1');
  });

  it('shows on the card how slab has grown, how many IDs are left, and the first command', async () => {
    const history = Array.from({ length: 28 }, (_, step): [number, number] => [
      nowSeconds - (27 - step) * 21600,
      1024 ** 3 + step * 1024 ** 2 * 64,
    ]);
    const instance = '10.0.0.1:9100';
    open(address, {
      ...answersFor(worker),
      history: [{ labels: { cluster: 'prod-a', node: 'worker-17', instance }, values: history }],
    });
    const card = await verdict();
    expect(within(card).getByTestId('do-now')).toHaveTextContent('kubectl cordon worker-17');
    expect(within(card).getByTestId('id-gauge')).toHaveTextContent(/of 65,535 taken.*Estimated from/);
    expect(await within(card).findByTestId('slab-week')).toHaveTextContent(/3 GiB.*6 d 18 h ago.*now/);
  });

  it('looks back over the days in which the failure is looked for, unless the reader chose a range', async () => {
    open(address);
    expect(await screen.findByRole('link', { name: 'Dashboard' })).toHaveAttribute(
      'href',
      expect.stringContaining('from=now-7d&to=now')
    );
  });

  it.each([
    ['fargate-ip-10-0-1-2.eu-central-1.compute.internal', {}, 'fargate'],
    ['win-1', { osImage: 'Windows Server 2022 Datacenter' }, 'windows'],
    ['burst-1', { kubelet: 'v1.27.1-vk-azure-aci-1.6.0' }, 'virtual'],
  ])('says that %s is left out, and gives it no verdict', async (node, versions, kind) => {
    open(nodePath({ node, cluster: 'prod-a' }), answersFor({ ...worker, ...versions, node, refused: undefined }));
    expect(await screen.findByTestId('left-out')).toHaveAttribute('data-kind', kind);
    expect(screen.getByTestId('left-out')).toHaveTextContent(`${node} (prod-a) is left out`);
    expect(screen.queryByTestId('node-verdict')).not.toBeInTheDocument();
    expect(screen.queryByText('Charts')).not.toBeInTheDocument();
  });

  it('says since when creation fails, or that it is for longer than was looked at', async () => {
    const failing = Array.from({ length: 100 }, (_, index): [number, number] => [nowSeconds - (99 - index) * 2160, 40]);
    open(address, { ...answersFor(worker), failing: [{ labels: {}, values: failing }] });
    await waitFor(async () => expect(await verdict()).toHaveTextContent(/Failing since about .*2 d 11 h ago/));
  });

  it.each([
    [
      'is set and not running',
      { nokmemRunning: 0, kmemAccountingOn: 1, nokmemConfiguredNotRunning: 1 },
      'todo',
      /set for the next boot but not/,
    ],
    ['waits for its proof', { nokmemRunning: 1, kmemAccountingOn: 0 }, 'verifying', /Proven .+ at the earliest/],
  ])('says that a fix %s', async (_, flags, status, sentence) => {
    const calm = { ...quietSignals, bootTimeSeconds: nowSeconds - 3600, cgroupCreates15m: 3, podStarts15m: 3 };
    open(address, answersFor({ ...worker, refused: undefined, signals: { ...calm, ...flags } }));
    expect(await screen.findByTestId('node-proof')).toHaveAttribute('data-status', status);
    expect(screen.getByTestId('node-proof')).toHaveTextContent(sentence);
  });

  it('has nothing to prove on a node without a fix, or whose kernel never leaked', async () => {
    open(address, answersFor({ ...worker, kernel: fixedKernel, refused: undefined, signals: quietSignals }));
    await verdict();
    expect(screen.queryByTestId('node-proof')).not.toBeInTheDocument();
  });

  it('words what each chart shows', async () => {
    open(`${address}&from=now-24h&to=now`);
    expect(await screen.findByTestId('chart-slab')).toHaveTextContent('last 2 GiB, lowest 1 GiB, highest 3 GiB');
    expect(screen.getByTestId('chart-creations')).toHaveTextContent('Pod cgroups tried in 15 min: last 80, lowest 70');
    expect(screen.getByTestId('chart-creations')).toHaveTextContent('by events: last 90');
    expect(screen.getByTestId('chart-cgroups')).toHaveTextContent('Start node_exporter with --collector.cgroups');
  });

  it('asks of this node only, each question in a request of its own', async () => {
    const { sent, requests } = open(address);
    await screen.findByText('Charts');
    await waitFor(() => expect(sent.map(({ refId }) => refId)).toContain('failing'));
    expect(requests).toHaveLength(sent.length);
    for (const { refId, expr } of sent.filter(({ refId }) => refId !== 'where')) {
      expect([refId, expr]).toEqual([refId, expect.stringMatching(/worker-17|10\\\\.0\\\\.0\\\\.1:9100/)]);
    }
  });

  it('shows a chart while the verdict is awaited', async () => {
    open(address, { ...answersFor(worker), facts: 'never' });
    expect(await screen.findByTestId('chart-slab')).toHaveTextContent('last 2 GiB');
    expect(screen.queryByTestId('node-verdict')).not.toBeInTheDocument();
  });

  it('says in a chart why it has no answer, and what the data source said', async () => {
    const error = { error: { status: 422, data: { message: 'too many samples' } } };
    open(address, { ...answersFor(worker), slab: error });
    const chart = await screen.findByTestId('chart-slab');
    await waitFor(() => expect(chart).toHaveTextContent('the answer is larger than the data source allows'));
    await userEvent.click(within(chart).getByRole('button', { name: 'Show technical text' }));
    expect(chart).toHaveTextContent('too many samples');
    expect(screen.getByTestId('chart-creations')).toHaveTextContent('last 80');
  });

  it('copies a summary whose hostile names stay names', async () => {
    const user = userEvent.setup();
    // Else the button copies through a document that jsdom does not have.
    Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
    const hostile = { ...worker, node: '*x*`[y](z)' };
    const feeders = [row({ namespace: 'b', kind: 'Job', owner: '`@all`', what: 'pods' }, 40)];
    open(nodePath({ node: hostile.node, cluster: 'prod-a' }), { ...answersFor(hostile), feeders });
    await verdict();
    await screen.findByRole('group', { name: /Who feeds it/ });
    await user.click(screen.getByRole('button', { name: 'Copy summary' }));
    const copied = await navigator.clipboard.readText();
    expect(copied).toContain('**Failing**: ``*x*`[y](z)`` (`prod-a`) cannot create memory cgroups');
    expect(copied).toContain('- Memory cgroups refused 30,278 times');
    expect(copied).toContain('- Who feeds it: started here within a day: `` Job b/`@all` ``');
    expect(copied).toMatch(/Runbook: <http.*\/runbook\/nokmem\?/);
  });

  it('leads to Explore with the query, to the dashboard and to a silence', async () => {
    open(`${address}&from=now-6h&to=now`);
    const dashboard = await screen.findByRole('link', { name: 'Dashboard' });
    expect(dashboard).toHaveAttribute(
      'href',
      '/d/memcg-kmem-leak?var-datasource=prom&var-cluster=prod-a&var-node=worker-17&from=now-6h&to=now'
    );
    // Grafana's link button takes the escapes out of an address.
    expect(decodeURIComponent(screen.getByRole('link', { name: 'Silence' }).getAttribute('href') ?? '')).toBe(
      '/alerting/silence/new?matcher=alertname=~MemcgKmem.*&matcher=cluster=prod-a&matcher=node=worker-17&comment=Maintenance:+memory+cgroup+leak'
    );
    const explore = await within(screen.getByTestId('chart-slab')).findByRole('link', { name: /Explore/ });
    const query = new URL(explore.getAttribute('href') ?? '', 'http://grafana').searchParams;
    expect(JSON.parse(query.get('panes') ?? '')).toMatchObject({
      node: {
        datasource: 'prom',
        range: { from: 'now-6h', to: 'now' },
        queries: [
          { refId: 'A', datasource: { uid: 'prom', type: 'prometheus' }, expr: expect.stringContaining('SUnr') },
        ],
      },
    });
  });

  it('says who feeds the leak, most first, and nothing where few pods come and go', async () => {
    const of = (owner: string, pods: number) => row({ namespace: 'batch', kind: 'Job', owner }, pods);
    open(address, { ...answersFor(worker), feeders: [of('report', 40), of('<b>backup</b>', 900), of('seldom', 2)] });
    const rows = within(await screen.findByRole('group', { name: /Who feeds it/ })).getAllByRole('row');
    expect(rows.slice(1).map(({ textContent }) => textContent)).toEqual([
      'Job <b>backup</b>batch9000',
      'Job reportbatch400',
    ]);
  });

  it('says what a leak costs already, as far as it is exported', async () => {
    const of = (signal: string, value: number) => row({ signal }, value);
    open(address, { ...answersFor(worker), costs: [of('systemCores', 2), of('cores', 8), of('relistSeconds', 1.2)] });
    const items = within(await screen.findByRole('region', { name: 'What it costs already' })).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'The kernel itself uses 25% of the time of 8 CPU cores (mean of an hour)',
      'The kubelet takes 1,200 ms to look through its pods',
    ]);
  });

  it('calls a quiet node clear, with nothing to do', async () => {
    open(address, answersFor({ ...worker, kernel: fixedKernel, signals: quietSignals, refused: undefined }));
    expect(await verdict()).toHaveAttribute('data-state', 'clear');
    expect(screen.getByTestId('do-now')).toHaveTextContent('needs no action');
  });

  it('finds the cluster of a name that is asked for without one', async () => {
    const stub = open(`${appPath}/node?node=worker-17`);
    expect(await verdict()).toHaveAttribute('data-state', 'failing');
    expect(stub.sent.find(({ refId }) => refId === 'facts')?.expr).toContain('cluster="prod-a"');
  });

  it('asks which cluster is meant when several have the name', async () => {
    const where = ['a', 'b'].map((cluster): SeriesRow => ({
      labels: { node: 'n', cluster },
      values: [[nowSeconds, 1]],
    }));
    open(`${appPath}/nodes/n?ds=prom`, { where });
    expect(await screen.findByText('Several clusters have a node named n. Which one?')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('link', { name: 'b' }));
    expect(locationService.getLocation().search).toBe('?ds=prom&cluster=b');
  });

  /** Answers to what is asked of any cluster, or of the series without one; not of the named one. */
  const unlessOf = (cluster: string, rows: StubGrafana['answers']['where']) => (expr: string) =>
    expr.includes(`cluster="${cluster}"`) || !Array.isArray(rows) ? [] : (rows as SeriesRow[]);

  it('opens the one node of the name where no series has the cluster that the alert was sent with', async () => {
    const { where, facts, ...others } = answersFor({ ...worker, cluster: undefined });
    open(`${appPath}/nodes/worker-17?ds=prom&cluster=external`, {
      ...others,
      where: unlessOf('external', where),
      facts: unlessOf('external', facts),
    });
    await waitFor(() => expect(locationService.getLocation().search).toBe('?ds=prom&cluster='));
    expect(await verdict()).toHaveAttribute('data-state', 'failing');
  });

  it('never takes another cluster’s node for the one that is asked for: it offers it', async () => {
    const where: SeriesRow[] = [{ labels: { node: 'worker-17', cluster: 'prod-b' }, values: [[nowSeconds, 1]] }];
    open(`${appPath}/nodes/worker-17?ds=prom&cluster=prod-a`, { where: unlessOf('prod-a', where) });
    expect(
      await screen.findByText('Cluster prod-a has no node worker-17 here. Which of these is meant?')
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('link', { name: 'prod-b' }));
    expect(locationService.getLocation().search).toBe('?ds=prom&cluster=prod-b');
  });

  it('says that nothing is known of a name', async () => {
    open(`${appPath}/node?node=${encodeURIComponent('no/such')}&cluster=`, {});
    expect(await screen.findByText('Nothing is known of no/such')).toBeInTheDocument();
  });
});

describe('the address of a node', () => {
  it.each([
    [{ node: 'ip-10-0-0-1.ec2.internal' }, '/a/memcg-kmemleak-app/nodes/ip-10-0-0-1.ec2.internal'],
    [{ node: 'a', cluster: 'x y' }, '/a/memcg-kmemleak-app/nodes/a?cluster=x+y'],
    [{ node: 'a/b', cluster: 'x' }, '/a/memcg-kmemleak-app/node?cluster=x&node=a%2Fb'],
    [{ node: '..' }, '/a/memcg-kmemleak-app/node?node=..'],
  ])('%j is %s', (key, path) => expect(nodePath(key)).toBe(path));

  it('carries data source, time range and refresh along', () => {
    expect(nodePath({ node: 'a' }, '?ds=p&q=x&from=1&to=2&refresh=1m&state=failing')).toBe(
      '/a/memcg-kmemleak-app/nodes/a?ds=p&from=1&to=2&refresh=1m'
    );
  });
});
