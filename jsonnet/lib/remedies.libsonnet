// The runbook of each remedy that the kernel table names; the page links the same way (src/runbook/options.ts).
local runbooks = {
  nokmem: 'nokmem',
  'kernel-upgrade': 'kernel-upgrade',
  'el8.1': 'kernel-upgrade',
  runtime: 'runtime',
  reclaim: 'relief',
};

{
  runbookOf(row): if row.fixes == [] then 'relief' else runbooks[row.fixes[0]],
}
