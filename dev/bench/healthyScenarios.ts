// Nodes that look like it and have another cause, or none.
import { type Moment } from '../fleet/behaviour';
import { day, GiB, hour, MiB, plus, rhythm } from '../fleet/curves';
import { counted, lookAlikes } from '../fleet/events';
import { centos7, debian12, el8, ubuntu1804, ubuntu2204, ubuntu2404 } from '../fleet/platforms';
import { pod, uidOf } from '../fleet/pods';
import { dailyGaps, exporterRestarts, highAvailability, twoKubeStateMetrics } from './faults';
import { type Scenario } from './scenario';

const el7 = centos7('1160.83.1');
const kubeletOf20Days = centos7('1127.19.1', 'v1.18.20');

/** A pod that cannot start for a reason of its own, and the Event that says so. */
const failingPod =
  (reason: string, message: (uid: string) => string): Scenario['differs'] =>
  (moment: Moment) => {
    const since = 2 * day;
    const name = `worker-6c9f7d5b4-${moment.node.name}`;
    const failing = pod(
      { namespace: 'batch', name, ownerKind: 'ReplicaSet', ownerName: 'worker-6c9f7d5b4', createdSeconds: since },
      { podIp: '', waiting: [{ name: 'worker', isInit: false, reason: 'ContainerCreating', sinceSeconds: since }] }
    );
    return {
      pods: [failing],
      events: [
        {
          namespace: 'batch',
          pod: name,
          reason,
          message: message(uidOf(name)),
          sinceSeconds: since,
          count: counted(since, since + day, 640),
        },
      ],
    };
  };

export const healthyScenarios: readonly Scenario[] = [
  { id: 'quiet-el7', what: 'quiet el7 node', platform: el7, truth: {} },
  {
    id: 'quiet-el7-ha',
    what: 'the same, HA pair and two kube-state-metrics',
    platform: el7,
    truth: {},
    seenThrough: (series) => twoKubeStateMetrics(highAvailability(series)),
  },
  {
    id: 'rebooted-el7',
    what: 'el7 node rebooted daily: caches fill again',
    platform: el7,
    bootedDaysAgo: [0.6, 1.6, 2.6, 3.6, 4.6, 5.6, 6.6, 40],
    truth: {},
  },
  {
    id: 'restarting-exporter',
    what: 'exporter pod replaced every 30 hours, scrapes lost',
    platform: el7,
    truth: {},
    seenThrough: (series) => dailyGaps(exporterRestarts(series)),
  },
  {
    id: 'reclaimable',
    what: 'reclaimable slab grows to 40 GiB',
    platform: el7,
    memoryGiB: 128,
    truth: {},
    differs: (_, calm) => ({
      slabReclaimableBytes: plus(calm.slabReclaimableBytes, (seconds) => (5 * GiB * seconds) / day),
    }),
  },
  {
    id: 'shortage',
    what: 'memory genuinely short, forks refused',
    platform: el7,
    truth: {},
    differs: (moment, calm) => ({
      ...failingPod('Failed', lookAlikes.forkRefused)?.(moment, calm),
      memoryAvailableBytes: (seconds) => 0.02 * 64 * GiB * (1 + 0.2 * rhythm(moment.seed)(seconds)),
    }),
  },
  // What allocates the slab is what the memory is short of.
  {
    id: 'shortage-slab',
    what: 'short of memory while slab grows',
    platform: el7,
    memoryGiB: 16,
    truth: {},
    differs: (_, calm) => ({
      slabUnreclaimableBytes: plus(calm.slabUnreclaimableBytes, (seconds) => (300 * MiB * seconds) / day),
      memoryAvailableBytes: () => 0.5 * GiB,
    }),
  },
  {
    id: 'drift',
    what: 'counter drifts on a fixed kernel',
    platform: ubuntu2404,
    truth: {},
    differs: (_, calm) => ({
      slabUnreclaimableBytes: plus(calm.slabUnreclaimableBytes, (seconds) => (120 * MiB * seconds) / day),
    }),
  },
  {
    id: 'drift-8g',
    what: 'the same on 8 GiB, faster',
    platform: ubuntu2404,
    memoryGiB: 8,
    truth: {},
    differs: (_, calm) => ({
      slabUnreclaimableBytes: plus(calm.slabUnreclaimableBytes, (seconds) => (280 * MiB * seconds) / day),
    }),
  },
  {
    id: 'other-driver',
    what: 'storage driver holds 12 to 20 % of memory by day',
    platform: el8,
    truth: {},
    differs: (moment, calm) => ({
      slabUnreclaimableBytes: plus(
        calm.slabUnreclaimableBytes,
        (seconds) =>
          64 * GiB * (0.16 + 0.04 * Math.sin((2 * Math.PI * seconds) / day) + 0.005 * rhythm(moment.seed)(seconds))
      ),
    }),
  },
  {
    id: 'batch-peak',
    what: 'nightly batch takes 6 GiB of slab within an hour and gives it back',
    platform: el8,
    memoryGiB: 32,
    truth: {},
    differs: (_, calm) => ({
      slabUnreclaimableBytes: plus(calm.slabUnreclaimableBytes, (seconds) => {
        const since = (seconds + 3 * hour) % day;
        return since < 4 * hour ? 6 * GiB * Math.min(1, since / hour) : 0;
      }),
    }),
  },
  {
    id: 'settling',
    what: 'new el7 node fills up for four days, then stands still',
    platform: el7,
    bootedDaysAgo: [7.5],
    truth: {},
    differs: ({ bootSeconds }, calm) => ({
      slabUnreclaimableBytes: plus(
        calm.slabUnreclaimableBytes,
        (seconds) => 0.7 * GiB * (1 - Math.exp(-(seconds - bootSeconds(seconds)) / (1.5 * day)))
      ),
    }),
  },
  {
    id: 'busy-ci',
    what: 'CI node: 12,000 to 24,000 live cgroups by day',
    platform: ubuntu2204,
    truth: {},
    differs: () => {
      const live = (seconds: number) => Math.round(18_000 + 6_000 * Math.sin((2 * Math.PI * seconds) / day));
      return { memoryCgroups: live, liveMemoryCgroups: live };
    },
  },
  {
    id: 'page-cache-zombies',
    what: '6.1: page cache keeps 18,000 to 30,000 removed cgroups, reclaim frees them',
    platform: debian12,
    truth: {},
    differs: (moment) => ({
      memoryCgroups: (seconds) =>
        Math.round(24_000 + 6_000 * Math.sin((2 * Math.PI * seconds) / day) + 300 * rhythm(moment.seed)(seconds)),
    }),
  },
  {
    id: 'swept',
    what: 'leftover directories swept on day 2: 30,000 still counted, none added',
    platform: ubuntu1804,
    truth: {},
    hasProbe: true,
    differs: (moment) => ({
      memoryCgroups: (seconds) => Math.round(30_000 + 60 * rhythm(moment.seed)(seconds)),
      liveMemoryCgroups: () => 300,
    }),
  },
  {
    id: 'many-pods',
    what: 'CronJobs start 5,000 pods a day',
    platform: kubeletOf20Days,
    truth: {},
    differs: () => {
      const starts = (seconds: number) => Math.floor((5_000 * (seconds + 40 * day)) / day);
      return { podStarts: starts, cgroupCreates: starts };
    },
  },
  {
    id: 'volume-missing',
    what: 'pods wait for a volume',
    platform: el7,
    truth: {},
    differs: failingPod('FailedMount', () => 'Unable to attach or mount volumes: timed out waiting for the condition'),
  },
  {
    id: 'disk-full',
    what: 'no space left on the disk',
    platform: el7,
    truth: {},
    differs: failingPod('FailedCreatePodSandBox', () => 'mkdir /var/lib/docker/overlay2/4f1c: no space left on device'),
  },
  {
    id: 'dbus',
    what: 'dbus connection lost',
    platform: el7,
    truth: {},
    differs: failingPod('FailedCreatePodContainer', lookAlikes.dbusClosed),
  },
  {
    id: 'inotify',
    what: 'inotify watches used up',
    platform: el7,
    truth: {},
    differs: failingPod('Failed', lookAlikes.inotifyWatches),
  },
  {
    id: 'kubelet-restart',
    what: 'kubelet restarted daily, a pod waits',
    platform: el7,
    truth: {},
    differs: (moment, calm) => ({
      ...failingPod('FailedMount', () => 'timed out')?.(moment, calm),
      podStarts: (seconds) => Math.floor((200 * (seconds % day)) / day),
      cgroupCreates: (seconds) => Math.floor((200 * (seconds % day)) / day) + 60,
    }),
  },
  {
    id: 'nokmem',
    what: 'protected by nokmem',
    platform: el7,
    hasProbe: true,
    truth: {},
    differs: () => ({ kmemAccountingOn: false, nokmemRunning: true }),
  },
  { id: 'fixed-el8', what: 'quiet fixed kernel', platform: el8, truth: {} },
  {
    id: 'replaced',
    what: 'el7 node that is new since day 3',
    platform: el7,
    bootedDaysAgo: [5],
    truth: {},
    seenThrough: (series) =>
      series.map((each) => ({ ...each, at: (seconds) => (seconds < 3 * day ? undefined : each.at(seconds)) })),
  },
];
