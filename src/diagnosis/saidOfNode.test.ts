import { measuredNode as node } from '../test/measuredNode';
import { diagnose } from '.';

const fixed = { kernelRelease: '6.8.7', slabSteadyGrowthBytesPerDay: undefined, memoryCgroups: undefined };
const bare = { ...fixed, liveMemoryCgroups: undefined, dyingMemoryCgroups: undefined };

describe('slab that somebody says grows', () => {
  it('leaves the cause open on a kernel without the leak', () => {
    expect(diagnose(node(bare)).cause).toBe('none');
    const { state, cause } = diagnose(node({ ...bare, slabSaidToGrow: true }));
    expect([state, cause]).toEqual(['clear', 'undetermined']);
  });

  it('weighs less than a figure', () => {
    expect(diagnose(node({ ...bare, slabSteadyGrowthBytesPerDay: 0, slabSaidToGrow: true })).cause).toBe('none');
  });
});

describe('slab that holds much of the memory', () => {
  it('leaves the cause open on a kernel that can leak, where nothing tells of growth', () => {
    const heavy = { memoryTotalBytes: 32 * 2 ** 30, slabUnreclaimableBytes: 30 * 2 ** 30 };
    const { state, cause } = diagnose(node({ ...bare, ...heavy, kernelRelease: '4.4.11' }));
    expect([state, cause]).toEqual(['exposed', 'undetermined']);
  });
});
