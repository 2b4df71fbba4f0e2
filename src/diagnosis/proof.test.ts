import fc from 'fast-check';
import { diagnose, type NodeEvidence, type Proof, type ProofCheckId, proofOf, type ProofPast } from '.';
import { defaultThresholds } from './thresholds';

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const at = 1_760_000_000;

const el7 = '3.10.0-1160.83.1.el7.x86_64';
const el7Old = '3.10.0-957.21.3.el7.x86_64';
const el8 = '4.18.0-553.el8_10.x86_64';
const stuck = [{ namespace: 'ns', pod: 'p', reason: 'ContainerCreating' }];
const refused = {
  reason: 'FailedCreatePodContainer',
  message:
    'mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod11111111-2222-4333-8444-555555555555: cannot allocate memory',
  count: 30_278,
};

/** An el7 node with the probe, rebooted with nokmem two days ago, on which all is well. */
function fixed(changes: Partial<NodeEvidence> = {}): NodeEvidence {
  return {
    key: { cluster: 'c', node: 'n' },
    atSeconds: at,
    kernelRelease: el7,
    kubeletVersion: 'v1.20.0',
    containerRuntimeVersion: 'docker://19.3.8',
    memoryTotalBytes: 256 * GiB,
    memoryAvailableBytes: 200 * GiB,
    slabUnreclaimableBytes: 0.6 * GiB,
    slabSteadyGrowthBytesPerDay: 2 * MiB,
    bootTimeSeconds: at - 2 * day,
    kmemAccountingOn: false,
    nokmemRunning: true,
    nokmemConfiguredNotRunning: false,
    slabHistory: [],
    stuckPods: [],
    events: [],
    cgroupCreates15m: 3,
    podStarts15m: 3,
    ...changes,
  };
}

const unfixed = { nokmemRunning: false, kmemAccountingOn: true };
const growing = { slabUnreclaimableBytes: 3 * GiB, slabSteadyGrowthBytesPerDay: 200 * MiB };
const retried = { cgroupCreates15m: 75, podStarts15m: 0, stuckPods: stuck };

function prove(changes: Partial<NodeEvidence>, past?: ProofPast): Proof {
  const evidence = fixed(changes);
  return proofOf(evidence, diagnose(evidence), past);
}

const check = (proof: Proof, id: ProofCheckId) => proof.checks.find((each) => each.id === id);
const whyOf = (proof: Proof) => ('why' in proof ? proof.why : undefined);

it.each<[string, Partial<NodeEvidence>, string]>([
  ['nokmem that held for a day and more', {}, 'verified'],
  ['nokmem running, booted an hour ago', { bootTimeSeconds: at - hour }, 'verifying'],
  ['a fixed kernel that held', { ...unfixed, kernelRelease: el8 }, 'verified'],
  [
    'a fixed kernel without a probe',
    { kernelRelease: el8, nokmemRunning: undefined, kmemAccountingOn: undefined },
    'verified',
  ],
  ['a fixed kernel booted just now', { ...unfixed, kernelRelease: el8, bootTimeSeconds: at - minute }, 'verifying'],
  [
    'kubelet and runtime without kmem, seen by their versions',
    {
      nokmemRunning: undefined,
      kmemAccountingOn: undefined,
      kubeletVersion: 'v1.23.5',
      containerRuntimeVersion: 'containerd://1.6.33',
    },
    'verified',
  ],
  ['no fix', unfixed, 'todo: notRunning'],
  [
    'the parameter set for booting, not running',
    { ...unfixed, nokmemConfiguredNotRunning: true },
    'todo: setButNotRunning',
  ],
  ['the same, leaking', { ...unfixed, ...growing, nokmemConfiguredNotRunning: true }, 'todo: setButNotRunning'],
  ['nobody who could see it', { nokmemRunning: undefined, kmemAccountingOn: undefined }, 'todo: notSeen'],
  [
    'nobody who could see it, but a leak',
    { ...growing, podStarts1d: 3_000, nokmemRunning: undefined, kmemAccountingOn: undefined },
    'todo: notRunning',
  ],
  ['accounting seen off by what nobody can see', { nokmemRunning: undefined }, 'verified'],
  ['accounting seen off although nokmem is not running', { nokmemRunning: false }, 'todo: notRunning'],
  ['nokmem that ran a week ago', { ...unfixed, nokmemRanBefore: true }, 'regressed: stopped'],
  [
    'nokmem gone again after it had been verified',
    { nokmemRunning: false, nokmemRanBefore: true },
    'regressed: stopped',
  ],
  [
    'nokmem gone, and set anew without a reboot',
    { ...unfixed, nokmemRanBefore: true, nokmemConfiguredNotRunning: true },
    'regressed: stopped',
  ],
  [
    'nokmem gone, which a fixed kernel does not need',
    { ...unfixed, nokmemRanBefore: true, kernelRelease: el8 },
    'verified',
  ],
  ['nokmem running, and refusals', { events: [refused] }, 'regressed: failing'],
  [
    'a fixed kernel that was always there, and refusals',
    { kernelRelease: el8, events: [refused] },
    'todo: anotherFault',
  ],
  ['nokmem running, and the kubelet retrying', retried, 'regressed: failing'],
  ['accounting seen off, and slab growing', growing, 'regressed: growing'],
  ['nokmem running, accounting on, slab growing', { ...growing, kmemAccountingOn: true }, 'regressed: growing'],
  ['nokmem running, accounting on', { kmemAccountingOn: true }, 'regressed: accountingOn'],
  ['growth that a day has not yet shown', { bootTimeSeconds: at - 15 * hour, ...growing }, 'regressed: growing'],
])('%s', (_, changes, expected) => {
  const proof = prove(changes);
  expect([proof.status, whyOf(proof)].filter(Boolean).join(': ')).toBe(expected);
});

describe('a kernel that was changed back', () => {
  const before = (...kernelsBefore: string[]) => ({ kernelsBefore });

  it('from a fixed one to one that leaks is a regression, with that reason', () => {
    const proof = prove(unfixed, before(el8));
    expect([proof.status, whyOf(proof)]).toEqual(['regressed', 'kernelBack']);
    expect(check(proof, 'fixRunning')).toMatchObject({ result: 'failed', note: 'kernelChangedBack' });
  });

  it('to a fixed one that fails all the same is one too', () => {
    const proof = prove({ kernelRelease: el8, events: [refused] }, before(el7Old));
    expect([proof.status, whyOf(proof)]).toEqual(['regressed', 'failing']);
  });

  it('is none where no kernel before was fixed, or another fix runs', () => {
    expect(prove(unfixed, before(el7Old, 'TempleOS')).status).toBe('todo');
    expect(prove({}, before(el8)).status).toBe('verified');
    expect(prove({ ...unfixed, kernelRelease: 'TempleOS' }, before(el8)).status).toBe('todo');
  });
});

describe('a fix that runs since an hour', () => {
  const proof = prove({ bootTimeSeconds: at - hour });

  it('has passed what can pass at once, and says until when it waits', () => {
    expect(proof.checks.map(({ id, result }) => [id, result])).toEqual([
      ['booted', 'passed'],
      ['fixRunning', 'passed'],
      ['accountingOff', 'passed'],
      ['noFailedCreation', 'passed'],
      ['noGrowth', 'pending'],
    ]);
    expect(proof).toMatchObject({ fix: 'nokmem', untilSeconds: at + 23 * hour });
  });

  it('waits as long as the threshold says', () => {
    const evidence = fixed({ bootTimeSeconds: at - hour });
    const thresholds = { ...defaultThresholds, proofPeriodSeconds: hour };
    expect(proofOf(evidence, diagnose(evidence), {}, thresholds).status).toBe('verified');
  });
});

describe('failing creation', () => {
  const booted = { bootTimeSeconds: at - 3 * minute };

  it('is not told from events that can be older than the boot', () => {
    const proof = prove({ ...booted, events: [refused] });
    expect(proof.status).toBe('verifying');
    expect(check(proof, 'noFailedCreation')).toMatchObject({
      result: 'pending',
      note: 'eventsFromBeforeBoot',
      untilSeconds: at + 17 * minute,
    });
  });

  it('is told from retries at once: the kubelet counts anew after a boot', () => {
    expect(check(prove({ ...booted, ...retried }), 'noFailedCreation')).toMatchObject({
      result: 'failed',
      value: { value: 75 },
    });
  });

  it('of the past counts if it was after the boot', () => {
    expect(whyOf(prove({}, { lastFailureSeconds: at - day }))).toBe('failing');
    expect(prove({}, { lastFailureSeconds: at - 3 * day }).status).toBe('verified');
  });

  it('is not seen where nobody reports creation', () => {
    const proof = prove({ cgroupCreates15m: undefined });
    expect(proof.status).toBe('verifying');
    expect(proof).not.toHaveProperty('untilSeconds');
    expect(check(proof, 'noFailedCreation')?.result).toBe('notSeen');
  });
});

it('names a parameter that was set without a reboot, at both places', () => {
  const proof = prove({ ...unfixed, nokmemConfiguredNotRunning: true });
  expect(check(proof, 'booted')).toMatchObject({ result: 'failed', note: 'setButNotRunning' });
  expect(check(proof, 'fixRunning')).toMatchObject({ result: 'failed', note: 'setButNotRunning' });
});

it('asks for a reboot after kubelet and runtime changed', () => {
  const changes = { nokmemRunning: false, kubeletVersion: 'v1.23.5', containerRuntimeVersion: 'containerd://1.6.33' };
  expect(whyOf(prove(changes, { runtimeChangedSeconds: at - day }))).toBe('changedSinceBoot');
  expect(prove(changes, { runtimeChangedSeconds: at - 3 * day }).status).toBe('verified');
});

it('never takes the parameter alone for proof', () => {
  const proof = prove({ kmemAccountingOn: undefined });
  expect(proof.status).toBe('verifying');
  expect(check(proof, 'accountingOff')?.result).toBe('notSeen');
  expect(prove({ kernelRelease: el7Old }).status).toBe('verified');
});

it('does not hold drift of slab against a fixed kernel', () => {
  const proof = prove({ ...growing, slabSteadyGrowthBytesPerDay: 1024 ** 3, kernelRelease: el8 });
  expect(proof.status).toBe('verified');
  expect(check(proof, 'noGrowth')).toMatchObject({ result: 'passed', note: 'growthOfAnotherKind' });
});

it.each([
  ['slab', { slabUnreclaimableBytes: undefined }],
  ['growth', { slabSteadyGrowthBytesPerDay: undefined }],
  ['boot time', { bootTimeSeconds: undefined }],
])('proves nothing without %s', (_, changes) => {
  const proof = prove(changes);
  expect(proof.status).toBe('verifying');
  expect(check(proof, 'noGrowth')?.result).toBe('notSeen');
});

it('verifies only what the verdict calls protected or clear, whatever it is given', () => {
  const number = fc.option(fc.oneof(fc.double(), fc.integer()), { nil: undefined });
  const flag = fc.option(fc.boolean(), { nil: undefined });
  const evidence = fc.record({
    kernelRelease: fc.constantFrom(undefined, el7, el7Old, el8, '4.15.0-213-generic', 'TempleOS'),
    slabUnreclaimableBytes: number,
    slabSteadyGrowthBytesPerDay: number,
    bootTimeSeconds: fc.option(fc.integer({ min: at - 9 * day, max: at }), { nil: undefined }),
    memoryCgroups: number,
    memoryCgroupsGrowthPerDay: number,
    kmemAccountingOn: flag,
    nokmemRunning: flag,
    nokmemRanBefore: flag,
    nokmemConfiguredNotRunning: flag,
    cgroupCreates15m: number,
    podStarts15m: number,
    stuckPods: fc.constantFrom(...[[], stuck]),
    events: fc.constantFrom(...[[], [refused]]),
  });
  fc.assert(
    fc.property(evidence, (changes) => {
      const node = fixed(changes);
      const diagnosis = diagnose(node);
      const proof = proofOf(node, diagnosis);
      expect(proof.checks.length).toBeGreaterThanOrEqual(4);
      if (proof.status === 'verified') {
        expect(['protected', 'clear']).toContain(diagnosis.state);
        expect(node.bootTimeSeconds).toBeLessThanOrEqual(at - day);
      }
    })
  );
});
