import { type NodeEvidence, type Proof } from '../../diagnosis';
import { type TimelineParts, timelineEntries } from './timelineEntries';

const hour = 3600;
const day = 24 * hour;
const now = 1_795_000_000;
const from = now - 7 * day;

const evidence: NodeEvidence = {
  key: { node: 'n' },
  atSeconds: now,
  slabHistory: [],
  stuckPods: [],
  events: [],
};
const todo: Proof = { status: 'todo', why: 'notRunning', checks: [] };

function kindsOf(parts: Partial<TimelineParts>) {
  return timelineEntries({
    evidence,
    state: 'failing',
    changes: [],
    alerts: [],
    proof: todo,
    answers: {},
    ...parts,
  }).map((entry) => ({ ...entry, timeSeconds: (entry.timeSeconds - now) / hour }));
}

type Sample = readonly [timeSeconds: number, value: number];
const hourly = (values: readonly Sample[], labels = {}) => ({
  fromSeconds: from,
  atSeconds: now,
  stepSeconds: hour,
  rows: [{ labels, values }],
});
const samples = (first: number, last: number, step: number, value = 1) =>
  Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => [first + index * step, value] as const);

describe('the timeline of a node', () => {
  it('tells boot, growth, first refusal and alert in their order, and what goes on has no end', () => {
    const slabHistory = samples(now - 6 * day, now, 6 * hour).map(([timeSeconds], index) => ({
      timeSeconds,
      bytes: 2 ** 30 + index * 2 ** 26,
    }));
    const failing = samples(now - 3 * day, now, hour);
    expect(
      kindsOf({
        evidence: { ...evidence, slabHistory, bootTimeSeconds: now - 6 * day },
        answers: { failing: hourly(failing) },
        alerts: [
          { alertname: 'A', fromSeconds: now - 2 * day, toSeconds: now, isOngoing: true },
          { alertname: 'B', fromSeconds: now - 2.5 * day, toSeconds: now - 2.4 * day, isOngoing: false },
        ],
      }).map(({ kind, timeSeconds, ...rest }) => [kind, timeSeconds, 'toSeconds' in rest])
    ).toEqual([
      ['boot', -144, false],
      ['onset', -144, false],
      ['refusals', -72, false],
      ['alert', -60, true],
      ['alert', -48, false],
    ]);
  });

  it('says what is older than the range, and which refusals are over', () => {
    const values = [...samples(from, from + 5 * hour, hour), ...samples(now - 20 * hour, now - 10 * hour, hour)];
    expect(kindsOf({ answers: { failing: hourly(values) } })).toEqual([
      { kind: 'refusals', timeSeconds: -168, isOpen: true, toSeconds: from + 5 * hour },
      { kind: 'refusals', timeSeconds: -20, isOpen: false, toSeconds: now - 10 * hour },
    ]);
  });

  it('takes refusals from what the events count where nothing else was asked', () => {
    const total = samples(now - 10 * hour, now, hour).map(
      ([time], index) => [time, Math.min(100 * index, 500)] as const
    );
    const creations = hourly(total, { signal: 'refusedTotal' });
    expect(kindsOf({ state: 'protected', answers: { creations } })).toEqual([
      { kind: 'refusals', timeSeconds: -9, isOpen: false, toSeconds: now - 5 * hour },
    ]);
  });

  it('has fix and proof at their moments, the proof ahead while it is awaited', () => {
    const booted = { ...evidence, bootTimeSeconds: now - 2 * hour };
    const verifying: Proof = { status: 'verifying', fix: 'nokmem', untilSeconds: now + 22 * hour, checks: [] };
    const changes = [{ kind: 'boot' as const, timeSeconds: now - 2 * hour + 30 }];
    expect(kindsOf({ evidence: booted, state: 'protected', proof: verifying, changes })).toMatchObject([
      { kind: 'fix' },
      { kind: 'boot' },
      { kind: 'proof', timeSeconds: 22, isAhead: true },
    ]);
  });

  it('calls a kernel that was never another one no fix', () => {
    const proof: Proof = { status: 'verified', fix: 'kernel-upgrade', sinceSeconds: now, checks: [] };
    const booted = { ...evidence, bootTimeSeconds: now - day };
    expect(kindsOf({ evidence: booted, state: 'clear', proof }).map(({ kind }) => kind)).toEqual(['boot']);
    const changes = [{ kind: 'kernel' as const, timeSeconds: now - day, from: 'a', to: 'b' }];
    expect(kindsOf({ evidence: booted, state: 'clear', proof, changes }).map(({ kind }) => kind)).toEqual([
      'boot',
      'kernel',
      'fix',
      'proof',
    ]);
  });
});
