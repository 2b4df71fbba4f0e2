import { diagnose, type NodeEvidence, proofOf } from '.';

const GiB = 1024 ** 3;
const at = 1_760_000_000;
const minute = 60;
const refused = {
  reason: 'FailedCreatePodContainer',
  message: 'mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1: cannot allocate memory',
  count: 30_278,
};

function node(changes: Partial<NodeEvidence>): NodeEvidence {
  return {
    key: { node: 'n' },
    atSeconds: at,
    kernelRelease: '3.10.0-1160.83.1.el7.x86_64',
    memoryTotalBytes: 64 * GiB,
    memoryAvailableBytes: 60 * GiB,
    slabUnreclaimableBytes: 0.2 * GiB,
    slabHistory: [],
    bootTimeSeconds: at - 3 * minute,
    stuckPods: [],
    events: [],
    ...changes,
  };
}

describe('a verdict about the running boot', () => {
  it('calls a node that was fixed minutes ago recovering, and says with what', () => {
    const { state, recovering } = diagnose(node({ nokmemRunning: true, kmemAccountingOn: false, events: [refused] }));
    expect([state, recovering]).toEqual(['protected', { bootSeconds: at - 3 * minute, fix: 'nokmem' }]);
  });

  it('says that no fix is seen where none is, and is not failing either', () => {
    const { state, recovering } = diagnose(node({ events: [refused] }));
    expect([state, recovering?.fix]).toEqual(['exposed', undefined]);
    expect(recovering).toBeDefined();
  });

  it('ends once the event would have to be written again', () => {
    const { state, recovering } = diagnose(node({ bootTimeSeconds: at - 21 * minute, events: [refused] }));
    expect([state, recovering]).toEqual(['failing', undefined]);
  });

  it('heeds a refusal that is known to be of this boot, and not one that is known to be older', () => {
    const seen = (minutesAgo: number) => ({ ...refused, lastSeenSeconds: at - minutesAgo * minute });
    expect(diagnose(node({ events: [seen(1)] })).state).toBe('failing');
    expect(diagnose(node({ events: [seen(5)] })).state).toBe('exposed');
    const hoursUp = { bootTimeSeconds: at - 300 * minute };
    expect(diagnose(node({ ...hoursUp, events: [seen(301)] }))).toMatchObject({ state: 'exposed' });
  });

  it('is failing when the kubelet retries in this boot', () => {
    const stuckPods = [{ namespace: 'a', pod: 'b', reason: 'ContainerCreating' }];
    expect(diagnose(node({ cgroupCreates15m: 75, podStarts15m: 0, stuckPods })).state).toBe('failing');
  });

  it('knows a leak that the boot has given back by the slab before it', () => {
    const slabHistory = [
      { timeSeconds: at - 100 * minute, bytes: 9 * GiB },
      { timeSeconds: at - minute, bytes: 0.2 * GiB },
    ];
    expect(diagnose(node({ nokmemRunning: true, slabHistory })).recovering?.fix).toBe('nokmem');
    expect(diagnose(node({ nokmemRunning: true })).recovering).toBeUndefined();
  });

  it('is what the proof says too: pending, not failed', () => {
    const evidence = node({ nokmemRunning: true, kmemAccountingOn: false, events: [refused] });
    const { status, checks } = proofOf(evidence, diagnose(evidence));
    expect(status).toBe('verifying');
    expect(checks.find(({ id }) => id === 'noFailedCreation')).toMatchObject({
      result: 'pending',
      note: 'eventsFromBeforeBoot',
    });
  });
});
