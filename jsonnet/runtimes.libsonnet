// Versions of kubelet and container runtime that never switch kernel-memory accounting on, as kube_node_info reports
// them. The table with its sources is src/kernel/runtimeVersions.ts; runtimes.test.ts holds the two together.
// Whole-string RE2 patterns without backslash.
local number = '[0-9]{1,6}';
local suffix = '(?:[-+~.].*)?';
local patchAndSuffix = '(?:[.]%s)?' % number + suffix;
// Whoever built it has said so: v1.15.3-nokmem.
local builtWithoutKmem = '%s[.]%s(?:[.]%s)?[-+~].*nokmem.*' % [number, number, number];
local anyOf(alternatives) = '(?:%s)' % std.join('|', alternatives);

{
  kubeletWithoutKmem: 'v?' + anyOf([
    '0[.]' + number,
    '1[.]' + anyOf(['[0-8]', '2[2-9]', '[3-9][0-9]', '[1-9][0-9]{2,5}']),
    '(?:[2-9]|[1-9][0-9]{1,5})[.]' + number,
  ]) + patchAndSuffix + '|v?' + builtWithoutKmem,

  runtimeWithoutKmem: anyOf([
    'docker://v?' + anyOf([
      '(?:[0-9]|1[0-6])[.]' + number,
      '17[.]0?[0-5]',
      '(?:2[3-9]|[3-9][0-9]|[1-9][0-9]{2,5})[.]' + number,
    ]) + patchAndSuffix,
    'containerd://v?' + anyOf([
      '1[.]4[.](?:[5-9]|[1-9][0-9]{1,5})' + suffix,
      '1[.]5[.][1-9][0-9]{0,5}' + suffix,
      '1[.](?:[6-9]|[1-9][0-9]{1,5})' + patchAndSuffix,
      '(?:[2-9]|[1-9][0-9]{1,5})[.]' + number + patchAndSuffix,
    ]),
    '(?:docker|containerd)://v?' + builtWithoutKmem,
  ]),
}
