import { type NodeEvidence, type NodeKey, type SlabSample } from '../../diagnosis/evidence';
import { type Fact, type FactId } from '../../events';
import { classifyRuntime } from '../../kernel';
import { nodeId } from './collect';
import { FactSheet } from './factSheet';
import { type PlacedEvent } from './pastedEvents';
import { type PastedMachines } from './pastedMachines';

/** Adds the facts of one source, each to the machine it was taken on. @param placed the source's events, with their places */
export function addPastedFacts(
  machines: PastedMachines,
  placed: readonly PlacedEvent[],
  edit: (key: NodeKey) => NodeEvidence
): void {
  for (const { key, facts } of machines.factsByNode(placed)) {
    const node = edit(key);
    const times = placed.filter((each) => nodeId(each.key) === nodeId(key)).map(({ item }) => item.lastSeen ?? 0);
    // The outputs may be years old: the events beside them tell when they were taken.
    addFacts(node, facts, Math.max(0, ...times) || node.atSeconds);
  }
}

/**
 * Fills what is not known of a node with what was pasted of it.
 * @param takenSeconds a moment not after that of the outputs, from which "up 12 days" counts back
 */
function addFacts(node: NodeEvidence, facts: readonly Fact[], takenSeconds: number): void {
  const sheet = new FactSheet(facts);
  fillAbsent(node, 'memoryCgroups', liveAndDying(sheet) ?? manyLive(sheet));
  for (const id of sameInEvidence) {
    fillAbsent(node, id, sheet.best(id));
  }
  fillAbsent(node, 'slabUnreclaimableBytes', unreclaimable(sheet) ?? sheet.unnamedCaches());
  fillAbsent(node, 'kubeletVersion', kubeletNotNewerThan(sheet.best('kubernetesVersion')));
  const uptime = sheet.best('uptimeSeconds');
  fillAbsent(node, 'bootTimeSeconds', uptime === undefined ? undefined : takenSeconds - uptime);
  if (sheet.best('nokmemConfigured') && node.nokmemRunning === false) {
    fillAbsent(node, 'nokmemConfiguredNotRunning', true);
  }
  addGrowth(node, sheet);
}

const sameInEvidence = [
  'kernelRelease',
  'osImage',
  'kubeletVersion',
  'containerRuntimeVersion',
  'nokmemRunning',
  'kmemAccountingOn',
  'kmemLimited',
  'memoryTotalBytes',
  'memoryAvailableBytes',
  'slabUnreclaimableBytes',
  'slabReclaimableBytes',
  'slabSaidToGrow',
  'cgroupsSaidToStay',
  'memoryRanOut',
  'percpuBytes',
  'slabEntries',
  'memoryCgroups',
  'liveMemoryCgroups',
  'pidsCgroups',
  'dyingMemoryCgroups',
] as const satisfies ReadonlyArray<keyof NodeEvidence & FactId>;

function fillAbsent<Id extends keyof NodeEvidence>(node: NodeEvidence, id: Id, value: NodeEvidence[Id]): void {
  node[id] ??= value;
}

function unreclaimable(sheet: FactSheet): number | undefined {
  const all = sheet.best('slabBytes');
  const reclaimable = sheet.best('slabReclaimableBytes');
  return all === undefined || reclaimable === undefined ? undefined : Math.max(0, all - reclaimable);
}

/** The kubelet may be older than the API server: where older ones account, the server's version proves nothing. */
function kubeletNotNewerThan(server: string | undefined): string | undefined {
  return server !== undefined && classifyRuntime(server, undefined).kubelet.kmem !== 'off' ? server : undefined;
}

/** cgroup.stat counts memory cgroups; /proc/cgroups counts every cgroup of a unified hierarchy. */
function liveAndDying(sheet: FactSheet): number | undefined {
  const live = sheet.best('liveMemoryCgroups');
  const dying = sheet.best('dyingMemoryCgroups');
  return live === undefined || dying === undefined ? undefined : live + dying;
}

/** At least those that have a directory: of few it tells nothing, for removed ones may come on top. */
function manyLive(sheet: FactSheet): number | undefined {
  const live = sheet.best('liveMemoryCgroups') ?? 0;
  return sheet.best('memoryCgroups') === undefined && live > manyDirectories ? live : undefined;
}

const manyDirectories = 10_000;
const daySeconds = 86400;
/** Slab has a daily rhythm: growth over less says nothing. */
const shortestSlabSpanSeconds = 12 * 3600;
const shortestSlabStepSeconds = 4 * 3600;
const shortestCgroupSpanSeconds = 3600;

function addGrowth(node: NodeEvidence, sheet: FactSheet): void {
  const slab = sheet.timed('slabUnreclaimableBytes');
  if (node.slabHistory.length === 0 && slab.length > 1) {
    node.slabHistory = slab;
  }
  fillAbsent(node, 'slabSteadyGrowthBytesPerDay', steadyGrowth(slab) ?? sheet.best('slabGrowthBytesPerDay'));
  const [first, last] = ends(withinBoot(sheet.timed('memoryCgroups'), node));
  if (first && last && last.timeSeconds - first.timeSeconds >= shortestCgroupSpanSeconds) {
    fillAbsent(node, 'memoryCgroupsGrowthPerDay', perDay(first, last));
  }
}

/** Those since the last boot: it starts the count anew, and a fall tells of it where its time is not known. */
function withinBoot(samples: readonly SlabSample[], { bootTimeSeconds = -Infinity }: NodeEvidence): SlabSample[] {
  const sinceBoot = samples.filter(({ timeSeconds }) => timeSeconds >= bootTimeSeconds);
  const isFallen = (index: number) => (sinceBoot[index]?.bytes ?? 0) < (sinceBoot[index - 1]?.bytes ?? 0) / 2;
  return sinceBoot.slice(sinceBoot.reduce((from, _, index) => (isFallen(index) ? index : from), 0));
}

/** The smallest growth from reading to reading, as the recording rules measure it. */
function steadyGrowth(samples: readonly SlabSample[]): number | undefined {
  const [first, last] = ends(samples);
  if (!first || !last || last.timeSeconds - first.timeSeconds < shortestSlabSpanSeconds) {
    return undefined;
  }
  const steps: number[] = [];
  let from = first;
  for (const sample of samples) {
    if (sample.timeSeconds - from.timeSeconds >= shortestSlabStepSeconds) {
      steps.push(perDay(from, sample));
      from = sample;
    }
  }
  return steps.length > 0 ? Math.min(...steps) : undefined;
}

function ends<T>(samples: readonly T[]): [T | undefined, T | undefined] {
  return [samples[0], samples.at(-1)];
}

function perDay(from: SlabSample, to: SlabSample): number {
  return ((to.bytes - from.bytes) / (to.timeSeconds - from.timeSeconds)) * daySeconds;
}
