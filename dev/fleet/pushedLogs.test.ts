import { BadPush, lokiLimits, PushedLogs } from './pushedLogs';

const now = 1_795_000_000;
const stream = { job: 'events' };
const nanoseconds = (seconds: number) => `${seconds}000000000`;
const body = (...values: unknown[]) => ({ streams: [{ stream, values }] });
const everything = { fromSeconds: 0, toSeconds: Infinity };

function taken(logs: PushedLogs): string[] {
  return logs.lines(everything).map(({ line }) => line);
}

describe('what is pushed to the stand-in Loki', () => {
  it('is kept with its labels and metadata, and found in its span', () => {
    const logs = new PushedLogs();
    logs.push(body([nanoseconds(now - 60), 'one'], [nanoseconds(now), 'two', { node: 'a' }]), now);
    expect(logs.lines({ fromSeconds: now - 10, toSeconds: now })).toEqual([
      { seconds: now, line: 'two', stream, metadata: { node: 'a' } },
    ]);
    expect(taken(logs)).toEqual(['one', 'two']);
  });

  it('is kept once when it comes again', () => {
    const logs = new PushedLogs();
    logs.push(body([nanoseconds(now), 'one']), now);
    logs.push(body([nanoseconds(now), 'one'], [nanoseconds(now), 'other']), now);
    expect(taken(logs)).toEqual(['one', 'other']);
  });

  it.each([
    ['too old', now - lokiLimits.oldestSeconds - 1],
    ['too new', now + lokiLimits.aheadSeconds + 1],
  ])('is refused where it is %s, and the rest of the push is kept', (said, seconds) => {
    const logs = new PushedLogs();
    expect(() => logs.push(body([nanoseconds(seconds), 'bad'], [nanoseconds(now), 'good']), now)).toThrow(said);
    expect(taken(logs)).toEqual(['good']);
  });

  it('may lie an hour behind the newest of its own stream, and no further', () => {
    const logs = new PushedLogs();
    logs.push(body([nanoseconds(now), 'newest']), now);
    logs.push(body([nanoseconds(now - lokiLimits.behindSeconds), 'behind']), now);
    const older = [nanoseconds(now - lokiLimits.behindSeconds - 1), 'far behind'];
    expect(() => logs.push(body(older), now)).toThrow('too far behind');
    logs.push({ streams: [{ stream: { job: 'others' }, values: [older] }] }, now);
    expect(taken(logs)).toEqual(['far behind', 'behind', 'newest']);
  });

  it.each([
    undefined,
    [],
    {},
    { streams: [{ stream }] },
    { streams: [{ stream: { job: 1 }, values: [] }] },
    { streams: [{ stream: {}, values: [[nanoseconds(now), 'no label']] }] },
    body([now, 'a number']),
    body([nanoseconds(now)]),
    body('text'),
  ])('is refused where it is no push: %j', (bad) => {
    const logs = new PushedLogs();
    expect(() => logs.push(bad, now)).toThrow(BadPush);
    expect(taken(logs)).toEqual([]);
  });
});
