import { axisSteps, chartColumns, extentOf, valueRange } from './chartData';

const curve = (id: string, values: Array<[number, number]>) => ({ id, name: id, look: 'main' as const, values });

describe('the columns of a chart', () => {
  it('share one time axis in milliseconds', () => {
    const columns = chartColumns(
      [
        curve('a', [
          [60, 1],
          [120, 2],
        ]),
        curve('b', [[120, 5]]),
      ],
      60
    );
    expect(columns).toEqual([
      [60_000, 120_000],
      [1, 2],
      [null, 5],
    ]);
  });

  it('break the line where samples are missing, and leave out what is no number', () => {
    const [times, values] = chartColumns(
      [
        curve('a', [
          [60, 1],
          [120, NaN],
          [600, 3],
        ]),
      ],
      60
    );
    expect(times).toEqual([60_000, 120_000, 150_000, 600_000]);
    expect(values).toEqual([1, null, null, 3]);
  });

  it('end in the edges of the forecast, from the last value on and never below zero', () => {
    const forecast = {
      name: '',
      fromSeconds: 0,
      fromValue: 10,
      slowestPerDay: -20,
      fastestPerDay: 20,
      untilSeconds: 86_400,
    };
    const [times, , fastest, slowest] = chartColumns([curve('a', [[-60, 9]])], 60, forecast);
    expect(times.at(-1)).toBe(86_400_000);
    expect(fastest?.at(0)).toBeNull();
    expect(fastest?.at(-1)).toBe(30);
    expect(slowest?.at(-1)).toBe(0);
  });
});

describe('a chart in words', () => {
  it('has lowest, highest and last', () => {
    expect(
      extentOf({
        values: [
          [1, 5],
          [2, NaN],
          [3, 2],
          [4, 3],
        ],
      })
    ).toEqual({ lowest: 2, highest: 5, last: 3 });
    expect(extentOf({ values: [[1, NaN]] })).toBeUndefined();
  });
});

describe('the value axis', () => {
  it('starts at zero and has room for nothing', () => {
    expect(valueRange(1000)[1]).toBeCloseTo(1150);
    expect(valueRange(0)).toEqual([0, 1]);
    expect(valueRange(null)).toEqual([0, 1]);
  });

  it('has round steps, whole ones for counts', () => {
    expect(axisSteps.bytes).toContain(1024 ** 3);
    expect(axisSteps.count.every(Number.isInteger)).toBe(true);
  });
});
