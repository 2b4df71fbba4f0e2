import { type RulesQuestionId } from '../series';
import { type Question, question } from './question';

/** Which rules a data source has loaded. */
export function rulesQuestions(): Array<Question<RulesQuestionId>> {
  return [question<RulesQuestionId>('rules', 'rules', () => ({ kind: 'rules' }))];
}
