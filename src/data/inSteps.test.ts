import { inSteps } from './inSteps';

it('lets the page do something else while long work is done, and never while short work is', async () => {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const done: string[] = [];
  const steps = function* (name: string, stepMs: number) {
    for (let step = 0; step < 10; step += 1) {
      now += stepMs;
      done.push(name);
      yield;
    }
  };
  const long = inSteps(steps('long', 5));
  done.push('page');
  await long;
  expect(done.indexOf('page')).toBeLessThan(done.lastIndexOf('long'));

  done.length = 0;
  const short = inSteps(steps('short', 1));
  done.push('page');
  await short;
  expect(done.indexOf('page')).toBe(10);
});
