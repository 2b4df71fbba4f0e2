import { commonSteps } from './commonSteps';
import { confirmSteps } from './confirmSteps';
import { kernelSteps } from './kernelSteps';
import { nokmemSteps } from './nokmemSteps';
import { reliefSteps } from './reliefSteps';
import { runtimeSteps } from './runtimeSteps';
import { type StepFacts } from './step';
import { type Target } from './target';

const steps = {
  ...commonSteps,
  ...confirmSteps,
  ...nokmemSteps,
  ...kernelSteps,
  ...runtimeSteps,
  ...reliefSteps,
} as const;

export type StepId = keyof typeof steps;
export const stepIds = Object.keys(steps) as StepId[];

export function whereOf(id: StepId): StepFacts['where'] {
  return steps[id].where;
}

export function riskOf(id: StepId): StepFacts['risk'] {
  return steps[id].risk;
}

export function minutesOf(id: StepId): StepFacts['minutes'] {
  return steps[id].minutes;
}

/** Absent where a step is more than a command can do. */
export function commandOf(id: StepId, target: Target): string | undefined {
  const { command }: StepFacts = steps[id];
  return command?.(target);
}

/** What a plan's exports run for the step; absent where it takes a person. */
export function unattendedOf(id: StepId): string | undefined {
  const { unattended }: StepFacts = steps[id];
  return unattended;
}

export function ofSiteOf(id: StepId): string | undefined {
  const { ofSite }: StepFacts = steps[id];
  return ofSite;
}

/** Steps that come with what to upgrade to. */
export const installingSteps: readonly StepId[] = [
  'newNode',
  'newKernel',
  'newKernelAmazon2',
  'newKernelDebian',
  'newKernelUbuntu',
  'newKernelSuse',
];

/** Steps that each product does in its own way. */
export const imageSteps: readonly StepId[] = ['setNokmemImage', 'newImage'];
