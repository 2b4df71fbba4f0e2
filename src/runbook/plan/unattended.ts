import { type WayOut } from '../../kernel';
import { plannedSteps } from '../courses';
import { ofSiteOf, unattendedOf } from '../steps';
import { systemFactsOf, systemOf } from '../system';
import { wayOutFor, type PlanNode } from './planNode';
import { type PlanChoice } from './planSettings';

/** What is done to a node between drain and reboot, as root, with nobody at the keyboard. POSIX shell; stops by itself. */
export interface Unattended {
  /** The way out, and for which systems: nodes with the same id get the same commands. */
  id: string;
  change: { kind: 'commands'; script: string } | { kind: 'site'; means: string };
  verify: Verification;
}

/** What shows on the running node that the change is in force. */
export type Verification =
  /** Exit code 0. */
  | { kind: 'commands'; script: string }
  | { kind: 'anotherKernel' }
  /** Nothing but that the node has booted. */
  | { kind: 'boot' };

/**
 * The runbook's own steps for this node's system. Nothing where the node is replaced rather than changed, and where its
 * system is not known: whose boot loader would be written is not guessed.
 */
export function unattendedFor(node: PlanNode, fix: PlanChoice): Unattended | undefined {
  const option = wayOutFor(node, fix);
  const planned = plannedSteps(option, systemOf(systemFactsOf(node.evidence)));
  const steps = planned.flatMap((step) => (step.kind === 'step' && !step.onlyFor ? [step] : []));
  const reboot = steps.findIndex(({ id }) => id === 'reboot');
  if (reboot < 0) {
    return undefined;
  }
  const way = steps.find(({ chosenFor }) => chosenFor)?.chosenFor;
  const scriptOf = (part: typeof steps) => part.flatMap(({ id }) => unattendedOf(id) ?? []).join('\n');
  const before = steps.slice(0, reboot);
  const ofSite = before.map(({ id }) => ofSiteOf(id)).find((means) => means !== undefined);
  return {
    id: way === undefined ? option : `${option}-${way}`,
    change: ofSite
      ? { kind: 'site', means: ofSite }
      : { kind: 'commands', script: `set -eu\n${scriptOf(before) || ': # only the reboot'}` },
    verify: verificationBy(option, scriptOf(steps.slice(reboot))),
  };
}

function verificationBy(option: WayOut, script: string): Verification {
  if (script) {
    return { kind: 'commands', script };
  }
  return { kind: option === 'kernel-upgrade' ? 'anotherKernel' : 'boot' };
}
