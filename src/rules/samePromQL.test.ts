import { durationMs, isSamePromQL } from './samePromQL';

describe('two expressions are the same', () => {
  it.each([
    ['max by (cluster, node) (\n  x\n)', 'max by (cluster, node) (x)'],
    ['x{}', 'x'],
    ['x{a="b",}', 'x{a="b"}'],
    ['x{,}', 'x'],
    ['x{b="1",a=~"2,3"} + y{}', 'x{a=~"2,3",b="1"} + y'],
    ['x offset 24h', 'x offset 1d'],
    ['rate(x[90m])', 'rate(x[1h30m])'],
    ['min_over_time(x[24h:80m] offset 72h)', 'min_over_time(x[1d:1h20m] offset 3d)'],
    ['a:b:c', 'a:b:c{}'],
    ['x > 67108864', 'x > 6.7108864e+07'],
    ['x > 0.050', 'x > .05'],
    ["x{a='b'}", 'x{a="b"}'],
    ['x{a=`\\d"`}', 'x{a="\\\\d\\""}'],
    ['x{a="\\u00e9\\x41\\101\\t"}', 'x{a="éAA\\t"}'],
    ['x # why\n+ y', 'x + y'],
  ])('%s = %s', (one, other) => {
    expect(isSamePromQL(one, other)).toBe(true);
  });
});

describe('two expressions differ', () => {
  it.each([
    ['x > 1', 'x > 2'],
    ['min_over_time(x[1d:2h])', 'min_over_time(x[1d:3h])'],
    ['x > 1', 'x >= 1'],
    ['x{a="b"}', 'x{a="c"}'],
    ['x{a="b c"}', 'x{a="bc"}'],
    ['x{a="1h"}', 'x{a="60m"}'],
    ['x{a="b"}', 'x{a=~"b"}'],
    ['x{a="b",c="d"}', 'x{a="d",c="b"}'],
    ['x{a="b"}', 'x{a="b",c="d"}'],
    ['x offset 1d', 'x offset 1h'],
    ['(x)', 'x'],
    ['max by (a) (x)', 'max by (b) (x)'],
    ['x_1h', 'x_60m'],
    ['xy', 'x y'],
  ])('%s ≠ %s', (one, other) => {
    expect(isSamePromQL(one, other)).toBe(false);
  });
});

it.each([
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['100ms', 100],
  ['', 0],
])('%s lasts %d ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
