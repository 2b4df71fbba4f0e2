import { measuredNode as node } from '../test/measuredNode';
import { diagnose } from '.';

const fixed = { kernelRelease: '6.8.7', slabSteadyGrowthBytesPerDay: undefined, memoryCgroups: undefined };
const bare = { ...fixed, liveMemoryCgroups: undefined, dyingMemoryCgroups: undefined };

describe('what somebody says of a node', () => {
  it('leaves the cause open on a kernel without the leak', () => {
    expect(diagnose(node(bare)).cause).toBe('none');
    for (const said of [{ slabSaidToGrow: true }, { cgroupsSaidToStay: true }]) {
      const { state, cause, reasons } = diagnose(node({ ...bare, ...said }));
      expect([state, cause]).toEqual(['clear', 'undetermined']);
      expect(reasons.map(({ key }) => key)).toContain(Object.keys(said)[0]);
    }
  });

  it('weighs less than a count', () => {
    expect(diagnose(node({ ...bare, memoryCgroups: 83, cgroupsSaidToStay: true })).cause).toBe('none');
    expect(diagnose(node({ ...bare, slabSteadyGrowthBytesPerDay: 0, slabSaidToGrow: true })).cause).toBe('none');
  });

  it('makes directories that somebody forgot the likeliest, where nothing else is known', () => {
    expect(diagnose(node({ ...bare, cgroupsSaidToStay: true })).causes[0]?.cause).toBe('live-cgroup-leak');
  });
});

describe('a kill for want of memory', () => {
  const kill = (message: string) => [{ reason: '', message, count: 1 }];

  it.each([
    'Out of memory: Killed process 4711 (java) total-vm:1kB',
    'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task=java',
    'System OOM encountered, victim process: java, pid: 4711',
  ])('is a shortage on the machine: %s', (message) => {
    expect(diagnose(node({ ...bare, events: kill(message) })).cause).toBe('memory-shortage');
  });

  it.each([
    'Memory cgroup out of memory: Killed process 4711 (java) total-vm:1kB',
    'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,task=java',
    'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
  ])('is something else where a cgroup was at its limit, or nothing tells: %s', (message) => {
    expect(diagnose(node({ ...bare, events: kill(message) })).cause).toBe('other');
  });

  it('is a shortage where the trace says that pages could not be had', () => {
    const events = kill('java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0');
    expect(diagnose(node({ ...bare, events, memoryRanOut: true })).cause).toBe('memory-shortage');
  });
});

describe('slab that holds much of the memory', () => {
  it('leaves the cause open on a kernel that can leak, where nothing tells of growth', () => {
    const heavy = { memoryTotalBytes: 32 * 2 ** 30, slabUnreclaimableBytes: 30 * 2 ** 30 };
    const { state, cause } = diagnose(node({ ...bare, ...heavy, kernelRelease: '4.4.11' }));
    expect([state, cause]).toEqual(['exposed', 'undetermined']);
  });
});
