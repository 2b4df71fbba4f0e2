import { type RunbookOption } from './options';

const shared = ['podsKeepRunning', 'staticPods', 'oneAtATime'] as const;
const nokmem = ['wrongGrubTarget', 'parameterList', 'otherDistributions', 'cmdlineIsNoProof', 'sideEffects'] as const;
const kernelUpgrade = ['el7NeverFixed', 'thirdPartyKernels', 'drivers'] as const;

const runtime = ['bothMustBeClean', 'packagesLostTheTag', 'leakedStaysLeaked'] as const;
const relief = ['noCure', 'dropCachesCostsIo', 'onePassProvesNothing'] as const;

/** Ids; their words are in `locales/`. */
export type Pitfall = (typeof shared | typeof nokmem | typeof kernelUpgrade | typeof runtime | typeof relief)[number];

export const pitfalls: Readonly<Record<RunbookOption, readonly Pitfall[]>> = {
  nokmem: [...nokmem, ...shared],
  'kernel-upgrade': [...kernelUpgrade, ...shared],
  runtime: [...runtime, ...shared],
  relief: [...relief, ...shared],
};
