import { compactPromQL } from './compactPromQL';

it.each([
  ['max by (cluster,\n  instance) (\n x{} \n)', 'max by(cluster,instance)(x)'],
  ['a{job="x",} - b{ } offset 1d', 'a{job="x"}-b offset 1d'],
  ['rate(a{}[5m]) + a{} offset 1d * sum(a{,})', 'rate(a[5m])+a offset 1d*sum(a)'],
  ['a > -1 and b != c / 2', 'a>-1 and b!=c/2'],
  ['{__name__=~"a|b"}', '{__name__=~"a|b"}'],
  ['a # said ( "so\nor b', 'a or b'],
  ['label_replace(x, "a", "$1 ( )  {},}", "b", \'( , )\')', 'label_replace(x,"a","$1 ( )  {},}","b",\'( , )\')'],
  [String.raw`x{a="\"  # (  "} == 1`, String.raw`x{a="\"  # (  "}==1`],
  ['x{a=`# \\`} >= bool 1', 'x{a=`# \\`}>=bool 1'],
  ['x{a="unended  # ( ', 'x{a="unended'],
])('%j is asked as %j', (expr, compact) => {
  expect(compactPromQL(expr)).toBe(compact);
  expect(compactPromQL(compact)).toBe(compact);
});
