// Slab that grows and is not this fault's, on the kernels that have the fault.
import { type Behaviour } from '../../fleet/behaviour';
import { day, GiB, hour, KiB, MiB, minute, random } from '../../fleet/curves';
import { counted, lookAlikes } from '../../fleet/events';
import { type FleetNode } from '../../fleet/fleetNode';
import { pod } from '../../fleet/pods';
import { type Curve } from '../../fleet/series';
import { startsSince, works } from './arithmetic';
import { type Draw } from './draw';
import { type NodeDraft } from './kinds';

type Leak = (draw: Draw, failureSeconds: number) => Partial<NodeDraft>;

function grows(
  boot: number,
  bytes: Curve,
  more: (node: FleetNode, calm: Behaviour) => Partial<Behaviour> = () => ({})
): Partial<NodeDraft> {
  return {
    truth: { causes: ['other-slab-leak', 'other', 'none', 'undetermined'] },
    boots: [boot],
    memoryGiB: 256,
    differs: (node, calm) => ({
      slabUnreclaimableBytes: (seconds) => calm.slabUnreclaimableBytes(seconds) + bytes(seconds),
      ...more(node, calm),
    }),
  };
}

const bootOf = (draw: Draw, failureSeconds: number) => failureSeconds - draw.between(6, 30) * day;
const daysSince = (boot: number, seconds: number) => Math.max(0, seconds - boot) / day;

/** A driver loses what it allocates for each request: a straight line. */
const driver: Leak = (draw, failureSeconds) => {
  const boot = bootOf(draw, failureSeconds);
  const perDay = draw.scaled(40, 900) * MiB;
  return grows(boot, (seconds) => perDay * daysSince(boot, seconds));
};

/** Connections that never time out, 320 bytes each, until the table is full: from half a million entries to eight. */
const connectionTracking: Leak = (draw, failureSeconds) => {
  const boot = bootOf(draw, failureSeconds);
  const [most, perDay] = [draw.scaled(0.5e6, 8e6), draw.scaled(0.05e6, 1.5e6)];
  return grows(boot, (seconds) => 320 * Math.min(most, perDay * daysSince(boot, seconds)));
};

/** Socket buffers that stay behind, in bursts of an hour when there is much traffic: steps. */
const socketBuffers: Leak = (draw, failureSeconds) => {
  const boot = bootOf(draw, failureSeconds);
  const seed = Math.floor(draw.between(0, 2 ** 31));
  const [perBurst, share] = [draw.scaled(20, 300) * MiB, draw.between(0.03, 0.15)];
  const bursts = (seconds: number) => {
    const hours = Math.floor(Math.max(0, seconds - boot) / hour);
    return Array.from({ length: hours }, (_, i) => random(seed, i)).filter((each) => each < share).length;
  };
  return grows(boot, (seconds) => perBurst * bursts(seconds));
};

/** Processes that nobody waits for, until there is no number left for one more; then nothing can be forked. */
const zombies: Leak = (draw, failureSeconds) => {
  const boot = bootOf(draw, failureSeconds);
  const [limit, bytesEach] = [32_768, draw.between(6, 11) * KiB];
  const fullAt = failureSeconds - draw.between(-60, 48) * hour;
  const count = (seconds: number) => limit * Math.min(1, daysSince(boot, seconds) / daysSince(boot, fullAt));
  return grows(
    boot,
    (seconds) => bytesEach * count(seconds),
    (node) => forksRefused(node, fullAt)
  );
};

function forksRefused({ name: host }: FleetNode, sinceSeconds: number): Partial<Behaviour> {
  const name = `worker-6c9f7d5b4-${host}`;
  const owner = { ownerKind: 'ReplicaSet', ownerName: 'worker-6c9f7d5b4' } as const;
  const waiting = [{ name: 'worker', isInit: false, reason: 'RunContainerError', sinceSeconds }];
  const event = {
    namespace: 'batch',
    pod: name,
    reason: 'Failed',
    message: lookAlikes.forkRefused(),
    sinceSeconds,
    count: counted(sinceSeconds, sinceSeconds + day, day / (5 * minute)),
  };
  return {
    pods: [pod({ namespace: 'batch', name, ...owner, createdSeconds: sinceSeconds - day }, { waiting })],
    events: [event],
  };
}

/** A network plugin makes maps for each pod that starts and forgets them: it grows with the pods, as the fault does. */
const bpfMaps: Leak = (draw, failureSeconds) => {
  const boot = bootOf(draw, failureSeconds);
  const starts = startsSince(() => boot, works.cronJobs(draw));
  const [slabEach, perCpuEach] = [draw.scaled(8, 64) * KiB, draw.scaled(4, 64) * KiB];
  const started = (seconds: number) => Math.max(0, starts(seconds));
  return grows(
    boot,
    (seconds) => slabEach * started(seconds),
    (_, calm) => ({
      perCpuBytes: (seconds) => calm.perCpuBytes(seconds) + perCpuEach * started(seconds),
      podStarts: starts,
      cgroupCreates: (seconds) => starts(seconds) + 6,
    })
  );
};

/** Directories of another controller's hierarchy that stay behind with each pod; memory cgroups are removed. */
const leftoverDirectories: Leak = (draw, failureSeconds) => {
  const boot = bootOf(draw, failureSeconds);
  const starts = startsSince(() => boot, works.cronJobs(draw));
  const bytesEach = draw.scaled(4, 30) * KiB;
  return grows(
    boot,
    (seconds) => bytesEach * Math.max(0, starts(seconds)),
    () => ({ podStarts: starts, cgroupCreates: (seconds) => starts(seconds) + 6 })
  );
};

/** A kind's words for it, how often it is met, and what it does. */
export const otherLeaks: ReadonlyArray<readonly [words: string, weight: number, leak: Leak]> = [
  ['a driver leaks slab', 0.5, driver],
  ['connection tracking fills', 0.5, connectionTracking],
  ['socket buffers stay behind', 0.4, socketBuffers],
  ['zombies fill the process table', 0.4, zombies],
  ['leftover directories of another controller', 0.4, leftoverDirectories],
];

/** Kernels that have them. */
export const bpfLeak = ['BPF maps stay behind', 0.4, bpfMaps] as const;

/** Caches of a new machine and the counters' batches of each processor, which are a page's size and more. */
export const warmingUp = (
  draw: Draw,
  boot: number,
  [leastGiB, mostGiB]: readonly [number, number],
  [leastDays, mostDays]: readonly [number, number]
): Pick<NodeDraft, 'boots' | 'differs'> => {
  const [bytes, tau] = [draw.scaled(leastGiB, mostGiB) * GiB, draw.between(leastDays, mostDays) * day];
  return {
    boots: [boot],
    differs: (_, calm) => ({
      slabUnreclaimableBytes: (seconds) =>
        calm.slabUnreclaimableBytes(seconds) + bytes * (1 - Math.exp(-Math.max(0, seconds - boot) / tau)),
    }),
  };
};
