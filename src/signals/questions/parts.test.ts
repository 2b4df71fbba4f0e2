import { atOnce } from '../evidence/atOnce';
import { type SeriesRow, type SignalQuery } from '../series';
import { inParts, putTogether, sentFor, unionOf } from './parts';

const query = (asked: Pick<SignalQuery, 'expr' | 'parts' | 'maxBytes'>): SignalQuery => ({
  id: 'facts',
  kind: 'instant',
  ...asked,
});

describe('a question', () => {
  it('is sent whole where it is short enough', () => {
    expect(sentFor(query(inParts(['a', 'b'])))).toEqual([['(a or b)']]);
    expect(sentFor(query({ expr: `x${'1'.repeat(9_000)}` }))).toHaveLength(1);
  });

  it('is sent in parts where it is not, as many together as are short enough', () => {
    const asked = query({ ...inParts(['a{x="1"}', 'b or on (y) c', 'd', 'e']), maxBytes: 40 });
    expect(sentFor(asked)).toEqual([['a{x="1"}'], ['(b or on(y)c)or(d)'], ['e']]);
  });

  it('keeps apart what is compared, and its place', () => {
    const asked = query({ expr: 'much too long', parts: ['a', ['b', 'c'], 'd', 'e'], maxBytes: 18 });
    expect(sentFor(asked)).toEqual([['a'], ['b', 'c'], ['d'], ['e']]);
  });
});

it('a union is a balanced tree', () => {
  expect(unionOf(['a', 'b', 'c']).replace(/\s+/g, ' ')).toBe('( ( a or b ) or c )');
  expect(unionOf([])).toBe('');
});

describe('the answer to the whole', () => {
  const row = (node: string, ...values: SeriesRow['values']): SeriesRow => ({ labels: { node, a: 'x' }, values });
  const same = (node: string, ...values: SeriesRow['values']): SeriesRow => ({ labels: { a: 'x', node }, values });
  const whole = (...answers: SeriesRow[][][]) => atOnce(putTogether(answers));

  it('is the only one, as it is', () => {
    const rows = [row('n', [1, 1]), row('n', [1, 2])];
    expect(whole([rows])).toBe(rows);
    expect(whole()).toEqual([]);
  });

  it('is by series the first that has it, at each moment', () => {
    const answers = [[[row('n', [1, 1], [3, 1])]], [[same('n', [1, 9], [2, 9]), same('m', [1, 9])]]];
    expect(whole(...answers)).toEqual([row('n', [1, 1], [2, 9], [3, 1]), row('m', [1, 9])]);
  });

  it('is the largest of those that are compared, unless an earlier one has it', () => {
    const answers = [[[row('n', [1, 5])]], [[same('n', [1, 9]), row('m', [1, 2])], [same('m', [1, 3])]]];
    expect(whole(...answers)).toEqual([row('n', [1, 5]), row('m', [1, 3])]);
  });
});
