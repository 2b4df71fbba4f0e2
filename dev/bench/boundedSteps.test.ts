import { boundedSteps } from './boundedSteps';

const soon = () => Date.now() + 60_000;

describe('steps of a bench', () => {
  it('give what they measure, and name what does not come, while the others go on', async () => {
    const said: string[] = [];
    const steps = boundedSteps(soon(), (text) => said.push(text));
    expect(await steps.step('one', 5, () => Promise.resolve(1))).toBe(1);
    expect(await steps.step('late', 0.01, () => new Promise(() => undefined))).toBeUndefined();
    expect(await steps.step('broken', 5, () => Promise.reject(new Error('no answer\nfrom there')))).toBeUndefined();
    expect(await steps.step('two', 5, () => Promise.resolve(2))).toBe(2);
    expect(steps.missing).toEqual(['late: not there after 0 s', 'broken: no answer']);
    expect(said).toHaveLength(4);
  });

  it('are not begun when the time is up', async () => {
    const work = jest.fn(() => Promise.resolve(1));
    const steps = boundedSteps(Date.now(), () => undefined);
    expect(await steps.step('one', 5, work)).toBeUndefined();
    expect(work).not.toHaveBeenCalled();
    expect(steps.missing).toEqual(['one: not begun, the time was up']);
  });
});
