import { type JudgedNode } from '../../diagnosis/urgency';
import { nextStepsOf } from '../nextSteps';
import { recommendedWayOut } from '../advice';
import { type WayOut } from '../../kernel';
import { type PlanChoice } from './planSettings';

/** A node as the planner sees it. */
export interface PlanNode extends JudgedNode {
  id: string;
  isControlPlane: boolean;
  zone?: string;
  kernelsBefore?: readonly string[];
}

/** In the plan unless the reader takes it out: a reboot with a fix is what this node needs. */
export function isPlannedByDefault({ diagnosis }: Pick<JudgedNode, 'diagnosis'>): boolean {
  return nextStepsOf(diagnosis, true).some((step) => step === 'pickFix' || step === 'planFix');
}

export function wayOutFor(node: JudgedNode, fix: PlanChoice): WayOut {
  return fix === 'suggested' ? recommendedWayOut(node) : fix;
}
