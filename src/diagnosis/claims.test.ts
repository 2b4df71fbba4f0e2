import { diagnose, type NodeEvidence, proofOf } from '.';

const GiB = 1024 ** 3;
const at = 1_760_000_000;
const el8 = '4.18.0-553.el8_10.x86_64';
const el7 = '3.10.0-1160.83.1.el7.x86_64';

const refused = (errno: string) => ({
  reason: 'FailedCreatePodContainer',
  message: `mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1: ${errno}`,
  count: 2,
});

function node(changes: Partial<NodeEvidence>): NodeEvidence {
  return {
    key: { node: 'n' },
    atSeconds: at,
    memoryTotalBytes: 64 * GiB,
    memoryAvailableBytes: 40 * GiB,
    slabUnreclaimableBytes: 0.3 * GiB,
    slabHistory: [],
    stuckPods: [],
    events: [],
    ...changes,
  };
}

describe('what keeps a node calm is said', () => {
  it.each([
    [2, true],
    [1, false],
    [undefined, false],
  ])('on cgroup version %s: %s', (cgroupVersion, isSaid) => {
    const { state, reasons } = diagnose(node({ kernelRelease: '6.8.0-38-generic', cgroupVersion }));
    expect(state).toBe('clear');
    expect(reasons.some(({ key }) => key === 'unifiedHierarchy')).toBe(isSaid);
  });
});

describe('nothing is claimed that the evidence contradicts', () => {
  it.each(['cannot allocate memory', 'no space left on device'])(
    'IDs are not used up where a few hundred directories are all there are: %s',
    (errno) => {
      const evidence = node({ kernelRelease: el8, liveMemoryCgroups: 287, events: [refused(errno)] });
      const diagnosis = diagnose(evidence);
      expect(diagnosis.state).toBe('failing');
      expect(diagnosis.cause).toBe('undetermined');
      expect(diagnosis.causes.map(({ cause }) => cause)).not.toContain('memcg-id-exhaustion');
      expect(proofOf(evidence, diagnosis)).toMatchObject({ status: 'todo', why: 'anotherFault' });
    }
  );

  it('they may be where as many are counted, or where the counter leaves out the removed ones', () => {
    const crowded = node({ kernelRelease: el8, memoryCgroups: 65_000, events: [refused('no space left on device')] });
    expect(diagnose(crowded).cause).toBe('memcg-id-exhaustion');
    const few = node({ kernelRelease: el7, memoryCgroups: 287, events: [refused('cannot allocate memory')] });
    expect(diagnose(few).cause).toBe('memcg-kmem-leak');
  });

  it('few live ones acquit nothing while removed ones fill the IDs', () => {
    const dying = node({
      kernelRelease: el8,
      liveMemoryCgroups: 287,
      dyingMemoryCgroups: 65_000,
      events: [refused('no space left on device')],
    });
    expect(diagnose(dying).cause).not.toBe('undetermined');
  });

  it.each([
    [
      'cgroup v2, no release known',
      undefined,
      'mkdir /sys/fs/cgroup/kubepods.slice/kubepods-pod1.slice: no space left on device',
    ],
    ['a fixed kernel', '5.15.0-105-generic', 'mkdir /sys/fs/cgroup/memory/kubepods/pod1: no space left on device'],
    [
      'a fixed kernel on cgroup v2',
      '6.8.0-31-generic',
      'mkdir /sys/fs/cgroup/kubepods.slice/kubepods-pod1.slice: cannot allocate memory',
    ],
  ])('a refusal is failing, never clear: %s', (_, kernelRelease, message) => {
    const events = [{ reason: 'FailedCreatePodContainer', message, count: 3 }];
    expect(diagnose(node({ kernelRelease, events })).state).toBe('failing');
  });

  it('182,210 entries convict a drained node too', () => {
    const drained = node({ kernelRelease: el7, slabEntries: 182_210, cordoned: true, podStarts1d: 0 });
    expect(diagnose(drained)).toMatchObject({ state: 'leaking', cause: 'memcg-kmem-leak' });
  });
});
