import { type Diagnosis, type NodeEvidence } from '../diagnosis';
import { classifyKernel } from '../kernel';
import { adviceFor, recommendedWayOut } from './advice';

function adviceOn(facts: Partial<NodeEvidence>, cause: Diagnosis['cause'] = 'memcg-kmem-leak') {
  const evidence = { key: { node: 'n' }, atSeconds: 0, slabHistory: [], stuckPods: [], events: [], ...facts };
  const node = { evidence, diagnosis: { kernel: classifyKernel(facts.kernelRelease), cause } };
  const advice = adviceFor(node);
  expect(advice[0]?.option).toBe(recommendedWayOut(node));
  const said = Object.fromEntries(advice.map(({ option, words }) => [option, words.replace('runbook.fit.', '')]));
  return { first: advice[0], said, ruledOut: advice.filter((each) => each.isRuledOut).map(({ option }) => option) };
}

const el79 = { kernelRelease: '3.10.0-1160.83.1.el7.x86_64', osImage: 'CentOS Linux 7 (Core)' };
const oldPrograms = { kubeletVersion: 'v1.18.20', containerRuntimeVersion: 'docker://18.9.1' };

describe('adviceFor', () => {
  it('the incident: nokmem; another kernel takes a new node', () => {
    const { first, said, ruledOut } = adviceOn({ ...el79, ...oldPrograms });
    expect(first).toMatchObject({ option: 'nokmem', isRecommended: true, words: 'runbook.fit.nokmem.fits' });
    expect(said['kernel-upgrade']).toBe('kernel-upgrade.newNode');
    expect(said.runtime).toBe('runtime.olderCluster');
    expect(ruledOut).toEqual([]);
  });

  it('before 7.7 nokmem takes the kernel of 7.9, which its runbook brings', () => {
    const { first, said } = adviceOn({
      kernelRelease: '3.10.0-957.el7.x86_64',
      osImage: 'CentOS Linux 7 (Core)',
      ...oldPrograms,
    });
    expect(first?.option).toBe('nokmem');
    expect(said.nokmem).toBe('nokmem.updateFirst');
  });

  it('both programs clean already: nothing to gain there, so the next way out is recommended', () => {
    const { first, said, ruledOut } = adviceOn({
      kernelRelease: '3.10.0-957.el7.x86_64',
      osImage: 'CentOS Linux 7 (Core)',
      kubeletVersion: 'v1.24.0',
      containerRuntimeVersion: 'containerd://1.6.33',
    });
    expect(said.runtime).toBe('runtime.clean');
    expect(ruledOut).toEqual(['runtime']);
    expect(first?.option).toBe('nokmem');
  });

  it('one clean program of the two is not enough', () => {
    const { said } = adviceOn({ ...el79, kubeletVersion: 'v1.18.20', containerRuntimeVersion: 'containerd://1.6.33' });
    expect(said.runtime).toBe('runtime.olderCluster');
  });

  it('from 4.5 on kubelet and runc do not matter', () => {
    const { ruledOut } = adviceOn({ kernelRelease: '4.15.0-213-generic', osImage: 'Ubuntu 18.04.6 LTS' });
    expect(ruledOut).toEqual(['runtime']);
  });

  it('EL 8.0 takes one update', () => {
    const { first, said } = adviceOn({ kernelRelease: '4.18.0-80.el8.x86_64', osImage: 'CentOS Linux 8' });
    expect(first?.option).toBe('kernel-upgrade');
    expect(said['kernel-upgrade']).toBe('kernel-upgrade.update');
  });

  it('a fixed kernel needs neither', () => {
    const { first, ruledOut } = adviceOn({ kernelRelease: '5.14.0-427.13.1.el9_4.x86_64' });
    expect(first).toMatchObject({ option: 'relief', isRuledOut: false });
    expect(ruledOut.sort()).toEqual(['kernel-upgrade', 'nokmem', 'runtime']);
  });

  it('the parameter that runs is told from the one that is ignored', () => {
    expect(adviceOn({ ...el79, nokmemRunning: true, kmemAccountingOn: false }).said.nokmem).toBe('nokmem.running');
    const ignored = adviceOn({ ...el79, ...oldPrograms, nokmemRunning: true, kmemAccountingOn: true });
    expect(ignored.said.nokmem).toBe('nokmem.ignored');
    expect(ignored.ruledOut).toEqual(['nokmem']);
    expect(ignored.first?.option).toBe('runtime');
  });

  it('a managed image is changed through its pool', () => {
    const { said } = adviceOn({
      kernelRelease: '4.14.355-276.639.amzn2.x86_64',
      osImage: 'Amazon Linux 2',
      kubeletVersion: 'v1.21.14-eks-ba74326',
    });
    expect(said.nokmem).toBe('nokmem.image');
    expect(said['kernel-upgrade']).toBe('kernel-upgrade.image');
  });

  it('directories that exist are removed first', () => {
    const { first } = adviceOn(el79, 'live-cgroup-leak');
    expect(first).toMatchObject({ option: 'relief', words: 'runbook.fit.relief.directories' });
  });

  it('nothing known of the kernel: relief, and the rest is not known', () => {
    const { first, said } = adviceOn({});
    expect(first?.option).toBe('relief');
    expect(said.nokmem).toBe('nokmem.unknown');
  });
});
