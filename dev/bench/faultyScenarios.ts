// Nodes that have the fault. Times are seconds from the beginning of the eight days.
import { day, GiB, hour, plus, rhythm } from '../fleet/curves';
import { centos7, ubuntu1804, ubuntu2004 } from '../fleet/platforms';
import { dailyGaps, exporterRestarts, healthyNamesake, highAvailability, twoKubeStateMetrics } from './faults';
import { dyingLeak, filling, litter, refusal, slabLeak } from './leaks';
import { type Scenario } from './scenario';

// On the fourth day, so that the rules have the three days of history that they look back on.
const begun = 3.2 * day;
// 65,500 IDs in 4.4 days: about 15,000 a day.
const full = 7.6 * day;

const leakToFailure = (from: number, until: number, silent = false): Pick<Scenario, 'truth' | 'differs'> => ({
  truth: { leaksFrom: from, failsAt: until },
  differs: (moment, calm) => ({
    ...slabLeak(calm, filling(from, until)),
    ...refusal(moment, calm, { from: until, silent }),
  }),
});

const leakWithoutFailure = (from: number, until: number): Pick<Scenario, 'truth' | 'differs'> => ({
  truth: { leaksFrom: from },
  differs: (_, calm) => slabLeak(calm, filling(from, until)),
});

const el7 = centos7('1160.83.1');

export const faultyScenarios: readonly Scenario[] = [
  { id: 'el7-fails', what: 'el7 leak, full after 4.4 days', platform: el7, ...leakToFailure(begun, full) },
  {
    id: 'el7-fails-silent',
    what: 'the same, no events collected',
    platform: centos7('1127.19.1', 'v1.17.9'),
    ...leakToFailure(begun, full, true),
  },
  { id: 'el7-fails-8g', what: 'the same on 8 GiB', platform: el7, memoryGiB: 8, ...leakToFailure(begun, full) },
  { id: 'el7-fails-16g', what: 'the same on 16 GiB', platform: el7, memoryGiB: 16, ...leakToFailure(begun, full) },
  { id: 'el7-fails-248g', what: 'the same on 248 GiB', platform: el7, memoryGiB: 248, ...leakToFailure(begun, full) },
  {
    id: 'el7-slow',
    what: 'el7 leak of 120 MiB a day',
    platform: centos7('1062.9.1'),
    ...leakWithoutFailure(begun, begun + 25 * day),
  },
  {
    id: 'el7-half-day',
    what: 'full 30 hours after a reboot',
    platform: centos7('957.27.2'),
    bootedDaysAgo: [4, 40],
    ...leakToFailure(4 * day, 4 * day + 30 * hour),
  },
  {
    id: 'el7-enospc',
    what: 'el7.4, ENOSPC, full after 4.4 days',
    platform: centos7('693.21.1', 'v1.11.10'),
    truth: { leaksFrom: begun, failsAt: full },
    differs: (moment, calm) => ({
      ...slabLeak(calm, filling(begun, full)),
      ...refusal(moment, calm, { from: full, errno: 'no space left on device' }),
    }),
  },
  {
    id: 'el7-gaps',
    what: 'el7 leak, scrapes lost twice a day',
    platform: el7,
    seenThrough: dailyGaps,
    ...leakToFailure(begun, full),
  },
  {
    id: 'el7-restarts',
    what: 'el7 leak, exporter pod replaced every 30 hours',
    platform: el7,
    seenThrough: exporterRestarts,
    ...leakToFailure(begun, full),
  },
  {
    id: 'el7-ha',
    what: 'el7 leak, HA pair without deduplication',
    platform: el7,
    seenThrough: highAvailability,
    ...leakToFailure(begun, full),
  },
  {
    id: 'el7-two-ksm',
    what: 'el7 leak, two kube-state-metrics',
    platform: el7,
    seenThrough: twoKubeStateMetrics,
    ...leakToFailure(begun, full),
  },
  {
    id: 'el7-namesake',
    what: 'el7 leak, healthy namesake in another cluster',
    platform: el7,
    seenThrough: healthyNamesake,
    ...leakToFailure(begun, full),
  },
  {
    id: 'el7-noisy',
    what: 'el7 leak under a daily rhythm as large as a day of it',
    platform: el7,
    truth: { leaksFrom: begun, failsAt: full },
    differs: (moment, calm) => {
      const leak = slabLeak(calm, filling(begun, full));
      const breath = rhythm(moment.seed + 1);
      return {
        ...leak,
        slabUnreclaimableBytes: plus(
          leak.slabUnreclaimableBytes ?? calm.slabUnreclaimableBytes,
          (seconds) => 0.2 * GiB * breath(seconds)
        ),
        ...refusal(moment, calm, { from: full }),
      };
    },
  },
  // Batch work that rests for two days: the growth is not steady.
  {
    id: 'el7-weekend',
    what: 'el7 leak that rests for two days',
    platform: el7,
    truth: { leaksFrom: 0, failsAt: 7 * day },
    differs: (moment, calm) => {
      const working = (seconds: number) =>
        Math.max(0, Math.min(seconds, 2 * day)) + Math.max(0, Math.min(seconds, 7 * day) - 4 * day);
      return {
        ...slabLeak(calm, (seconds) => working(seconds) / (5 * day)),
        ...refusal(moment, calm, { from: 7 * day }),
      };
    },
  },
  {
    id: 'el7-sawtooth',
    what: 'el7 leak, rebooted every other day, never fails',
    platform: el7,
    bootedDaysAgo: [1, 3, 5, 7, 40],
    truth: { leaksFrom: day },
    differs: ({ bootSeconds }, calm) =>
      slabLeak(calm, (seconds) => (seconds < day ? 0 : (seconds - Math.max(day, bootSeconds(seconds))) / (5 * day))),
  },
  {
    id: 'el7-cured',
    what: 'fails, rebooted with nokmem; the Event is still listed',
    platform: el7,
    hasProbe: false,
    bootedDaysAgo: [2, 40],
    truth: { leaksFrom: 0, failsAt: 5.5 * day, curedAt: 6 * day },
    differs: (moment, calm) => {
      const share = filling(0, 5.5 * day);
      return {
        ...slabLeak(calm, (seconds) => (seconds < 6 * day ? share(seconds) : 0)),
        ...refusal(moment, calm, { from: 5.5 * day, until: 6 * day }),
      };
    },
  },
  {
    id: 'nokmem-ignored',
    what: 'nokmem on a build that ignores it, leaks',
    platform: centos7('957.21.3'),
    hasProbe: true,
    truth: { leaksFrom: begun, failsAt: full, protectionFailsFrom: 0 },
    differs: (moment, calm) => ({
      ...slabLeak(calm, filling(begun, full)),
      ...refusal(moment, calm, { from: full }),
      nokmemRunning: true,
    }),
  },
  {
    id: 'dying-fails',
    what: '4.15, removed cgroups kept, IDs full after 4.4 days',
    platform: ubuntu1804,
    truth: { leaksFrom: begun, failsAt: full },
    differs: (moment, calm) => ({
      ...dyingLeak(calm, filling(begun, full)),
      ...refusal(moment, calm, { from: full }),
    }),
  },
  {
    id: 'dying-slow',
    what: '4.15, 2,600 removed cgroups kept a day',
    platform: ubuntu1804,
    truth: { leaksFrom: 0 },
    differs: (_, calm) => dyingLeak(calm, filling(0, 25 * day)),
  },
  {
    id: 'dying-count-only',
    what: '4.15, cgroups kept, slab does not show it',
    platform: ubuntu1804,
    truth: { leaksFrom: begun, failsAt: full },
    differs: (moment, calm) => ({
      memoryCgroups: dyingLeak(calm, filling(begun, full)).memoryCgroups,
      ...refusal(moment, calm, { from: full, errno: 'no space left on device' }),
    }),
  },
  {
    id: 'directories',
    what: 'fixed kernel, directories never removed, full after 4.4 days',
    platform: ubuntu2004,
    hasProbe: true,
    truth: { leaksFrom: begun, failsAt: full },
    differs: (moment, calm) => ({
      ...litter(calm, filling(begun, full)),
      ...refusal(moment, calm, { from: full, errno: 'no space left on device' }),
    }),
  },
  {
    id: 'sudden',
    what: 'fails without a leak to be seen before',
    platform: centos7('862.14.4', 'v1.12.10'),
    truth: { failsAt: 4 * day },
    differs: (moment, calm) => refusal(moment, calm, { from: 4 * day }),
  },
  {
    id: 'sudden-silent',
    what: 'the same, no events collected',
    platform: centos7('862.14.4', 'v1.12.10'),
    truth: { failsAt: 4 * day },
    differs: (moment, calm) => refusal(moment, calm, { from: 4 * day, silent: true }),
  },
  {
    id: 'blind',
    what: 'exporter of an el7 node lost',
    platform: el7,
    truth: { blindFrom: 3 * day },
    seenThrough: (series) =>
      series.map((each) =>
        each.labels.job === 'node-exporter'
          ? { ...each, at: (seconds) => (seconds < 3 * day ? each.at(seconds) : undefined) }
          : each
      ),
  },
];
