// What the groups record beside their series: of which moment each series tells, by cluster, so that nobody takes a series
// that is not there yet for one that has no rows.
//
// A group that runs is not enough: what it read may not have been recorded, by a group that has not run yet, fails, is
// missing or is of an older version. So each group notes first what its inputs tell of, and last, under the name of each of
// its series, the oldest of those moments: when the exporters were looked at whom the series has rows for. Nothing is noted
// of a series whose inputs are not all there, nor of one whose own rule fails. The one moment that all start from is that of
// the first group, which looks at the exporters.
local cgroupGrowth = import '../cgroupGrowth.libsonnet';
local recorded = import '../recorded.libsonnet';
local suspects = import '../suspects.libsonnet';
local recording = import 'recording.libsonnet';
local settled = import 'settled.libsonnet';
local slabMoments = import 'slabMoments.libsonnet';
local signals = (import '../signals.libsonnet').signals;

local idOf(group) = std.strReplace(std.strReplace(std.strReplace(group.name, 'memcg-kmem.', ''), '.rules', ''), '-', '_');
local reads(expr, name) = std.strReplace(expr, name, '') != expr;
local alternatives(names) = std.join('|', names);
// The same for a matcher, in as few bytes: Grafana's rules are asked over an address.
local matcherOf(names) =
  local prefix = 'node:memcg_kmem_', rest(name) = name[std.length(prefix):];
  local short = [rest(name) for name in names if std.startsWith(name, prefix)];
  if std.length(short) < 2 then alternatives(names)
  else alternatives([name for name in names if !std.startsWith(name, prefix)] + ['%s(%s)' % [prefix, alternatives(short)]]);
// Recorded of the nodes by themselves; the page reads it beside the signals.
local alsoRead = [
  'instance:memcg_kmem_node:info',
  'node:memcg_kmem_kernel_release:info',
  suspects.state,
  suspects.suspect,
  suspects.evidence,
  suspects.kernel,
  suspects.calmNodes,
];
local readByPage = std.set([recorded[id] for id in std.objectFields(recorded)] + alsoRead);
local signalOf = { [recorded[id]]: id for id in std.objectFields(recorded) };

{
  // "noted" with these notes in them; "groups" are the same groups as to what rests on what.
  noted(config, noted, unsettled)::
    local groups = settled(unsettled);
    local rules = recording(config);
    local moments = slabMoments(config);
    local nodeOf = rules.nodeOf;
    local records(group) = [rule.record for rule in group.rules];
    local groupOf = settled({ [name]: idOf(group) for group in groups for name in records(group) });
    local everything = std.objectFields(groupOf);

    // Series of other groups that each series of the group rests on, by way of the group's own too.
    // What rests on nothing else rests on the exporters' nodes.
    local inputsOf(group) =
      local own = records(group), others = std.setDiff(everything, std.set(own));
      local read = [
        std.set(
          [name for name in others if reads(group.rules[i].expr, name)] +
          std.flattenArrays([read[j] for j in std.range(0, i - 1) if reads(group.rules[i].expr, own[j])])
        )
        for i in std.range(0, std.length(own) - 1)
      ];
      local orNodeOf(names) =
        if std.length(names) > 1 then std.setDiff(names, [nodeOf])
        else if names == [] && !std.member(own, rules.byExporter) then [nodeOf]
        else names;
      { [own[i]]: orNodeOf(read[i]) for i in std.range(0, std.length(own) - 1) };
    local allInputs = settled({ [idOf(group)]: inputsOf(group) for group in groups });
    local readByGroups = std.set(std.flattenArrays([
      ofGroup[name]
      for ofGroup in std.objectValues(allInputs)
      for name in std.objectFields(ofGroup)
    ]));
    local isRead(name) = std.setMember(name, readByGroups) || std.setMember(name, readByPage);

    local rowsOf(names) =
      local of = std.set([groupOf[name] for name in names]);
      '{__name__=~"%s",series=~"%s"}' % [rules.notesOf('(%s)' % alternatives(of)), matcherOf(names)];
    local oldestOf(names) =
      local oldest = 'min by (<cluster>) (%s)' % rowsOf(names);
      if std.length(names) == 1 then oldest
      else '%s\nand on (<cluster>) count by (<cluster>) (max by (<cluster>, series) (%s)) == %d' % [oldest, rowsOf(names), std.length(names)];

    local count(rows) = 'count by (<cluster>) (%s)' % rows;
    // A rule that fails leaves its series without rows where there is something to record: whose the rows would be.
    local spans(floor, key, uptime, hours) =
      local on = 'and on (<cluster>, %s)' % key;
      '%s %s %s %s (%s > %d)' % [floor(0), on, floor(3), on, uptime, 4 * hours * 3600];
    local ofCgroups(span) =
      spans(function(ago) cgroupGrowth.recordedFloor(span, ago), 'instance', moments.uptimeOfExporter, span.hours);
    local growths = [span for span in cgroupGrowth.spans if !cgroupGrowth.hasLimit(span)];
    local dueRows = {
      [recorded.slabSteadyGrowthBytesPerDay]: spans(function(ago) moments.floor({ hours: 24 }, ago), 'node', moments.uptime, 24),
      [recorded.memoryCgroupsGrowthPerDay]: '%s and on (<cluster>, instance) %s' % [cgroupGrowth.recordedGrowth(growths[0]), nodeOf],
      [recorded.podStarts1d]: recorded.podStarts15m,
      [suspects.evidence]: suspects.suspect,
      [suspects.kernel]: suspects.suspect + ' and on (<cluster>, node) node:memcg_kmem_kernel_release:info',
      [suspects.calmNodes]: suspects.calm(),
    } + { [cgroupGrowth.recordedGrowth(span)]: ofCgroups(span) for span in growths };
    local dueOf(name) =
      if std.objectHas(dueRows, name) then count(dueRows[name])
      else if !std.objectHas(signalOf, name) then null
      else
        local signal = signals[signalOf[name]];
        if !std.objectHasAll(signal, 'due') then count(signal.expr)
        else if signal.due == [] then null
        else std.join('\nor\n', signal.due);
    local unlessMissing(name) =
      local due = dueOf(name);
      if due == null then ''
      // What exporters of a one-sided cluster tell is recorded in another one.
      else ' unless on (<cluster>) ((%s) unless on (<cluster>) %s unless on (<cluster>) %s{home!=""})' % [due, count(name), nodeOf];

    [
      local group = groups[i];
      local id = idOf(group);
      local inputs = allInputs[id];
      local sets = std.set([alternatives(inputs[name]) for name in records(group) if isRead(name) && inputs[name] != []]);
      local numberOf = settled({ [sets[i]]: i for i in std.range(0, std.length(sets) - 1) });
      local inputsName = 'group:memcg_kmem_%s_inputs:seconds' % id;
      // For every cluster that has exporters, and once for all.
      local now = '(%s * 0 + time() or vector(time()))' % rules.exportersOf;
      local momentOf(name) =
        if inputs[name] == [] then now
        else 'max by (<cluster>) (%s{inputs="%d"})' % [inputsName, numberOf[alternatives(inputs[name])]];
      noted[i] {
        rules: (
          if sets == [] then [] else [rules.record(inputsName, std.join('\nor\n', [
            'label_replace(%s, "inputs", "%d", "", "")' % [oldestOf(std.split(set, '|')), numberOf[set]]
            for set in sets
          ]))]
        ) + noted[i].rules + [
          rules.record(rules.notesOf(id), std.join('\nor\n', [
            'label_replace(%s%s, "series", "%s", "", "")' % [momentOf(name), unlessMissing(name), name]
            for name in records(group)
            if isRead(name)
          ])),
        ],
      }
      for i in std.range(0, std.length(groups) - 1)
    ],
}
