import { inTurn } from './inTurn';

function task() {
  let finish: (fails?: boolean) => void = () => {};
  const done = new Promise<string>((resolve, reject) => {
    finish = (fails) => (fails ? reject(new Error('no')) : resolve('yes'));
  });
  return { run: jest.fn(() => done), finish };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('inTurn', () => {
  it('runs no more than the limit, and the next as soon as one ends, well or badly', async () => {
    const run = inTurn(2);
    const tasks = [task(), task(), task(), task()];
    const results = tasks.map((each) => run(each.run).catch((error: Error) => error.message));
    const started = () => tasks.map((each) => each.run.mock.calls.length);
    await settled();
    expect(started()).toEqual([1, 1, 0, 0]);
    tasks[1]?.finish(true);
    await settled();
    expect(started()).toEqual([1, 1, 1, 0]);
    tasks[0]?.finish();
    await settled();
    expect(started()).toEqual([1, 1, 1, 1]);
    tasks[2]?.finish();
    tasks[3]?.finish();
    expect(await Promise.all(results)).toEqual(['yes', 'no', 'yes', 'yes']);
  });
});
