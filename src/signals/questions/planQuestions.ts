import { type PlanQuestionId } from '../series';
import { type Settings } from '../settings/settings';
import { laterQuestions } from './laterQuestions';
import { type Question, question } from './question';
import { areShort } from './suspectQueries';
import { anyOf, fillTemplate } from './template';

/** What a proxy takes of an address, less the rest of the question. */
const maxNamedBytes = 1_200;

/**
 * What the plan asks besides the overview: control plane, zones, and kernels that were left.
 * @param named zones and kernels of these nodes alone, and of those that the rules suspect or call exposed; absent: of all
 */
export function planQuestions(settings: Settings, named?: readonly string[]): Array<Question<PlanQuestionId>> {
  const { expr, restOfProposed } = laterQuestions.plan.planFacts;
  const isNarrow = named !== undefined && areShort(named, maxNamedBytes);
  const rest = isNarrow ? fillTemplate(restOfProposed, settings, { nodes: anyOf(named) }) : '';
  const filled = fillTemplate(expr, settings, { rest });
  return [question<PlanQuestionId>('plan', 'planFacts', () => ({ id: 'planFacts', kind: 'instant', expr: filled }))];
}
