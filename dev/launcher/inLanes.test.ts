import { inLanes } from './inLanes';

it('runs so many at once and no more, and answers in the order of the list', async () => {
  let running = 0;
  let most = 0;
  const results = await inLanes(2, [30, 1, 1, 1], async (turns) => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < turns; turn++) {
      await Promise.resolve();
    }
    running--;
    return turns;
  });
  expect(results).toEqual([30, 1, 1, 1]);
  expect(most).toBe(2);
});

it('begins nothing more after an error, and lets what runs come to its end', async () => {
  const ended: string[] = [];
  const work = async (name: string) => {
    if (name === 'bad') {
      throw new Error('no');
    }
    await Promise.resolve();
    ended.push(name);
  };
  await expect(inLanes(2, ['long', 'bad', 'never'], work)).rejects.toThrow('no');
  expect(ended).toEqual(['long']);
});
