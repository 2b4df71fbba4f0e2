import { type PlanQuestionId } from '../series';
import { type Settings } from '../settings/settings';
import { laterQuestions } from './laterQuestions';
import { type Question, question } from './question';
import { fillTemplate } from './template';

/** What the plan asks besides the overview: control plane, zones, and kernels that were left. */
export function planQuestions(settings: Settings): Array<Question<PlanQuestionId>> {
  const expr = fillTemplate(laterQuestions.plan.planFacts.expr, settings);
  return [question<PlanQuestionId>('plan', 'planFacts', () => ({ id: 'planFacts', kind: 'instant', expr }))];
}
