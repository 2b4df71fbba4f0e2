import { locationService } from '@grafana/runtime';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import {
  answersOf,
  el7Kernel,
  fixedKernel,
  leakingSignals,
  type NodeFacts,
  quietSignals,
  row,
} from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { type StubGrafana, stubGrafana } from '../../test/stubGrafana';
import { appPath } from '../shared/address/paths';
import PlanPage from './PlanPage';

const fleet: NodeFacts[] = [
  { node: 'quiet-2', cluster: 'a', signals: quietSignals },
  { node: 'quiet-1', cluster: 'a', signals: quietSignals },
  { node: 'fixed', cluster: 'a', kernel: fixedKernel, signals: quietSignals },
  { node: 'leaking', cluster: 'a', signals: leakingSignals },
  { node: 'failing', cluster: 'a', signals: leakingSignals, refused: 9 },
];

function open(answers: StubGrafana['answers'] = answersOf(fleet), search = '') {
  const stub = stubGrafana(answers);
  renderPage(<PlanPage />, `${appPath}/plan${search}`);
  return stub;
}

const inWaves = async () => (await screen.findAllByTestId('wave-node')).map(({ dataset }) => dataset.node);
const waveSizes = () => screen.getAllByTestId('wave').map((wave) => within(wave).getAllByTestId('wave-node').length);
const params = () => new URLSearchParams(locationService.getLocation().search);

describe('the plan page', () => {
  it('plans failing, leaking and exposed nodes by urgency, and offers no others', async () => {
    open();
    expect(await inWaves()).toEqual(['failing', 'leaking', 'quiet-1', 'quiet-2']);
    expect(screen.getAllByTestId('plan-node').map(({ dataset }) => dataset.node)).not.toContain('fixed');
    const [first, second] = screen.getAllByTestId('wave');
    expect(first).toHaveTextContent('1 node is failing already.');
    expect(second).toHaveTextContent(/Last safe date: leaking \(a\) may fail from .* on \(\w+ confidence\)/);
  });

  it('says why an exposed node is in the plan: it can leak, and nothing protects it', async () => {
    const growing = { ...quietSignals, slabSteadyGrowthBytesPerDay: 3 * 1024 ** 2 };
    open(answersOf([...fleet, { node: 'creeping', cluster: 'a', signals: growing }]));
    await inWaves();
    const reasonOf = (node: string) => screen.getAllByTestId('plan-node').find(({ dataset }) => dataset.node === node);
    expect(reasonOf('quiet-1')).toHaveTextContent(
      `Kernel ${el7Kernel} can leak and nothing seen protects it; no steady growth yet`
    );
    expect(reasonOf('creeping')).toHaveTextContent(
      'unreclaimable slab grows (+3 MiB/day), too little to call it a leak'
    );
  });

  it('takes nodes out and puts others in, and keeps that in the address', async () => {
    open();
    await inWaves();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Put quiet-1 (a) in the plan' }));
    expect(await inWaves()).toEqual(['failing', 'leaking', 'quiet-2']);
    expect(params().get('drop')).toBe('a/quiet-1');
    await userEvent.click(screen.getByTestId('state-tile-clear'));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Put fixed (a) in the plan' }));
    expect(params().get('add')).toBe('a/fixed');
    await waitFor(async () => expect(await inWaves()).toContain('fixed'));
  });

  it('follows the wave size, within the share of the cluster, and refuses nonsense', async () => {
    open(answersOf(fleet), '?share=100');
    await inWaves();
    const field = screen.getByLabelText('Wave size');
    fireEvent.change(field, { target: { value: '3' } });
    await waitFor(() => expect(waveSizes()).toEqual([3, 1]));
    expect(params().get('size')).toBe('3');
    fireEvent.change(field, { target: { value: 'many' } });
    expect(await screen.findByText('A number such as 3, or a percentage such as 10%')).toBeInTheDocument();
    expect(waveSizes()).toEqual([3, 1]);
  });

  it('keeps to maintenance windows, and names day and zone', async () => {
    // At noon: no window is open then, whenever the test runs.
    open(answersOf(fleet), '?size=1&start=1795003200');
    await inWaves();
    fireEvent.change(screen.getByLabelText('Maintenance window'), { target: { value: '22:00-04:00' } });
    await waitFor(() => expect(params().get('window')).toBe('22:00-04:00'));
    const times = () =>
      screen.getAllByTestId('wave').map((wave) => /From ([\d:]+ ?[AP]?M?)/.exec(wave.textContent ?? '')?.[1]);
    await waitFor(() => expect(times().slice(0, 3).join()).toMatch(/^10:00\sPM,12:00\sAM,2:00\sAM$/));
    expect(screen.getByText(/^Times are those of \S+\. Clusters go side by side\.$/)).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText('Maintenance window'), { target: { value: 'at night' } });
    expect(await screen.findByText('Two times such as 22:00-04:00')).toBeInTheDocument();
    expect(params().get('window')).toBe('22:00-04:00');
  });

  it('takes control-plane nodes alone', async () => {
    const planFacts = ['quiet-1', 'quiet-2'].map((node) => row({ cluster: 'a', node, signal: 'controlPlane' }, 1));
    open({ ...answersOf(fleet), planFacts }, '?share=100&size=4');
    await inWaves();
    await waitFor(() => expect(waveSizes()).toEqual([2, 1, 1]));
  });

  it('keeps a plan: a node that is fixed stays in it and shows its progress', async () => {
    open(answersOf(fleet), '?nodes=a/fixed,failing,gone&since=1795000000');
    expect(await inWaves()).toEqual(['fixed', 'failing', 'gone']);
    const progress = screen.getAllByTestId('wave-node').map(({ dataset }) => dataset.progress);
    expect(progress).toEqual(['verifying', 'todo', 'todo']);
    await userEvent.click(screen.getByRole('button', { name: 'Follow the verdicts again' }));
    expect(params().get('since')).toBeNull();
    expect(await inWaves()).toEqual(['failing', 'leaking', 'quiet-1', 'quiet-2']);
    await userEvent.click(screen.getByRole('button', { name: 'Keep this plan' }));
    expect(params().get('nodes')).toBe('a/failing,leaking,quiet-1,quiet-2');
  });

  it('names a regression: nokmem gone again, a kernel changed back', async () => {
    const proven = {
      ...quietSignals,
      nokmemRunning: 1,
      kmemAccountingOn: 0,
      bootTimeSeconds: 1_795_000_000 - 9 * 86_400,
    };
    const nodes = [
      { node: 'holds', cluster: 'a', signals: { ...proven, cgroupCreates15m: 1 } },
      { node: 'gone', cluster: 'a', signals: { ...proven, nokmemRunning: 0, nokmemRanBefore: 1 } },
      { node: 'back', cluster: 'a', signals: quietSignals },
      { node: 'never', cluster: 'a', signals: quietSignals },
    ];
    const planFacts = [row({ cluster: 'a', node: 'back', signal: 'kernelBefore', kernel_version: fixedKernel }, 1)];
    open({ ...answersOf(nodes), planFacts }, '?nodes=a/holds,gone,back,never&since=1795000000');
    await inWaves();
    const progress = () => screen.getAllByTestId('wave-node').map(({ dataset }) => dataset.progress);
    await waitFor(() => expect(progress()).toEqual(['verified', 'regressed', 'regressed', 'todo']));
    expect(screen.getAllByText('Regressed')).toHaveLength(2);
    expect(screen.getByText(/nokmem was running before and is not any more/)).toBeInTheDocument();
    expect(screen.getByText(/A fixed kernel was running before/)).toBeInTheDocument();
  });

  it('exports for a ticket and for programs', async () => {
    open();
    await inWaves();
    const exports = screen.getByTestId('plan-exports');
    expect(exports).toHaveTextContent('- [ ] `failing`: Failing');
    await userEvent.click(within(exports).getByLabelText('Shell'));
    expect(exports).toHaveTextContent("'failing nokmem-grubby ");
    await userEvent.click(within(exports).getByLabelText('Ansible'));
    expect(exports).toHaveTextContent('wave_01');
    for (const each of ['Shell', 'Ansible', 'system-upgrade-controller', 'kured']) {
      await userEvent.click(within(exports).getByLabelText(each));
      expect(exports).toHaveTextContent('grubby --update-kernel=ALL');
      expect(exports).not.toHaveTextContent(/\[object|undefined|NaN/);
    }
  });

  it('says that nothing needs a plan', async () => {
    open(answersOf([{ node: 'fixed', kernel: fixedKernel, signals: quietSignals }]));
    expect(await screen.findByText('Nothing to plan')).toBeInTheDocument();
  });

  it('says that no node is known, and that the data source does not answer', async () => {
    open({});
    expect(await screen.findByText('Prometheus knows no nodes')).toBeInTheDocument();
  });

  it('names questions that failed, its own among them', async () => {
    const error = { error: { status: 502 } };
    open({ ...answersOf(fleet), history: error, planFacts: error });
    await inWaves();
    expect(await screen.findByTestId('trouble-history')).toBeInTheDocument();
    expect(await screen.findByText('Control plane and zones are not known')).toBeInTheDocument();
  });

  it('renders hostile names as text', async () => {
    const node = '<img src=x onerror="alert(1)">';
    open(answersOf([{ node, signals: leakingSignals, refused: 3 }]));
    expect(await inWaves()).toEqual([node]);
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });
});
