import { sourceWords } from '../../locales/TextProvider';
import { leftOutText } from './answerText';

it('says once which nodes are left out, and nothing where there are none', () => {
  expect(leftOutText({ windows: 1_204, virtual: 1 }, sourceWords())).toBe(
    'Left out, because this fault cannot affect them: 1,204 Windows nodes, 1 virtual node.'
  );
  expect(leftOutText({}, sourceWords())).toBeUndefined();
});
