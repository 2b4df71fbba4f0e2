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

  // What the rules record it as.
  recordedFloor(span, ago):: 'node:memcg_kmem_memory_cgroups_floor%dh_ago%dh:min' % [span.hours, ago * span.hours],

  // floorOf(span, ago) and "count" give a row for each "key". All that is compared must be of the running boot; a node whose
  // boot time nobody tells shows by falling that it has booted.
  growth(count, floorOf, uptime, key)::
    local on = 'on (<cluster>, %s)' % key;
    local rise(span, number) = 'label_replace(%s - %s, "rise", "%d", "", "")' % [floorOf(span, number), floorOf(span, number + 1), number];
    local smallest(span) = 'min by (<cluster>, %s) (\n%s\n) * %d\nand %s %s\nunless %s (%s <= %d)' % [
      key,
      std.join('\nor\n', [rise(span, number) for number in std.range(0, rises - 1)]),
      24 / span.hours,
      on,
      floorOf(span, rises),
      on,
      uptime,
      (rises + 1) * span.hours * 3600,
    ];
    local isNear(span) = if std.objectHas(span, 'limitWithinDays') then ' >= %s %g * (<memcgIdLimit> - %s)' % [on, 1 / span.limitWithinDays, count] else '';
    'max by (<cluster>, %s) (\n%s\n)' % [key, std.join('\nor\n', [
      'label_replace((\n%s\n)%s, "span", "%dh", "", "")' % [smallest(span), isNear(span), span.hours]
      for span in spans
    ])],
}
