import { type Target } from './target';

/** Whether it only reads, changes what is kept, or stops what runs. */
export type Risk = 'reads' | 'changes' | 'disrupts';

/**
 * What a step runs, and where. Its words are in `locales/` under `runbook.<id>.`: title, why, expect, ifNot.
 * A command is ready to paste.
 */
export interface StepFacts {
  where: 'workstation' | 'node';
  risk: Risk;
  /** From and to, as experience has it: a slow firmware or a large pod takes longer. */
  minutes: readonly [number, number];
  command?: (target: Target) => string;
  /** The same with nobody at the keyboard: POSIX shell under `set -eu`, which stops by itself where a person would. */
  unattended?: string;
  /** What only the site itself knows how to do, in a few words: whoever runs a plan fills in the commands. */
  ofSite?: string;
}
