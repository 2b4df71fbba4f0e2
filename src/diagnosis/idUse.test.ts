import { defaultThresholds, diagnose, type NodeEvidence } from '.';
import { idUseOf } from './idUse';

const GiB = 1024 ** 3;
const el7 = '3.10.0-1160.83.1.el7.x86_64';
const el8 = '4.18.0-553.el8_10.x86_64';
const refused = {
  reason: 'FailedCreatePodContainer',
  message: 'mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1: cannot allocate memory',
  count: 30,
};

function useOf(changes: Partial<NodeEvidence>) {
  const evidence: NodeEvidence = {
    key: { node: 'n' },
    atSeconds: 1_760_000_000,
    memoryTotalBytes: 256 * GiB,
    memoryAvailableBytes: 240 * GiB,
    slabHistory: [],
    stuckPods: [],
    events: [],
    ...changes,
  };
  return idUseOf(evidence, diagnose(evidence), defaultThresholds);
}

describe('how many memcg IDs are taken', () => {
  it('is what the kernel counts, where removed cgroups are in its count', () => {
    expect(useOf({ kernelRelease: el8, memoryCgroups: 40_000 })).toEqual({
      kind: 'counted',
      used: 40_000,
      limit: 65_535,
    });
  });

  it('is a range, never beyond the limit, from slab entries of a leaking el7 node', () => {
    const use = useOf({ kernelRelease: el7, memoryCgroups: 312, slabEntries: 182_210, events: [refused] });
    expect(use).toMatchObject({ kind: 'estimated', from: 'slabEntries', most: 65_535 });
    expect(use.kind === 'estimated' && use.least).toBeLessThan(65_535);
    expect(use.kind === 'estimated' && use.least).toBeGreaterThan(0);
  });

  it('is a range from slab alone where nobody counts the entries', () => {
    const use = useOf({ kernelRelease: el7, slabUnreclaimableBytes: 1.5 * GiB, events: [refused] });
    expect(use).toMatchObject({ kind: 'estimated', from: 'slab' });
  });

  it('is not told by slab that would hold all of them on a node that still works', () => {
    const use = useOf({
      kernelRelease: el7,
      slabUnreclaimableBytes: 9 * GiB,
      slabSteadyGrowthBytesPerDay: 0.3 * GiB,
      memoryCgroups: 312,
    });
    expect(use).toEqual({ kind: 'notCounted', why: 'byKernel' });
  });

  it('is not guessed from slab of a node that does not leak', () => {
    expect(useOf({ kernelRelease: el7, slabUnreclaimableBytes: 0.3 * GiB, memoryCgroups: 312 })).toEqual({
      kind: 'notCounted',
      why: 'byKernel',
    });
  });

  it('is not known where a count of cgroups is beyond what there are IDs, or nobody counts', () => {
    expect(useOf({ kernelRelease: el8, memoryCgroups: 70_000 })).toMatchObject({ why: 'byKernel' });
    expect(useOf({ kernelRelease: el8 })).toMatchObject({ why: 'notSeen' });
  });
});
