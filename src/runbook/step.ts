import { type Target } from './target';

/**
 * What a step runs, and where. Its words are in `locales/` under `runbook.<id>.`: title, why, expect, ifNot.
 * A command is ready to paste.
 */
export interface StepFacts {
  where: 'workstation' | 'node';
  command?: (target: Target) => string;
  /** The same with nobody at the keyboard: POSIX shell under `set -eu`, which stops by itself where a person would. */
  unattended?: string;
  /** What only the site itself knows how to do, in a few words: whoever runs a plan fills in the commands. */
  ofSite?: string;
}
