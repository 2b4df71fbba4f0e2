// The same rules for a Grafana without a ruler behind it: recording and alerting rules that Grafana evaluates itself, as a file
// of its provisioning and for Terraform. The recordings are kept, as Grafana-managed recording rules: without them each alert
// would ask everything at once, in questions of tens of kilobytes.
local settled = import 'lib/settled.libsonnet';
local mixin = import 'mixin.libsonnet';

// Answers to Grafana's templates: they cannot ask the data source, and the value has another name.
local ruled = mixin { _config+:: { templatesCanQuery: false } };
local config = ruled._config;
local cluster = config.clusterLabel;

// The best way out stands on no recorded series of these alerts: it is looked up and becomes a label, which the address of the
// runbook reads. A node of which nothing is known leads to relief, as one does whose directories are left behind.
local withFix(expr) = |||
  (
  %(expr)s
  )
  * on (%(cluster)s, node) group_left (fix)
  topk by (%(cluster)s, node) (1,
    label_replace(node:memcg_kmem_leak_growth:info{growth="directories"} * 0 + 1, "fix", "relief", "", "")
    or on (%(cluster)s, node)
    node:memcg_kmem_kernel:info * 0 + 1
  )
  or on (%(cluster)s, node)
  label_replace(
  %(expr)s
  , "fix", "relief", "", "")
||| % { expr: std.rstripChars(expr, '\n'), cluster: cluster };
local bringTheirFix = ['MemcgKmemTelemetryMissing', 'MemcgKmemKernelExposed'];

local seconds(duration) =
  local units = { s: 1, m: 60, h: 3600, d: 86400 };
  std.parseInt(duration[0:std.length(duration) - 1]) * units[duration[std.length(duration) - 1]];

// Unique among all rules of a Grafana, at most 40 characters, the same with every rendering.
local uidOf(name) = 'memcgkmem-' + std.substr(std.md5(name), 0, 24);

local ruleGroups = settled(ruled.prometheusRules.groups + ruled.prometheusAlerts.groups);

local lookBackSeconds = 600;

local query(expr, sourceUid) = {
  refId: 'A',
  relativeTimeRange: { from: lookBackSeconds, to: 0 },
  datasourceUid: sourceUid,
  model: { refId: 'A', expr: expr, instant: true, range: false, editorMode: 'code', intervalMs: 60000, maxDataPoints: 43200 },
};

// The expression leaves only what is to fire, and every value of it is above zero.
local isThere = {
  refId: 'B',
  relativeTimeRange: { from: 0, to: 0 },
  datasourceUid: '__expr__',
  model: {
    refId: 'B',
    type: 'threshold',
    expression: 'A',
    datasource: { type: '__expr__', uid: '__expr__' },
    conditions: [{ type: 'query', evaluator: { type: 'gt', params: [0] } }],
  },
};

local recording(rule, sourceUid) = {
  uid: uidOf(rule.record),
  title: rule.record,
  condition: 'A',
  data: [query(rule.expr, sourceUid)],
  record: { metric: rule.record, from: 'A' },
};

local inGrafanasWords(text) = std.strReplace(text, '$value', '$values.A.Value');

local alerting(rule, sourceUid) = {
  uid: uidOf(rule.alert),
  title: rule.alert,
  condition: 'B',
  data: [query(if std.member(bringTheirFix, rule.alert) then rule.expr else withFix(rule.expr), sourceUid), isThere],
  // No series: nothing to tell of. A question that fails is told, as the outage of the telemetry that it is.
  noDataState: 'OK',
  execErrState: 'Error',
  'for': rule['for'],
  [if std.objectHas(rule, 'keep_firing_for') then 'keepFiringFor']: rule.keep_firing_for,
  labels: rule.labels,
  annotations: std.mapWithKey(function(_, text) inGrafanasWords(text), rule.annotations),
};

local groups(sourceUid) = [
  {
    orgId: 1,
    name: group.name,
    folder: 'Memcg kmem leak',
    interval: if std.objectHas(group, 'interval') then group.interval else '1m',
    rules: [
      if std.objectHas(rule, 'alert') then alerting(rule, sourceUid) else recording(rule, sourceUid)
      for rule in group.rules
    ],
  }
  for group in ruleGroups
];

// In Terraform's texts these two begin a template.
local asTerraform(text) = std.strReplace(std.strReplace(text, '${', '$${'), '%{', '%%{');

local terraformRule(rule) = {
  name: rule.title,
  uid: rule.uid,
  [if std.objectHas(rule, 'record') then 'record']: [rule.record { target_datasource_uid: '${var.memcg_kmem_prometheus_uid}' }],
  [if !std.objectHas(rule, 'record') then 'condition']: rule.condition,
  [if !std.objectHas(rule, 'record') then 'no_data_state']: rule.noDataState,
  [if !std.objectHas(rule, 'record') then 'exec_err_state']: rule.execErrState,
  [if std.objectHas(rule, 'for') then 'for']: rule['for'],
  [if std.objectHas(rule, 'keepFiringFor') then 'keep_firing_for']: rule.keepFiringFor,
  [if std.objectHas(rule, 'labels') then 'labels']: rule.labels,
  [if std.objectHas(rule, 'annotations') then 'annotations']: std.mapWithKey(function(_, text) asTerraform(text), rule.annotations),
  data: [
    {
      ref_id: each.refId,
      datasource_uid: each.datasourceUid,
      relative_time_range: [each.relativeTimeRange],
      model: asTerraform(std.toString(each.model)),
    }
    for each in rule.data
  ],
};

{
  provisioning: { apiVersion: 1, groups: groups('prometheus') },

  terraform: {
    variable: { memcg_kmem_prometheus_uid: { type: 'string', description: 'UID of the Prometheus data source that holds the nodes and takes what is recorded.' } },
    resource: {
      grafana_folder: { memcg_kmem: { title: 'Memcg kmem leak' } },
      grafana_rule_group: {
        [std.strReplace(std.strReplace(group.name, '.', '_'), '-', '_')]: {
          name: group.name,
          folder_uid: '${grafana_folder.memcg_kmem.uid}',
          interval_seconds: seconds(group.interval),
          rule: [terraformRule(rule) for rule in group.rules],
        }
        for group in settled(groups('${var.memcg_kmem_prometheus_uid}'))
      },
    },
  },
}
