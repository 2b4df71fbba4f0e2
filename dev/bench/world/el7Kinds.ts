import { type Behaviour } from '../../fleet/behaviour';
import { day, GiB, hour, MiB, minute } from '../../fleet/curves';
import { type FleetNode } from '../../fleet/fleetNode';
import { centos7, el8, type Platform } from '../../fleet/platforms';
import {
  entriesPerId,
  idLimit,
  leaked,
  liveIds,
  reclaimed,
  type Shows,
  secondsToFull,
  slabPerId,
  slabPerIdOnLargePages,
  startsSince,
  type Work,
  works,
} from './arithmetic';
import { type Draw } from './draw';
import { el7, el7OnLargePages } from './grounds';
import { type Circumstances, type Kind, type NodeDraft } from './kinds';
import { shortOfMemory, waitingForAnother } from './lookAlikes';
import { otherLeaks, warmingUp } from './otherLeaks';
import { refusal } from './refusals';
import { skewed } from './telemetry';
import { type Truth } from './truth';
import { type Curve } from '../../fleet/series';

const showsOnEl7 = (draw: Draw): Shows => ({
  bytesPerId: slabPerId(draw),
  entriesPerId: entriesPerId(draw),
  isCounted: false,
});
const memories = [16, 32, 64, 128, 256, 512, 1536, 3072] as const;

interface LeakSpan {
  failsAt?: number;
  until?: number;
  /** Of which of its IDs slab still holds something. */
  holding?: (ids: Curve) => Curve;
}

/** Leaks from its boot on, until `until` or until no ID is left. */
function leaks(work: Work, shows: Shows, { failsAt, until = failsAt ?? Infinity, holding }: LeakSpan) {
  return (node: FleetNode, calm: Behaviour): Partial<Behaviour> => {
    const starts = startsSince(calm.bootSeconds, work);
    const podStarts = (seconds: number) => starts(Math.min(seconds, until));
    const ids = (seconds: number) => work.idsPerStart * Math.max(0, podStarts(seconds));
    return {
      ...leaked(calm, ids, shows, holding?.(ids)),
      podStarts,
      cgroupCreates: (seconds) => podStarts(seconds) + 6,
      ...(failsAt === undefined ? {} : refusal(node, calm, starts, { from: failsAt })),
    };
  };
}

interface FailingAs {
  memoryGiB?: number;
  shows?: Shows;
  holding?: LeakSpan['holding'];
}

const fails = (
  id: string,
  weight: number,
  workOf: (draw: Draw) => Work,
  as: (draw: Draw) => FailingAs = () => ({}),
  ground: (circumstances: Circumstances) => Platform = el7
): Kind => ({
  id,
  ground: 'el7',
  weight,
  draft: (circumstances) => {
    const { draw, failureSeconds: failsAt } = circumstances;
    const work = workOf(draw);
    const life = secondsToFull(work);
    // Half of them have been through it before: rebooted just in time, leaking ever since.
    const boots: NodeDraft['boots'] = draw.chance(0.5) ? [failsAt - life] : [failsAt - 1.8 * life, failsAt - life];
    const truth: Truth = { causes: ['memcg-kmem-leak'], leaksFrom: boots[0], failsAt };
    const { memoryGiB = draw.pick(memories), shows = showsOnEl7(draw), holding } = as(draw);
    return {
      platform: ground(circumstances),
      truth,
      boots,
      memoryGiB,
      differs: leaks(work, shows, { failsAt, holding }),
    };
  },
});

/** Before EL 7.7 the parameter is taken and accounts all the same. */
function ignoringNokmem(kind: Kind): Kind {
  return {
    ...kind,
    draft: (circumstances) => {
      const drafted = kind.draft(circumstances);
      const { kernelVersion } = centos7(circumstances.draw.pick(['862.14.4', '957.21.3', '957.27.2']));
      return {
        ...drafted,
        platform: { ...drafted.platform, kernelVersion },
        truth: { ...drafted.truth, protectionFailsFrom: 0 },
        hasProbe: true,
        differs: (node, ordinary) => ({
          ...drafted.differs?.(node, ordinary),
          nokmemRunning: true,
          nokmemConfigured: true,
        }),
      };
    },
  };
}

const calm = (
  id: string,
  weight: number,
  drafted: (draw: Draw, failureSeconds: number, circumstances: Circumstances) => Partial<NodeDraft>
): Kind => ({
  id,
  ground: 'el7',
  weight,
  draft: (circumstances) => ({
    platform: el7(circumstances),
    truth: { causes: ['none'] },
    boots: [circumstances.failureSeconds - circumstances.draw.between(10, 90) * day],
    memoryGiB: circumstances.draw.pick(memories),
    ...drafted(circumstances.draw, circumstances.failureSeconds, circumstances),
  }),
});

/** A part of the IDs are gone at the moment at which others fail. */
function partlyFull(draw: Draw, failureSeconds: number, share: number) {
  const work: Work = { startsPerDay: draw.scaled(600, 3_000), idsPerStart: draw.between(0.4, 1) };
  const boot = failureSeconds - (share * (idLimit - liveIds) * day) / (work.startsPerDay * work.idsPerStart);
  return { work, boot };
}

/** It behaved otherwise before the moment at which the machine was replaced. */
function changing(atSeconds: number, before: Partial<Behaviour>, now: Behaviour): Partial<Behaviour> {
  const changed = (
    key: 'slabUnreclaimableBytes' | 'slabEntries' | 'memoryAvailableBytes' | 'podStarts' | 'cgroupCreates'
  ) => ({
    [key]: (seconds: number) => (seconds < atSeconds ? (before[key] ?? now[key]) : now[key])(seconds),
  });
  return {
    ...changed('slabUnreclaimableBytes'),
    ...changed('slabEntries'),
    ...changed('memoryAvailableBytes'),
    ...changed('podStarts'),
    ...changed('cgroupCreates'),
  };
}

export const el7Kinds: readonly Kind[] = [
  fails('el7, CronJobs, fails', 4, works.cronJobs),
  fails('el7, CI, fails', 2, works.ci),
  // 4 GiB and 8 GiB: the leaked slab itself is what the node is short of.
  fails('el7, fails and short of memory by its slab', 1.2, works.cronJobs, (draw) => ({
    memoryGiB: draw.pick([4, 8]),
  })),
  // Somebody drops caches every night or week: some slab comes back, and no ID.
  fails('el7, caches dropped in vain, fails', 1.2, works.cronJobs, (draw) => {
    const [every, share] = [draw.pick([day, 7 * day]), draw.between(0.2, 0.7)];
    return { holding: (ids) => reclaimed(ids, every, share) };
  }),
  fails(
    'el7, pages of 64 KiB, fails',
    0.8,
    works.cronJobs,
    (draw) => ({
      memoryGiB: draw.pick([256, 512, 1536]),
      shows: { ...showsOnEl7(draw), bytesPerId: slabPerIdOnLargePages(draw) },
    }),
    el7OnLargePages
  ),
  ignoringNokmem(fails('el7, nokmem that the kernel ignores, fails', 0.8, works.cronJobs)),
  calm('el7, CronJobs, weeks or months left', 2, (draw, failureSeconds) => {
    const share = draw.between(0.2, 0.6);
    const { work, boot } = partlyFull(draw, failureSeconds, share);
    const daysLeft = ((1 - share) * idLimit) / (work.startsPerDay * work.idsPerStart);
    return {
      truth: { causes: ['memcg-kmem-leak'], leaksFrom: boot, isSlow: daysLeft > 60 },
      boots: [boot],
      differs: leaks(work, showsOnEl7(draw), {}),
    };
  }),
  calm('el7, CI, rebooted before it fails', 2, (draw, failureSeconds) => {
    const work = works.ci(draw);
    const shows = showsOnEl7(draw);
    const every = Math.min(0.9 * secondsToFull(work), draw.between(0.8, 2.2) * day);
    const first = failureSeconds - draw.between(0.1, 0.9) * every - 16 * every;
    const boots = Array.from({ length: 18 }, (_, i) => first + i * every);
    return {
      truth: { causes: ['memcg-kmem-leak'], leaksFrom: first },
      boots: [first, ...boots.slice(1)],
      differs: (_, ordinary) => {
        const starts = startsSince(ordinary.bootSeconds, work);
        return {
          ...leaked(ordinary, (seconds) => work.idsPerStart * starts(seconds), shows),
          podStarts: starts,
          cgroupCreates: (seconds) => starts(seconds) + 6,
        };
      },
    };
  }),
  calm('el7, drained after a leak', 1, (draw, failureSeconds) => {
    const drainedAt = failureSeconds - draw.between(3.5, 5) * day;
    const { work, boot } = partlyFull(draw, drainedAt, draw.between(0.4, 0.8));
    return {
      truth: { causes: ['memcg-kmem-leak', 'none'], leaksFrom: boot, stopsAt: drainedAt },
      boots: [boot],
      cordoned: true,
      differs: leaks(work, showsOnEl7(draw), { until: drainedAt }),
    };
  }),
  // A new machine with a fixed kernel under the name and the address of one that leaked.
  calm('el7, re-imaged with el8 under its name', 1, (draw, failureSeconds) => {
    const replacedAt = failureSeconds - draw.between(1.2, 2.6) * day;
    const { work, boot } = partlyFull(draw, replacedAt, draw.between(0.3, 0.9));
    const leak = leaks(work, showsOnEl7(draw), {});
    return {
      platform: el8,
      truth: { causes: ['memcg-kmem-leak'], leaksFrom: boot, curedAt: replacedAt },
      boots: [boot, replacedAt],
      differs: (node, ordinary) => ({
        kernelBefore: { release: centos7('1127.19.1').kernelVersion, untilSeconds: replacedAt },
        ...changing(replacedAt, leak(node, ordinary), ordinary),
      }),
    };
  }),
  // Another machine got the address of one that leaked and is gone.
  calm('el7, address of a leaking node that is gone', 0.8, (draw, failureSeconds) => {
    const replacedAt = failureSeconds - draw.between(1.2, 2.6) * day;
    const { work, boot } = partlyFull(draw, replacedAt, draw.between(0.3, 0.9));
    const leak = leaks(work, showsOnEl7(draw), {});
    return {
      truth: { causes: ['none'], leaksFrom: boot, curedAt: replacedAt, namedFrom: replacedAt },
      boots: [boot, replacedAt],
      nameBefore: { name: `before-${draw.pick(['a', 'b', 'c', 'd'])}`, untilSeconds: replacedAt },
      differs: (node, ordinary) => changing(replacedAt, leak(node, ordinary), ordinary),
    };
  }),
  calm('el7, services', 3, (draw, failureSeconds) => {
    const boot = failureSeconds - draw.between(10, 90) * day;
    return {
      truth: { causes: ['memcg-kmem-leak', 'none'], leaksFrom: boot, isSlow: true },
      boots: [boot],
      differs: leaks(works.services(draw), showsOnEl7(draw), {}),
    };
  }),
  calm('el7, nokmem', 1.2, () => ({
    hasProbe: true,
    differs: () => ({ kmemAccountingOn: false, nokmemRunning: true, nokmemConfigured: true }),
  })),
  calm('el7, new and warming up', 1.2, (draw, failureSeconds) =>
    warmingUp(draw, failureSeconds - draw.between(3, 6) * day, [0.3, 1.6], [0.5, 2])
  ),
  calm('el7, pages of 64 KiB, warming up for days', 0.8, (draw, failureSeconds, circumstances) => ({
    platform: el7OnLargePages(circumstances),
    memoryGiB: draw.pick([256, 512, 1536]),
    ...warmingUp(draw, failureSeconds - draw.between(4, 9) * day, [1, 10], [2, 5]),
  })),
  ...otherLeaks.map(([words, weight, leak]) => calm(`el7, ${words}`, weight, leak)),
  calm('el7, short of memory', 0.8, shortOfMemory),
  calm('el7, reclaimable slab grows', 0.8, (draw) => {
    const perDay = draw.scaled(0.5, 6) * GiB;
    return {
      memoryGiB: 256,
      differs: (_, ordinary) => ({
        slabReclaimableBytes: (seconds) =>
          ordinary.slabReclaimableBytes(seconds) + (perDay * Math.max(0, seconds)) / day,
      }),
    };
  }),
  calm('el7, pods wait for something else', 1, waitingForAnother),
  calm('el7, its clock is wrong', 0.5, (draw) => ({
    seenThrough: (all) => skewed(all, draw.between(-20, 20) * minute),
  })),
  calm('el7, nightly batch', 0.8, (draw) => {
    const bytes = draw.scaled(200 * MiB, 3 * GiB);
    return {
      differs: (_, ordinary) => ({
        slabUnreclaimableBytes: (seconds) => {
          const since = (seconds + 3 * hour) % day;
          return ordinary.slabUnreclaimableBytes(seconds) + (since < 4 * hour ? bytes * Math.min(1, since / hour) : 0);
        },
      }),
    };
  }),
];
