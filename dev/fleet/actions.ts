// What can be done to a node while somebody watches. Series then evolve as those of a real node would.
import { classifyKernel } from '../../src/kernel';
import { behaviourOf } from './archetypes';
import { type Behaviour, type Moment, momentOf, ordinary } from './behaviour';
import { day, MiB } from './curves';
import { ended, eventLifeSeconds, type FleetEvent, refusedPodCgroup, writeIntervalSeconds } from './events';
import { leaking, startsPerMiB } from './fixedNodes';
import { type FleetNode } from './fleetNode';
import { retryEverySeconds, stoppedStarts } from './incident';
import { containerCreating, podSuffix } from './pods';
import { flagAt } from './series';

export const actions = ['fail', 'leak', 'reboot', 'configure', 'fix'] as const;
export type Action = (typeof actions)[number];

/** What each does, for the control page and the command's usage. */
export const actionMeanings: Readonly<Record<Action, string>> = {
  fail: 'Memory cgroups are refused from now on: no pod starts, the kubelet retries, events tell of it.',
  leak: 'Unreclaimable slab grows by a gibibyte an hour. The curve shows it at once; the verdict takes a day.',
  reboot: 'The node is away for half a minute, then runs with what its boot configuration says.',
  configure: 'nokmem is put into the boot configuration and the node is not rebooted.',
  fix: 'nokmem is put into the boot configuration and the node is rebooted.',
};

export function isAction(name: string): name is Action {
  return actions.some((action) => action === name);
}

/** A node as it is now; what it was before an action is history that nobody asks for again. */
export interface LiveNode {
  node: FleetNode;
  moment: Moment;
  behaviour: Behaviour;
  leakMiBPerDay: number;
  isFailing: boolean;
  isLeakingNow: boolean;
  last?: { action: Action; atSeconds: number };
}

const leakMiBPerDay = 24 * 1024;
const kernelStartsAfterSeconds = 15;
const answersAfterSeconds = 30;

export function liveNode(node: FleetNode, startSeconds: number): LiveNode {
  const moment = momentOf(node, startSeconds);
  const behaviour = behaviourOf(node, startSeconds);
  const isFailing = node.expected.state === 'failing';
  return { node, moment, behaviour, leakMiBPerDay: node.leakMiBPerDay, isFailing, isLeakingNow: false };
}

export function acted(before: LiveNode, action: Action, atSeconds: number): LiveNode {
  return { ...steps[action](before, atSeconds), last: { action, atSeconds } };
}

type Step = (before: LiveNode, atSeconds: number) => LiveNode;

const steps: Readonly<Record<Action, Step>> = {
  fail,
  leak,
  reboot,
  configure,
  fix: (before, atSeconds) => reboot(configure(before), atSeconds),
};

function configure(before: LiveNode): LiveNode {
  return { ...before, behaviour: { ...before.behaviour, nokmemConfigured: true } };
}

function leak(before: LiveNode, atSeconds: number): LiveNode {
  if (before.isLeakingNow) {
    return before;
  }
  const { behaviour } = before;
  const leaked = (seconds: number) => (leakMiBPerDay * MiB * Math.max(0, seconds - atSeconds)) / day;
  const started = (seconds: number) => (startsPerMiB * leaked(seconds)) / MiB;
  return {
    ...before,
    leakMiBPerDay,
    isLeakingNow: true,
    behaviour: {
      ...behaviour,
      slabUnreclaimableBytes: (seconds) => behaviour.slabUnreclaimableBytes(seconds) + leaked(seconds),
      slabEntries: (seconds) => behaviour.slabEntries(seconds) + (8 * leaked(seconds)) / MiB,
      podStarts: (seconds) => behaviour.podStarts(seconds) + started(seconds),
      cgroupCreates: (seconds) => behaviour.cgroupCreates(seconds) + started(seconds),
    },
  };
}

function fail(before: LiveNode, atSeconds: number): LiveNode {
  if (before.isFailing) {
    return before;
  }
  const { node, behaviour } = before;
  const refused = ['orders-6b8f9c7d5', 'invoices-5d7c8b9f6'].map((ownerName) =>
    containerCreating(
      {
        namespace: 'shop',
        name: `${ownerName}-${podSuffix(`${node.cluster}/${node.name}/${ownerName}/${atSeconds}`)}`,
        ownerKind: 'ReplicaSet',
        ownerName,
        createdSeconds: atSeconds,
      },
      'app'
    )
  );
  const events = refused.map(({ namespace, name, uid }): FleetEvent => ({
    namespace,
    pod: name,
    reason: 'FailedCreatePodContainer',
    message: refusedPodCgroup(uid),
    sinceSeconds: atSeconds,
    count: (seconds) => {
      const writes = Math.floor(Math.max(0, seconds - atSeconds) / writeIntervalSeconds);
      return Math.max(1, Math.floor((writes * writeIntervalSeconds) / retryEverySeconds));
    },
  }));
  return {
    ...before,
    isFailing: true,
    behaviour: {
      ...behaviour,
      ...stoppedStarts(behaviour, atSeconds, refused),
      pods: [...behaviour.pods, ...refused],
      events: [...behaviour.events, ...events],
    },
  };
}

function reboot(before: LiveNode, atSeconds: number): LiveNode {
  const { node } = before;
  const bootSeconds = Math.round(atSeconds + kernelStartsAfterSeconds);
  const moment = { ...before.moment, bootSeconds: () => bootSeconds };
  const calm = ordinary(moment);
  const nokmem = flagAt(before.behaviour.nokmemConfigured, atSeconds);
  // Before EL 7.7 the kernel takes the parameter and accounts all the same.
  const isEffective = nokmem && classifyKernel(node.kernelVersion).nokmem !== 'unreliable';
  const goesOn = before.leakMiBPerDay > 0 && !isEffective;
  return {
    ...before,
    moment,
    isFailing: false,
    isLeakingNow: false,
    behaviour: {
      ...calm,
      ...(goesOn && leaking(moment, calm, before.leakMiBPerDay)),
      memoryAvailableBytes: before.behaviour.memoryAvailableBytes,
      nokmemConfigured: nokmem,
      nokmemRunning: nokmem,
      kmemAccountingOn: !isEffective,
      downUntilSeconds: atSeconds + answersAfterSeconds,
      // Pods that waited are made anew elsewhere; the Event objects outlive the boot.
      events: before.behaviour.events
        .map((event) => ended(event, atSeconds))
        .filter(({ endedSeconds = atSeconds }) => endedSeconds + eventLifeSeconds > atSeconds),
    },
  };
}
