import { screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { Route, Routes } from 'react-router';
import { lookAlikes } from '../../events';
import { defaultSettings } from '../../signals/settings/settings';
import { answersOf, fixedKernel, leakingSignals, type NodeFacts, quietSignals, row } from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { type StubGrafana, stubGrafana } from '../../test/stubGrafana';
import RunbookPage from './RunbookPage';

const incident: NodeFacts = { node: 'worker-17', cluster: 'prod-a', signals: leakingSignals, refused: 30278 };
const forIncident = 'node=worker-17&cluster=prod-a';

const exporter = '10.0.0.17:9100';

function open(
  address: string,
  facts: Partial<NodeFacts> = {},
  message?: string,
  settings = defaultSettings(),
  newer: StubGrafana['answers'] = {}
) {
  const answers = answersOf([{ ...incident, ...facts }]);
  const events = message
    ? [row({ node: 'worker-17', cluster: 'prod-a', reason: 'Failed', message }, 12)]
    : answers.events;
  const { node, cluster } = { ...incident, ...facts };
  const where = [row({ node, ...(cluster && { cluster }), instance: exporter }, 1)];
  stubGrafana({ ...answers, where, events, ...newer });
  renderPage(
    <Routes>
      <Route path="runbook/:option" element={<RunbookPage />} />
    </Routes>,
    `/runbook/${address}`,
    { settings, problems: [] }
  );
}

describe('the runbook page of a node', () => {
  it('says first how soon and what, then why this option and why not the others', async () => {
    open(`nokmem?${forIncident}`);
    expect(await screen.findByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
    const doNow = screen.getByTestId('runbook-do-now');
    expect(doNow).toHaveTextContent('Now: new pods do not start on this node.');
    expect(doNow).toHaveTextContent('Confirm with step 1. Then cordon the node');
    const choice = screen.getByTestId('runbook-choice');
    expect(choice).toHaveTextContent('This fits: kernel 3.10.0-1160.83.1.el7.x86_64 supports nokmem.');
    expect(choice).toHaveTextContent('recommended for this node');
    expect(choice).toHaveTextContent('The lasting answer, but it takes a new node');
    expect(within(choice).getByRole('link', { name: 'Kubelet and runc without kmem' })).toHaveAttribute(
      'href',
      expect.stringContaining(`runbook/runtime?${forIncident}`)
    );
  });

  it('says of the node what its newest signals say, as the proof below does', async () => {
    const bootTimeSeconds = Date.now() / 1000 - 120;
    const running = { nokmemRunning: 1, kmemAccountingOn: 0, cgroupCreates15m: 3, podStarts15m: 3 };
    const before = answersOf([incident]);
    const after = answersOf([
      { ...incident, signals: { ...quietSignals, ...running, bootTimeSeconds }, refused: undefined },
    ]);
    const ofThisNode = (expr: string) => expr.includes('node="worker-17"') || expr.includes('instance=~"10');
    open(`nokmem?${forIncident}`, {}, undefined, undefined, {
      facts: (expr) => (ofThisNode(expr) ? after : before).facts,
      memory: (expr) => (ofThisNode(expr) ? after : before).memory,
      events: (expr) => (expr.includes('worker-17') ? after : before).events,
    });
    expect(await screen.findByTestId('proof')).toHaveAttribute('data-status', 'verifying');
    await waitFor(() => expect(screen.getByTestId('node-verdict')).toHaveAttribute('data-state', 'protected'));
    expect(screen.getByTestId('runbook-do-now')).toHaveTextContent('Nothing needs doing on this node now');
    expect(screen.getByTestId('runbook-do-now')).not.toHaveTextContent('cordon');
  });

  it.each(['node=worker-17', 'node=worker-17&cluster='])('finds the one node of the name by %s', async (query) => {
    open(`nokmem?${query}`);
    expect(await screen.findByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
    expect(screen.getByRole('link', { name: 'Kubelet and runc without kmem' })).toHaveAttribute(
      'href',
      expect.stringContaining(forIncident)
    );
  });

  it('finds it where no series has the cluster that the alert was sent with', async () => {
    open('nokmem?node=worker-17&cluster=external', { cluster: undefined });
    expect(await screen.findByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
  });

  it('offers the node of another cluster, and takes it for no other', async () => {
    open('nokmem?node=worker-17&cluster=gone');
    expect(await screen.findByRole('link', { name: 'prod-a' })).toHaveAttribute(
      'href',
      '/a/memcg-kmemleak-app/runbook/nokmem?node=worker-17&cluster=prod-a'
    );
    expect(screen.queryByTestId('node-verdict')).not.toBeInTheDocument();
  });

  it('shows the steps of its boot loader alone, and says what told it', async () => {
    open(`nokmem?${forIncident}`);
    await screen.findByTestId('node-verdict');
    expect(screen.getByTestId('step-cordon')).toHaveTextContent('kubectl cordon worker-17');
    expect(screen.getByTestId('step-setNokmem')).toHaveTextContent(
      "Chosen because the node's OS image is “CentOS Linux 7 (Core)”."
    );
    expect(screen.queryByTestId('step-setNokmemDebian')).not.toBeInTheDocument();
    expect(screen.getAllByTestId('rollback-command')).toHaveLength(1);
  });

  it('fills its figures in from the thresholds that are set', async () => {
    const { thresholds, ...others } = defaultSettings();
    const own = { ...thresholds, slabGrowthBytesPerDay: 100 * 1024 ** 2, proofPeriodSeconds: 3 * 86_400 };
    open(`nokmem?${forIncident}`, {}, undefined, { ...others, thresholds: { ...own, memoryAmpleRatio: 0.35 } });
    expect(await screen.findByText(/stays flat while pods come and go: under 100 MiB a day/)).toBeInTheDocument();
    expect(screen.getByText('after 3 d')).toBeInTheDocument();
    expect(screen.getByTestId('step-confirm')).toHaveTextContent('MemAvailable of 35% of MemTotal or more');
  });

  it('names what to upgrade to', async () => {
    open(`kernel-upgrade?${forIncident}`);
    await screen.findByTestId('node-verdict');
    expect(screen.getByTestId('step-newNode')).toHaveTextContent('RHEL 9 and its rebuilds');
    expect(screen.getByTestId('step-removeOldNode')).toHaveTextContent('kubectl delete node worker-17');
  });

  it('says whom to slow down first', async () => {
    const of = (owner: string, restarts: number) =>
      row({ namespace: 'batch', kind: 'Job', owner, what: 'restarts' }, restarts);
    open(`relief?${forIncident}`, {}, undefined, undefined, { feeders: [of('report', 40), of('<b>backup</b>', 900)] });
    const step = await screen.findByTestId('step-slowDown');
    await waitFor(() => expect(step).toHaveTextContent('Job batch/<b>backup</b> Job batch/report'));
  });

  it('warns where nokmem cannot be relied on', async () => {
    open(`nokmem?${forIncident}`, { kernel: '3.10.0-957.el7.x86_64' });
    expect(await screen.findByText(/do not reliably honour nokmem/)).toBeInTheDocument();
  });

  it('leads elsewhere where the option would change nothing', async () => {
    open(`nokmem?${forIncident}`, { kernel: fixedKernel, signals: quietSignals, refused: undefined });
    const link = await screen.findByRole('link', { name: 'Take this instead: Relief until the fix' });
    expect(link).toHaveAttribute('href', expect.stringContaining('runbook/relief?'));
    expect(screen.getByTestId('runbook-do-now')).toHaveTextContent('Nothing needs doing on this node now');
  });

  it('puts the look-alike that the node reports first', async () => {
    open(
      `not-this-fault?${forIncident}`,
      { signals: quietSignals },
      'inotify_add_watch /sys/fs/cgroup/memory/kubepods: no space left on device'
    );
    await screen.findByTestId('node-verdict');
    const rows = screen.getAllByTestId(/^look-alike-/);
    expect(rows[0]).toHaveTextContent('Seen on this node');
    expect(rows[0]).toHaveTextContent('Raise fs.inotify.max_user_watches');
  });

  it('has a text to ask for help with, in which names mean nothing to Markdown', async () => {
    open(`nokmem?node=${encodeURIComponent('[x](http://e)')}`, { node: '[x](http://e)', cluster: undefined });
    await screen.findByTestId('node-verdict');
    const text = screen.getByTestId('escalation').textContent ?? '';
    expect(text).toContain('**Memcg kmem leak on `[x](http://e)`**');
    expect(text).toContain('CentOS Linux 7 (Core)');
    expect(text).not.toMatch(/(?<![`\\])\[x\]\(/);
  });
});

describe('the runbook page without a node', () => {
  it('shows every variant, labelled', async () => {
    open('nokmem');
    expect(await screen.findByText(/This is the general text/)).toBeInTheDocument();
    expect(screen.getByTestId('step-cordon')).toHaveTextContent('kubectl cordon "$NODE"');
    const alternatives = screen.getAllByTestId('alternatives-bootLoader')[0];
    expect(alternatives).toHaveTextContent('Only for Debian and Ubuntu.');
    expect(alternatives).toHaveTextContent('Bottlerocket');
    expect(screen.getByTestId('step-reboot')).toHaveTextContent('Only for');
  });

  it('says what each answer of the confirming commands means', async () => {
    open('confirm');
    const step = await screen.findByTestId('step-countCgroups');
    expect(step).toHaveTextContent('It is this fault: removed cgroups keep their caches.');
    expect(within(step).getByRole('link', { name: 'Relief until the fix' })).toBeInTheDocument();
  });

  it('lists every look-alike', async () => {
    open('not-this-fault');
    expect(await screen.findAllByTestId(/^look-alike-/)).toHaveLength(lookAlikes.length);
  });

  it('does not fill in a name that is not safe to paste', async () => {
    open(`nokmem?node=${encodeURIComponent('a\u001b[201~reboot')}`);
    expect(await screen.findByText(/not safe to paste/)).toBeInTheDocument();
    expect(screen.getByTestId('step-cordon')).toHaveTextContent('kubectl cordon "$NODE"');
  });

  it('says so when the node is not seen', async () => {
    open('nokmem?node=stranger');
    expect(await screen.findByText(/Nothing is known of stranger/)).toBeInTheDocument();
  });

  it('knows no other option', async () => {
    open('reinstall-everything');
    expect(await screen.findByText('There is no such page')).toBeInTheDocument();
  });
});
