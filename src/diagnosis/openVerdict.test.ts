import { measuredAtSeconds as at, measuredNode as node } from '../test/measuredNode';
import { openRank, whatIsOpen } from './openVerdict';
import { compareUrgency } from './urgency';
import { diagnose, type NodeEvidence } from '.';

const el7 = '3.10.0-1160.el7.x86_64';
const fixed = '5.14.0-362.24.1.el9_3.x86_64';

const openOf = (evidence: Partial<NodeEvidence>) => whatIsOpen(diagnose(node(evidence)));

const waiting = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ namespace: 'shop', pod: `orders-${i}`, reason: 'ContainerCreating' }));

describe('what a verdict leaves open', () => {
  it('is growth within the boot, where much starts on a kernel that keeps a part of each pod', () => {
    const booted = { kernelRelease: el7, bootTimeSeconds: at - 9 * 3600, podStarts15m: 180 };
    expect(diagnose(node(booted))).toMatchObject({ state: 'exposed', confidence: 'medium' });
    expect(openOf(booted)).toBe('growthUnseen');
    for (const known of [
      { slabSteadyGrowthBytesPerDay: 0 },
      { podStarts15m: 3 },
      { kmemAccountingOn: false },
      { kubeletVersion: 'v1.27.3', containerRuntimeVersion: 'containerd://1.7.2' },
    ]) {
      expect(openOf({ ...booted, ...known })).toBeUndefined();
    }
  });

  it('is what stays behind without slab, where much starts and nothing counts memory cgroups', () => {
    const busy = { kernelRelease: fixed, podStarts1d: 4_000, slabSteadyGrowthBytesPerDay: 0 };
    expect(diagnose(node(busy))).toMatchObject({ state: 'clear', confidence: 'medium' });
    expect(openOf(busy)).toBe('cgroupsUncounted');
    for (const known of [
      { memoryCgroups: 320 },
      { liveMemoryCgroups: 310 },
      { dyingMemoryCgroups: 12 },
      { percpuBytes: 2 ** 26 },
      { podStarts1d: 300 },
      { podStarts1d: undefined },
    ]) {
      expect(openOf({ ...busy, ...known })).toBeUndefined();
    }
  });

  it.each([
    [el7, 'exposed', 'medium'],
    [fixed, 'unknown', 'low'],
  ])('is why several pods wait, where nobody asks the kubelet of %s', (kernelRelease, state, confidence) => {
    const stuck = { kernelRelease, stuckPods: waiting(3), slabSteadyGrowthBytesPerDay: 0 };
    expect(openOf(stuck)).toBe('podsWaitUnexplained');
    expect(diagnose(node(stuck))).toMatchObject({ state, confidence });
    expect(diagnose(node(stuck)).causes[0]?.cause).not.toBe('none');
    for (const known of [
      { stuckPods: waiting(2) },
      // Others start.
      { podStarts15m: 4 },
      // They are refused.
      { podStarts15m: 0, cgroupCreates15m: 60 },
      { events: [{ reason: 'Failed', message: 'fork: Resource temporarily unavailable', count: 9 }] },
    ]) {
      expect(openOf({ ...stuck, ...known })).toBeUndefined();
    }
  });

  it('puts a node before others of its state, the most pressing first', () => {
    const judged = (name: string, changes: Partial<NodeEvidence>) => {
      const evidence = node({ key: { node: name }, slabSteadyGrowthBytesPerDay: 0, ...changes });
      return { evidence, diagnosis: diagnose(evidence) };
    };
    const nodes = [
      judged('a-calm', { kernelRelease: fixed }),
      judged('a-exposed', { kernelRelease: el7, podStarts1d: 100 }),
      judged('b-busy', { kernelRelease: fixed, podStarts1d: 4_000 }),
      judged('c-waiting', { kernelRelease: fixed, stuckPods: waiting(3) }),
    ];
    const names = nodes.sort(compareUrgency).map(({ evidence }) => evidence.key.node);
    expect(names).toEqual(['c-waiting', 'a-exposed', 'b-busy', 'a-calm']);
    expect(openRank(judged('el7', { kernelRelease: el7, stuckPods: waiting(4) }).diagnosis)).toBe(3);
  });

  it('is nothing where the fault is told', () => {
    const busy = { kernelRelease: fixed, podStarts1d: 4_000, stuckPods: waiting(3) };
    const message = 'mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod1: cannot allocate memory';
    expect(openOf({ ...busy, events: [{ reason: 'FailedCreatePodContainer', message, count: 9 }] })).toBeUndefined();
  });
});
