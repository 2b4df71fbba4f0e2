import { measuredAtSeconds as at, measuredNode as node } from '../test/measuredNode';
import { diagnose, type NodeEvidence } from '.';

const [MiB, GiB] = [2 ** 20, 2 ** 30];
const el7 = '3.10.0-957.27.2.el7.x86_64';
const fixed = '6.8.0-38-generic';
const stuckPods = ['a', 'b', 'c'].map((pod) => ({ namespace: 'n', pod, reason: 'ContainerCreating' }));

const judged = (changes: Partial<NodeEvidence>) => diagnose(node({ slabSteadyGrowthBytesPerDay: 0, ...changes }));

describe('nothing acquits alone', () => {
  const short = { memoryAvailableBytes: 2 * GiB, slabUnreclaimableBytes: 3 * GiB };
  const retries = { cgroupCreates15m: 231, podStarts15m: 0, stuckPods };

  it.each<[string, Partial<NodeEvidence>, string]>([
    ['entries of slab caches', { kernelRelease: el7, slabEntries: 182_210 }, 'memcg-kmem-leak'],
    ['IDs that are used up', { kernelRelease: '4.15.0-213-generic', memoryCgroups: 65_400 }, 'dying-memcgs'],
  ])('not a shortage of memory, where %s convict', (_, seen, cause) => {
    expect(judged({ ...short, ...seen })).toMatchObject({ state: 'leaking', cause });
    expect(judged({ ...short, ...seen, ...retries })).toMatchObject({ state: 'failing', cause });
    expect(judged({ ...short, ...retries, kernelRelease: seen.kernelRelease })).toMatchObject({
      cause: 'memory-shortage',
    });
  });

  it("not a vendor's nokmem that was taken out", () => {
    const photon = { kernelRelease: '4.19.225-3.ph3' };
    const growing = { slabSteadyGrowthBytesPerDay: 250 * MiB, slabUnreclaimableBytes: 3 * GiB };
    expect(judged(photon)).toMatchObject({ state: 'protected' });
    expect(judged({ ...photon, kmemAccountingOn: false, ...growing })).toMatchObject({ state: 'protected' });
    expect(judged({ ...photon, kmemAccountingOn: true })).toMatchObject({ state: 'exposed' });
    expect(judged({ ...photon, kmemAccountingOn: true, ...growing })).toMatchObject({ state: 'leaking' });
  });

  it.each([el7, fixed])('not that few cgroups were tried on %s, where pods wait and none starts', (kernelRelease) => {
    for (const cgroupCreates15m of [0, 10, 29]) {
      const diagnosis = judged({ ...retries, kernelRelease, cgroupCreates15m });
      expect(diagnosis.confidence).not.toBe('high');
      expect(diagnosis.state).not.toBe('clear');
      expect(diagnosis.causes[0]?.cause).not.toBe('none');
    }
    expect(judged({ ...retries, kernelRelease, cgroupCreates15m: 30 }).state).toBe('failing');
  });

  it('not that per-CPU memory is few bytes, where it is a share of the node that no work needs', () => {
    const small = { kernelRelease: fixed, memoryTotalBytes: 8 * GiB, memoryAvailableBytes: GiB };
    expect(judged({ ...small, percpuBytes: 3.5 * GiB })).toMatchObject({ state: 'leaking', cause: 'dying-memcgs' });
    expect(judged({ ...small, percpuBytes: 0.3 * GiB })).toMatchObject({ state: 'clear', cause: 'none' });
    const reasons = judged({ ...small, percpuBytes: 3.5 * GiB }).reasons.map(({ key }) => key);
    expect(reasons).toContain('percpuHigh');
  });

  it('not that removed cgroups do not become more, where they hold most of the IDs', () => {
    const kept = { liveMemoryCgroups: 240, dyingMemoryCgroups: 58_000, memoryCgroupsGrowthPerDay: 0 };
    for (const kernelRelease of [fixed, '4.19.0-13-amd64']) {
      const { confidence, causes } = judged({ ...kept, kernelRelease });
      expect(confidence).toBe('medium');
      const sureOf = (of: string) => causes.find(({ cause }) => cause === of)?.probability ?? 0;
      expect(sureOf('none')).toBeLessThan(0.5);
      expect(sureOf('dying-memcgs')).toBeGreaterThan(0.3);
    }
  });

  it('not that they were counted once, where the pids controller has next to none of them', () => {
    const once = {
      kernelRelease: '4.19.0-13-amd64',
      bootTimeSeconds: at - 18 * 3600,
      slabSteadyGrowthBytesPerDay: undefined,
      memoryCgroups: 45_300,
    };
    expect(judged({ ...once, pidsCgroups: 240 })).toMatchObject({ state: 'leaking', cause: 'dying-memcgs' });
    // One unified hierarchy has one count, of whatever there is.
    expect(judged({ ...once, pidsCgroups: 45_300 }).state).toBe('exposed');
    expect(judged({ ...once, pidsCgroups: 240, memoryCgroupsGrowthPerDay: 0 }).state).toBe('exposed');
  });
});
