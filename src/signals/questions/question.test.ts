import knowledge from '../../knowledge/questions.json';
import { coverageQuestionIds, fleetQuestionIds, nodeQuestionIds } from '../series';
import { defaultSettings } from '../settings/settings';
import { coverageQuestions } from './coverageQuestions';
import { fleetQuestions } from './fleetQuestions';
import { logQuestions } from './logQuestions';
import { nodeQuestions } from './nodeQuestions';
import { planQuestions } from './planQuestions';
import { question, type QuestionSet } from './question';
import { rulesQuestions } from './rulesQuestions';

const settings = defaultSettings();
const span = { fromSeconds: 0, atSeconds: 86_400 };
const asked: Record<QuestionSet, ReadonlyArray<{ id: string; after: readonly string[] }>> = {
  fleet: fleetQuestions(settings, span.atSeconds),
  node: nodeQuestions({ node: 'n', isClusterKnown: false }, settings, span),
  coverage: coverageQuestions(settings),
  plan: planQuestions(settings),
  rules: rulesQuestions(),
  logs: logQuestions(settings),
};
const sets = Object.keys(knowledge) as QuestionSet[];

describe('the registry', () => {
  it.each(sets)('holds every question of the set %s that is asked, and no other', (set) => {
    expect(asked[set].map(({ id }) => id).sort()).toEqual(Object.keys(knowledge[set]).sort());
  });

  it.each(sets)('lets each question of the set %s come after others of the set, never after itself', (set) => {
    const after = new Map(asked[set].map((each) => [each.id, each.after]));
    const before = (id: string, seen: readonly string[]): void => {
      expect(seen).not.toContain(id);
      expect(after.has(id)).toBe(true);
      after.get(id)?.forEach((each) => before(each, [...seen, id]));
    };
    asked[set].forEach(({ id }) => before(id, []));
  });

  it('has the questions that the page speaks of', () => {
    expect([...fleetQuestionIds, 'recorded', 'unrecorded', 'states'].sort()).toEqual(
      Object.keys(knowledge.fleet).sort()
    );
    expect([...nodeQuestionIds].sort()).toEqual(Object.keys(knowledge.node).sort());
    expect([...coverageQuestionIds].sort()).toEqual(Object.keys(knowledge.coverage).sort());
  });

  it('knows no question by another name', () => {
    expect(() => question('plan', 'where', () => undefined)).toThrow('where');
  });
});

describe('the question of the plan', () => {
  it('leaves no place unfilled', () => {
    expect(planQuestions(settings)[0]?.queryAfter({})).toMatchObject({
      kind: 'instant',
      expr: expect.not.stringMatching(/<[a-zA-Z0-9]+>/) as string,
    });
  });
});
