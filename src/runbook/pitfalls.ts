import { type RunbookId } from './options';

const shared = ['podsKeepRunning', 'staticPods', 'oneAtATime'] as const;
const nokmem = [
  'wrongGrubTarget',
  'parameterList',
  'otherDistributions',
  'newNodesWithoutIt',
  'cmdlineIsNoProof',
  'sideEffects',
] as const;
const kernelUpgrade = ['el7NeverFixed', 'thirdPartyKernels', 'drivers', 'pageCacheRemains'] as const;
const runtime = ['bothMustBeClean', 'packagesLostTheTag', 'leakedStaysLeaked'] as const;
const relief = ['noCure', 'dropCachesCostsIo', 'onePassProvesNothing'] as const;
const confirm = [
  'errnoDiffers',
  'lowCountOn310',
  'onePassProvesNothing',
  'podsKeepRunning',
  'reclaimableIsHarmless',
] as const;
const notThisFault = ['samePrefix', 'twoFaults'] as const;

/** Ids; their words are in `locales/`. */
export type Pitfall =
  | (typeof shared)[number]
  | (typeof nokmem)[number]
  | (typeof kernelUpgrade)[number]
  | (typeof runtime)[number]
  | (typeof relief)[number]
  | (typeof confirm)[number]
  | (typeof notThisFault)[number];

export const pitfalls: Readonly<Record<RunbookId, readonly Pitfall[]>> = {
  nokmem: [...nokmem, ...shared],
  'kernel-upgrade': [...kernelUpgrade, ...shared],
  runtime: [...runtime, ...shared],
  relief: [...relief, ...shared],
  confirm,
  'not-this-fault': notThisFault,
};
