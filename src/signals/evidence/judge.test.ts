import { type Answers } from '../answer';
import { type FleetQuestionId } from '../series';
import { defaultSettings } from '../settings/settings';
import { judgeFleet, judgeFleetInSteps } from './judge';

const atSeconds = 1_790_000_000;
const answersOf = (nodes: number): Answers<FleetQuestionId> => ({
  facts: {
    kind: 'series',
    expr: '',
    fromSeconds: atSeconds,
    atSeconds,
    stepSeconds: 0,
    rows: Array.from({ length: nodes }, (_, index) => ({
      labels: { node: `node-${index}`, signal: 'kernel', kernel_version: '3.10.0-957.el7.x86_64' },
      values: [[atSeconds, 1]],
    })),
  },
});

it('judges thousands of nodes in steps as it does at once, and each state of the answers once', () => {
  const settings = defaultSettings();
  const answers = answersOf(1000);
  const judging = judgeFleetInSteps(answers, settings, atSeconds);
  let steps = 0;
  let step = judging.next();
  for (; !step.done; step = judging.next()) {
    steps += 1;
  }
  // One for the rows, two between joining and judging, five for the nodes.
  expect(steps).toBe(8);
  expect(step.value).toHaveLength(1000);
  expect(judgeFleet(answersOf(1000), settings, atSeconds)).toEqual(step.value);
  expect(judgeFleet(answers, settings, atSeconds)).toBe(step.value);
  expect(judgeFleetInSteps(answers, settings, atSeconds).next().done).toBe(true);
});
