import { type RunbookId } from './options';
import { type StepId } from './steps';
import { type BootLoader, bootLoaderOf, type KernelSource, kernelSourceOf, type System } from './system';

/** What a step depends on: how the kernel is booted, or where another kernel comes from. */
export interface StepByWay {
  by: 'bootLoader' | 'kernelSource';
  /** A way that is not named does without the step. */
  ways: Readonly<Partial<Record<Way, StepId>>>;
}
export type Way = BootLoader | KernelSource;
export type CourseEntry = StepId | StepByWay;

const byBootLoader = (ways: Partial<Record<BootLoader, StepId>>): StepByWay => ({ by: 'bootLoader', ways });
const byKernelSource = (ways: Partial<Record<KernelSource, StepId>>): StepByWay => ({ by: 'kernelSource', ways });

/** A node made from a managed image is replaced, not changed: no boot loader is edited there by hand. */
const unlessImage = (id: StepId) => byBootLoader({ grubby: id, bls: id, 'update-grub': id, suse: id });
const ifImage = (id: StepId) => byBootLoader({ image: id });
/** Where no kernel of the same system is fixed, the node is replaced. */
const ifKept = (id: StepId) => byKernelSource({ dnf: id, amazon2: id, debian: id, ubuntu: id, suse: id });
const ifReplaced = (id: StepId) => byKernelSource({ el7: id, image: id });

export const courses: Readonly<Record<RunbookId, readonly CourseEntry[]>> = {
  nokmem: [
    'confirm',
    'cordon',
    'drain',
    byBootLoader({ grubby: 'kernelThatHonoursNokmem' }),
    byBootLoader({
      grubby: 'setNokmem',
      bls: 'setNokmemBls',
      'update-grub': 'setNokmemDebian',
      suse: 'setNokmemSuse',
      image: 'setNokmemImage',
    }),
    byBootLoader({ grubby: 'withoutGrubby' }),
    byBootLoader({ grubby: 'checkBootEntry', bls: 'checkBls', 'update-grub': 'checkDebian', suse: 'checkSuse' }),
    unlessImage('reboot'),
    unlessImage('waitReady'),
    'verifyNokmem',
    ifImage('removeOldNode'),
    unlessImage('uncordon'),
  ],
  'kernel-upgrade': [
    'confirm',
    'cordon',
    'drain',
    'whichSystem',
    byKernelSource({
      el7: 'newNode',
      dnf: 'newKernel',
      amazon2: 'newKernelAmazon2',
      debian: 'newKernelDebian',
      ubuntu: 'newKernelUbuntu',
      suse: 'newKernelSuse',
      image: 'newImage',
    }),
    ifKept('reboot'),
    ifKept('waitReady'),
    'verifyKernel',
    ifReplaced('removeOldNode'),
    ifKept('uncordon'),
  ],
  runtime: [
    'confirm',
    'readVersions',
    'readRunc',
    'cordon',
    'drain',
    'upgradeBoth',
    'reboot',
    'waitReady',
    'verifyRuntime',
    'uncordon',
  ],
  relief: [
    'confirm',
    'cordon',
    'moveStuckPods',
    'slowDown',
    'countLive',
    'dropCaches',
    'drain',
    'reclaimCgroups',
    'reboot',
    'waitReady',
    'uncordon',
  ],
  confirm: ['readEvents', 'readMemory', 'countCgroups'],
  'not-this-fault': ['readEvents'],
};

export interface StepForWays {
  id: StepId;
  ways: Way[];
}

export type PlannedStep =
  /**
   * `chosenFor`: the node's way, where other nodes get another step; `onlyFor`: the ways that need the step, where the
   * node's is unknown.
   */
  | { kind: 'step'; id: StepId; chosenFor?: Way; onlyFor?: Way[] }
  | { kind: 'alternatives'; by: StepByWay['by']; steps: StepForWays[] };

const unknownSystem: System = { kind: 'unknown' };

/** The steps for a node of this system; where that is not known, all variants as alternatives. */
export function plannedSteps(option: RunbookId, system: System = unknownSystem): PlannedStep[] {
  return courses[option].flatMap((entry) => planned(entry, system));
}

function planned(entry: CourseEntry, system: System): PlannedStep[] {
  if (typeof entry === 'string') {
    return [{ kind: 'step', id: entry }];
  }
  const { by } = entry;
  const steps = groupedBySteps(entry);
  const way = by === 'bootLoader' ? bootLoaderOf(system) : kernelSourceOf(system);
  if (way !== undefined) {
    const id = entry.ways[way];
    return id === undefined ? [] : [{ kind: 'step', id, ...(steps.length > 1 && { chosenFor: way }) }];
  }
  const [only] = steps;
  return steps.length === 1 && only
    ? [{ kind: 'step', id: only.id, onlyFor: only.ways }]
    : [{ kind: 'alternatives', by, steps }];
}

function groupedBySteps({ ways }: StepByWay): StepForWays[] {
  const grouped = new Map<StepId, Way[]>();
  for (const [way, id] of Object.entries(ways) as Array<[Way, StepId]>) {
    grouped.set(id, [...(grouped.get(id) ?? []), way]);
  }
  return [...grouped].map(([id, forWays]) => ({ id, ways: forWays }));
}
