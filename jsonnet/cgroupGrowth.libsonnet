// Growth of the number of memory cgroups within one boot of one machine, as PromQL templates.
//
// Where the floor of a span has risen three times running, the smallest of the rises, per day: daily rhythms, and what is
// reclaimed every night, fall in between. Of several spans the fastest growth counts. Rises within hours are heeded only where
// they leave less time than a daily rhythm takes to turn.
local spans = [
  { hours: 24, minutesBetween: 240 },
  { hours: 6, minutesBetween: 60 },
  { hours: 2, minutesBetween: 20, limitWithinDays: 0.5 },
];
local rises = 3;

{
  spans: spans,
  oldestFloor: rises,
  // "count" is an expression with a row for each exporter.
  floor(count, span, ago):: 'min_over_time((%s)[%dh:%dm]%s)' % [
    count,
    span.hours,
    span.minutesBetween,
    if ago == 0 then '' else ' offset %dh' % (ago * span.hours),
  ],

  // What the rules record it as, and the growth of one span: by exporter, since what compares floors needs no node.
  recordedFloor(span, ago):: 'instance:memcg_kmem_memory_cgroups_floor%dh_ago%dh:min' % [span.hours, ago * span.hours],
  recordedGrowth(span):: 'instance:memcg_kmem_memory_cgroups_growth%dh:per_day' % span.hours,

  // floorOf(span, ago) and "count" give a row for each "key". All that is compared must be of the running boot; a node whose
  // boot time nobody tells shows by falling that it has booted.
  growth(count, floorOf, uptime, key)::
    local each = self.overSpans(count, floorOf, uptime, key);
    'max by (<cluster>, %s) (\n%s\n)' % [key, std.join('\nor\n', [
      'label_replace(%s, "span", "%dh", "", "")' % [each[number], spans[number].hours]
      for number in std.range(0, std.length(spans) - 1)
    ])],
  // Of each span.
  overSpans(count, floorOf, uptime, key):: [
    local least = if self.hasLimit(span) then ' >= on (<cluster>, %s) %s' % [key, self.leastPerDay(span, count)] else '';
    '(\n%s\n)%s' % [self.growthOver(span, floorOf, uptime, key), least]
    for span in spans
  ],
  // Of one span. "among" keeps floors before anything is put together.
  growthOver(span, floorOf, uptime, key, among='')::
    local on = 'on (<cluster>, %s)' % key;
    local later(number) = if among == '' then floorOf(span, number) else '(%s and %s %s)' % [floorOf(span, number), on, among];
    local rise(number) = 'label_replace(%s - %s, "rise", "%d", "", "")' % [later(number), floorOf(span, number + 1), number];
    'min by (<cluster>, %s) (\n%s\n) * %d\nand %s %s\nunless %s (%s <= %d)' % [
      key,
      std.join('\nor\n', [rise(number) for number in std.range(0, rises - 1)]),
      24 / span.hours,
      on,
      floorOf(span, rises),
      on,
      uptime,
      (rises + 1) * span.hours * 3600,
    ],
  // How fast it must grow to be heeded; every growth is where there is no such limit.
  hasLimit(span):: std.objectHas(span, 'limitWithinDays'),
  leastPerDay(span, count):: '%g * (<memcgIdLimit> - %s)' % [1 / span.limitWithinDays, count],
}
