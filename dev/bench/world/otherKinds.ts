import { day, rhythm } from '../../fleet/curves';
import { type Curve } from '../../fleet/series';
import { isKubelet } from '../../fleet/stacks/relabel';
import {
  leaked,
  perCpuPerId,
  reclaimed,
  secondsToFull,
  type Shows,
  slabPerId,
  startsSince,
  type Work,
  works,
} from './arithmetic';
import { type Draw } from './draw';
import { oldKernel, recentKernel, recentOnLargePages, withoutMemoryRow } from './grounds';
import { type Circumstances, type Ground, type Kind, type NodeDraft } from './kinds';
import { driftPerDay, shortOfMemory, waitingForAnother, workingSet } from './lookAlikes';
import { bpfLeak, otherLeaks, warmingUp } from './otherLeaks';
import { refusal } from './refusals';

const platformOf: Record<Exclude<Ground, 'el7'>, typeof oldKernel> = { old: oldKernel, recent: recentKernel };
const memories = [8, 16, 32, 64, 128, 512] as const;

const kind = (
  ground: Exclude<Ground, 'el7'>,
  id: string,
  weight: number,
  drafted: (draw: Draw, failureSeconds: number, circumstances: Circumstances) => Partial<NodeDraft> = () => ({})
): Kind => ({
  id,
  ground,
  weight,
  draft: (circumstances) => ({
    platform: platformOf[ground](circumstances),
    truth: { causes: ['none'] },
    boots: [circumstances.failureSeconds - circumstances.draw.between(2, 90) * day],
    memoryGiB: circumstances.draw.pick(memories),
    ...drafted(circumstances.draw, circumstances.failureSeconds, circumstances),
  }),
});

const kept = (draw: Draw): Shows => ({ bytesPerId: slabPerId(draw), entriesPerId: 0, isCounted: true });

/** Their slab goes to the parent; their per-CPU memory stays. */
const keptOnRecent = (draw: Draw): Shows => ({
  bytesPerId: 0.1 * slabPerId(draw),
  entriesPerId: 0,
  perCpuBytesPerId: perCpuPerId(draw),
  isCounted: true,
});

/** IDs used up at the failure; what is refused and how it shows is told by `more`. */
function fullAt(failsAt: number, work: Work, shows: Shows, root?: '/sys/fs/cgroup/kubepods.slice'): Partial<NodeDraft> {
  const boot = failsAt - secondsToFull(work);
  return {
    boots: [boot],
    differs: (node, calm) => {
      const starts = startsSince(() => boot, work);
      const ids: Curve = (seconds) => work.idsPerStart * Math.max(0, starts(Math.min(seconds, failsAt)));
      const more = leaked(calm, ids, shows);
      return {
        ...more,
        // A unified hierarchy has one count for all controllers.
        ...(root ? { pidsCgroups: more.memoryCgroups } : {}),
        ...refusal(node, calm, starts, { from: failsAt, root, errno: 'no space left on device' }),
      };
    },
  };
}

const keeps = (draw: Draw, boot: number, everySeconds: number, share: number): Partial<NodeDraft> => {
  const work = works.cronJobs(draw);
  const shows = kept(draw);
  return {
    boots: [boot],
    differs: (_, calm) => {
      const starts = startsSince(() => boot, work);
      return {
        ...leaked(
          calm,
          reclaimed((seconds) => 0.5 * work.idsPerStart * Math.max(0, starts(seconds)), everySeconds, share),
          shows
        ),
        podStarts: starts,
        cgroupCreates: (seconds) => starts(seconds) + 6,
      };
    },
  };
};

export const oldKinds: readonly Kind[] = [
  kind('old', '4.x, keeps removed cgroups, fails', 3, (draw, failsAt) => {
    const work = works.cronJobs(draw);
    return {
      ...fullAt(failsAt, work, kept(draw)),
      truth: { causes: ['dying-memcgs'], leaksFrom: failsAt - secondsToFull(work), failsAt },
    };
  }),
  kind('old', 'leftover directories, fails', 1.2, (draw, failsAt) => {
    const work = works.cronJobs(draw);
    return {
      ...fullAt(failsAt, work, { ...kept(draw), isLive: true, inMemoryAlone: work.startsPerDay % 2 < 1 }),
      truth: { causes: ['live-cgroup-leak'], leaksFrom: failsAt - secondsToFull(work), failsAt },
    };
  }),
  // Page cache keeps them; dropped every night, most are given back.
  kind('old', '4.x, keeps removed cgroups, dropped nightly', 2, (draw, failureSeconds) =>
    keeps(draw, failureSeconds - 20 * day, day, draw.between(0.9, 1))
  ),
  // A week's worth of them is many; calm and leaking are both right.
  kind('old', '4.x, keeps removed cgroups, dropped weekly', 1, (draw, failureSeconds) => {
    const boot = failureSeconds - 20 * day;
    return {
      ...keeps(draw, boot, 7 * day, draw.between(0.9, 1)),
      truth: { causes: ['dying-memcgs', 'none'], leaksFrom: boot, isSlow: true },
    };
  }),
  kind('old', '4.x, calm', 3),
  ...[...otherLeaks, bpfLeak].map(([words, weight, leak]) => kind('old', `4.x, ${words}`, 0.6 * weight, leak)),
];

export const recentKinds: readonly Kind[] = [
  kind('recent', 'recent kernel, calm', 4),
  kind('recent', 'cgroup v2, leftover directories, fails', 1.5, (draw, failsAt) => {
    const work = works.cronJobs(draw);
    return {
      ...fullAt(failsAt, work, { ...kept(draw), isLive: true }, '/sys/fs/cgroup/kubepods.slice'),
      truth: {
        causes: ['live-cgroup-leak', 'memcg-id-exhaustion'],
        leaksFrom: failsAt - secondsToFull(work),
        failsAt,
      },
    };
  }),
  kind('recent', 'cgroup v2, keeps removed cgroups, fails', 0.8, (draw, failsAt) => {
    const work = works.cronJobs(draw);
    return {
      ...fullAt(failsAt, work, keptOnRecent(draw), '/sys/fs/cgroup/kubepods.slice'),
      truth: {
        causes: ['dying-memcgs', 'memcg-id-exhaustion'],
        leaksFrom: failsAt - secondsToFull(work),
        failsAt,
      },
    };
  }),
  kind('recent', 'cgroup v2, no row for memory, leftover directories, fails', 0.6, (draw, failsAt, circumstances) => {
    const work = works.cronJobs(draw);
    return {
      ...fullAt(failsAt, work, { ...keptOnRecent(draw), isLive: true }, '/sys/fs/cgroup/kubepods.slice'),
      platform: withoutMemoryRow(circumstances),
      lacksMemoryRow: true,
      truth: {
        causes: ['live-cgroup-leak', 'memcg-id-exhaustion'],
        leaksFrom: failsAt - secondsToFull(work),
        failsAt,
      },
    };
  }),
  kind('recent', 'cgroup v2, no row for memory, calm', 0.6, (_draw, _at, circumstances) => ({
    platform: withoutMemoryRow(circumstances),
    lacksMemoryRow: true,
    hasCgroupsCollector: true,
  })),
  // The kernel keeps them and gives nothing back: per-CPU memory of many GiB.
  kind('recent', 'recent kernel, removed cgroups hold per-CPU memory', 1, (draw, failureSeconds) => {
    const work: Work = { startsPerDay: draw.scaled(1_000, 5_000), idsPerStart: draw.between(0.3, 1) };
    const boot = failureSeconds - draw.between(0.2, 0.8) * secondsToFull(work);
    const shows = keptOnRecent(draw);
    return {
      memoryGiB: draw.pick([128, 256, 512]),
      boots: [boot],
      truth: { causes: ['dying-memcgs'], leaksFrom: boot },
      differs: (_, calm) => {
        const starts = startsSince(() => boot, work);
        const ids: Curve = (seconds) => work.idsPerStart * Math.max(0, starts(seconds));
        return {
          ...leaked(calm, ids, shows),
          podStarts: starts,
          cgroupCreates: (seconds) => starts(seconds) + 6,
        };
      },
    };
  }),
  kind('recent', 'recent kernel, pages of 64 KiB, warming up for days', 0.8, (draw, failureSeconds, circumstances) => ({
    platform: recentOnLargePages(circumstances),
    memoryGiB: draw.pick([128, 256, 512]),
    ...warmingUp(draw, failureSeconds - draw.between(4, 9) * day, [1, 10], [2, 5]),
  })),
  ...[...otherLeaks, bpfLeak].map(([words, weight, leak]) =>
    kind('recent', `recent kernel, ${words}`, 0.6 * weight, leak)
  ),
  kind('recent', 'recent kernel, thousands of live cgroups', 1, (draw) => {
    const middle = draw.scaled(8_000, 30_000);
    const live = (seconds: number) => Math.round(middle * (1 + 0.3 * Math.sin((2 * Math.PI * seconds) / day)));
    return { hasCgroupsCollector: true, differs: () => ({ memoryCgroups: live, liveMemoryCgroups: live }) };
  }),
  kind('recent', 'recent kernel, page cache keeps cgroups', 1, (draw) => {
    const middle = draw.scaled(8_000, 30_000);
    const breath = rhythm(draw.between(0, 1e6));
    const count = (seconds: number) =>
      Math.round(middle * (1 + 0.25 * Math.sin((2 * Math.PI * seconds) / day) + 0.01 * breath(seconds)));
    return { hasCgroupsCollector: true, differs: () => ({ memoryCgroups: count }) };
  }),
  kind('recent', 'recent kernel, slab counter drifts', 1, (draw) => {
    const perDay = driftPerDay(draw);
    return {
      memoryGiB: 64,
      differs: (_, calm) => ({
        slabUnreclaimableBytes: (seconds) =>
          calm.slabUnreclaimableBytes(seconds) + (perDay * Math.max(0, seconds)) / day,
      }),
    };
  }),
  kind('recent', 'recent kernel, driver holds slab by day', 0.8, (draw) => {
    const bytes = workingSet(draw);
    return {
      memoryGiB: 64,
      differs: (_, calm) => ({
        slabUnreclaimableBytes: (seconds) =>
          calm.slabUnreclaimableBytes(seconds) + bytes * (1 + 0.25 * Math.sin((2 * Math.PI * seconds) / day)),
      }),
    };
  }),
  kind('recent', 'recent kernel, short of memory', 0.7, shortOfMemory),
  kind('recent', 'recent kernel, pods wait for something else', 0.8, waitingForAnother),
  kind('recent', 'Windows', 0.6, (_draw, _at, { kubelet }) => ({
    platform: {
      osImage: 'Windows Server 2019 Datacenter',
      kernelVersion: '10.0.17763.4131',
      kubeletVersion: kubelet,
      containerRuntimeVersion: 'containerd://1.6.33',
    },
    hasNodeExporter: false,
  })),
  kind('recent', 'virtual-kubelet or Fargate', 0.6, (draw, _at, { kubelet }) => ({
    platform: draw.pick([
      { osImage: '', kernelVersion: '', kubeletVersion: 'v1.19.10-vk-azure-aci-1.4.8', containerRuntimeVersion: '' },
      {
        osImage: 'Amazon Linux 2',
        kernelVersion: '5.10.219-208.866.amzn2.x86_64',
        kubeletVersion: kubelet,
        containerRuntimeVersion: 'containerd://1.6.33',
      },
    ]),
    hasNodeExporter: false,
    seenThrough: (all) => all.filter((series) => !isKubelet(series)),
  })),
];
