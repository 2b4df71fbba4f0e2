// What the kernel of each node is, by the table, and since when it has been running.
local kernels = import '../kernels.libsonnet';
local recording = import '../lib/recording.libsonnet';
local union = import '../lib/union.libsonnet';
local waitingPods = import '../lib/waitingPods.libsonnet';
local waysOut = import '../lib/waysOut.libsonnet';
local runtimes = import '../runtimes.libsonnet';

// The kernel table over the releases that are there, few however many the nodes; first match wins: a row speaks only for
// releases that no earlier row has spoken for. What it says goes through one label and is taken apart at the end, once
// for all rows. "fix" is the runbook of the best way out for such a kernel.
local releases = 'kernel_version:memcg_kmem_nodes:count';
// Put together with "+": "%" goes through a format letter by letter, for every row.
// "placed": what the kernel table has is left to whoever fills the rules and has the table (src/rules/ruleGroups.ts).
local ofTable(row) = row.pattern + '"}, "says", "' + row.id + ' ' + row.class;
local kernelRow(fromTable, row) =
  'label_replace(' + releases + '{kernel_version=~"' + fromTable + ' ' + waysOut.runbookOf(row) + '", "", "")';
local taken(expr, label, place) = 'label_replace(\n%s,\n"%s", "$%d", "says", "(.+) (.+) (.+)")' % [expr, label, place];
local classOf(first, rows, placed) =
  local says = union('or on (kernel_version)', std.mapWithIndex(
    function(i, row) kernelRow(if placed then '<kernel%d>' % (first + i) else ofTable(row), row), rows
  ));
  'max by (kernel_version, row, class, fix) (%s)' % taken(taken(taken(says, 'row', 1), 'class', 2), 'fix', 3);
// In parts, earlier rows first: VictoriaMetrics takes no expression over 16 KiB, Grafana's rules and proxies less.
local rowsPerPart = 10;
local parts(placed) = [
  { record: 'kernel_version:memcg_kmem_kernel_part%d:info' % (first / rowsPerPart + 1), expr: classOf(first, kernels.rows[first:first + rowsPerPart], placed) }
  for first in std.range(0, std.length(kernels.rows) - 1)
  if first % rowsPerPart == 0
];

function(config)
  local rules = recording(config);
  local record = rules.record, recordSignal = rules.recordSignal;
  local ofKernels = parts(config.kernelPlaces);

  {
    name: 'memcg-kmem.kernel-classes.rules',
    interval: config.growthRulesInterval,
    rules: ofKernels + [
      record('kernel_version:memcg_kmem_kernel:info', std.join('\nor on (kernel_version)\n', [part.record for part in ofKernels])),
      record('node:memcg_kmem_kernel:info', |||
        node:memcg_kmem_kernel_release:info
        * on (kernel_version) group_left (row, class, fix)
        (kernel_version:memcg_kmem_kernel:info * 0 + 1)
      |||),
      // Neither kubelet nor container runtime switches accounting on, and the kernel does not do it by itself.
      record('node:memcg_kmem_runtime_without_kmem:bool', |||
        max by (<cluster>, node) (%s)
        and on (<cluster>, node) node:memcg_kmem_kernel:info{row=~"%s"}
      ||| % [
        waitingPods.nodeInfo('kubelet_version=~"%s",container_runtime_version=~"%s",' % [runtimes.kubeletWithoutKmem, runtimes.runtimeWithoutKmem]),
        kernels.idsWhere(function(row) row.accounting == 'runtime' || row.accounting == 'unknown'),
      ]),
      recordSignal('cordoned'),
      recordSignal('bootTimeSeconds'),
    ],
  }
