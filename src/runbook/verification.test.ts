import { defaultThresholds, diagnose, type NodeEvidence, proofOf } from '../diagnosis';
import { verification } from './verification';

const atSeconds = 1_795_000_000;
const thresholds = { ...defaultThresholds, proofPeriodSeconds: 3 * 86_400, stuckPodMinutes: 25 };

/** Booted a minute ago with nokmem, and all is well. */
const evidence: NodeEvidence = {
  key: { node: 'n' },
  atSeconds,
  bootTimeSeconds: atSeconds - 60,
  kernelRelease: '3.10.0-1160.83.1.el7.x86_64',
  slabUnreclaimableBytes: 1e9,
  kmemAccountingOn: false,
  nokmemRunning: true,
  cgroupCreates15m: 3,
  slabHistory: [],
  stuckPods: [],
  events: [],
};

describe('when the work is done', () => {
  it.each(['noGrowth', 'noRefusals'] as const)('%s waits as long as the proof does', (id) => {
    const proof = proofOf(evidence, diagnose(evidence, thresholds), {}, thresholds);
    const check = proof.checks.find((each) => each.id === (id === 'noGrowth' ? 'noGrowth' : 'noFailedCreation'));
    const criterion = verification('nokmem', thresholds).find((each) => each.id === id);
    expect(check?.result).toBe('pending');
    expect(criterion?.waitSeconds).toBe((check?.untilSeconds ?? 0) - (atSeconds - 60));
  });

  it('pods have started when they no longer count as stuck', () => {
    const criterion = verification('relief', thresholds).find(({ id }) => id === 'podsStart');
    expect(criterion?.waitSeconds).toBe(25 * 60);
  });
});
