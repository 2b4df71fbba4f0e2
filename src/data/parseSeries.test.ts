import { AnswerError } from './answerError';
import { parseSeries } from './parseSeries';

const success = (data: unknown, more: object = {}) => ({ status: 'success', data, ...more });
const vector = (...result: unknown[]) => success({ resultType: 'vector', result });
const at = 1_795_000_000.5;

describe('an answer of the query API', () => {
  it('has one value a series, or many', async () => {
    const metric = { node: 'n' };
    expect((await parseSeries(vector({ metric, value: [at, '1.5e+09'] }))).rows).toEqual([
      { labels: metric, values: [[at, 1.5e9]] },
    ]);
    const values = [
      [at, '-1'],
      [at + 60, '0'],
    ];
    const { rows } = await parseSeries(success({ resultType: 'matrix', result: [{ metric, values }] }));
    expect(rows).toEqual([
      {
        labels: metric,
        values: [
          [at, -1],
          [at + 60, 0],
        ],
      },
    ]);
  });

  it('may be a number alone, or a text, which is none', async () => {
    expect((await parseSeries(success({ resultType: 'scalar', result: [at, '2'] }))).rows).toEqual([
      { labels: {}, values: [[at, 2]] },
    ]);
    expect((await parseSeries(success({ resultType: 'string', result: [at, 'x'] }))).rows).toEqual([]);
  });

  it.each([
    ['NaN', NaN],
    ['+Inf', Infinity],
    ['Inf', Infinity],
    ['-Inf', -Infinity],
    ['-0', -0],
    ['1e308', 1e308],
  ])('reads %s as Go writes it', async (text, value) => {
    expect((await parseSeries(vector({ metric: {}, value: [at, text] }))).rows[0]?.values).toEqual([[at, value]]);
  });

  it.each([['stale'], [''], [' '], [null], [7]])('leaves out a sample that is %j', async (text) => {
    expect((await parseSeries(vector({ metric: {}, value: [at, text] }))).rows).toEqual([]);
  });

  it('leaves out what is no series or has no samples, such as histograms, and labels that are no texts', async () => {
    const good = { metric: { node: 'n' }, value: [at, '1'] };
    const odd = [null, 'x', [], {}, { metric: {}, histogram: [at, {}] }, { metric: {}, values: 'x' }, { value: 'x' }];
    const { rows } = await parseSeries(vector(...odd, good, { metric: { node: 7 }, value: [at, '1'] }));
    expect(rows.map(({ labels }) => labels)).toEqual([{ node: 'n' }, {}]);
  });

  it('keeps hostile labels as they are', async () => {
    const metric = JSON.parse('{"node":"<img src=x>\\u0000\\"\\\\","__proto__":"x"}') as Record<string, string>;
    expect((await parseSeries(vector({ metric, value: [at, '1'] }))).rows[0]?.labels).toBe(metric);
  });

  it('keeps warnings, infos and that it is partial, each once', async () => {
    const more = { warnings: ['one store is away', 'one store is away', 7], infos: ['not a counter'], isPartial: true };
    const { notices } = await parseSeries(success({ resultType: 'vector', result: [] }, more));
    expect(notices).toEqual(['one store is away', 'not a counter', 'isPartial: true']);
  });

  it('may be of many thousand rows, which are all there and in order', async () => {
    const result = Array.from({ length: 12_345 }, (_, i) => ({ metric: { i: `${i}` }, value: [at, `${i}`] }));
    const { rows } = await parseSeries(vector(...result));
    expect(rows.map(({ values }) => values[0]?.[1])).toEqual(result.map((_, i) => i));
  });
});

it('an error is told in its words', async () => {
  const error = { status: 'error', errorType: 'bad_data', error: 'parse error' };
  await expect(parseSeries(error)).rejects.toEqual(new AnswerError('bad_data: parse error', 400));
});

it.each([
  null,
  'x',
  [],
  {},
  '<html>',
  { status: 'success' },
  success({}),
  success({ resultType: 'odd' }),
  { data: {} },
])('is none: %j', async (body) => {
  const failure = await parseSeries(body).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AnswerError);
  expect((failure as AnswerError).status).toBeUndefined();
});
