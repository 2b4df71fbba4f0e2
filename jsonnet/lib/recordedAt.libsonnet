// What the groups record beside their series: of which moment each series tells, by cluster, so that nobody takes a series
// that is not there yet for one that has no rows.
//
// A group that runs is not enough: what it read may not have been recorded, by a group that has not run yet, fails, is
// missing or is of an older version. So each group notes first what its inputs tell of, and last, under the name of each of
// its series, the oldest of those moments: when the exporters were looked at whom the series has rows for. Nothing is noted
// of a series whose inputs are not all there, nor of one whose own rule fails. The one moment that all start from is that of
// instance:memcg_kmem_node:info.
local recorded = import '../recorded.libsonnet';
local recording = import 'recording.libsonnet';
local settled = import 'settled.libsonnet';
local slabMoments = import 'slabMoments.libsonnet';
local signals = settled((import '../signals.libsonnet').signals);

local idOf(group) = std.strReplace(std.strReplace(std.strReplace(group.name, 'memcg-kmem.', ''), '.rules', ''), '-', '_');
local reads(expr, name) = std.strReplace(expr, name, '') != expr;
local alternatives(names) = std.join('|', names);
// Recorded of the nodes by themselves; the page reads it beside the signals.
local alsoRead = [
  'instance:memcg_kmem_node:info',
  'node:memcg_kmem_kernel_release:info',
  'node:memcg_kmem_state:info',
  'node:memcg_kmem_suspect:bool',
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
        else if names == [] && !std.member(own, nodeOf) then [nodeOf]
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
      '{__name__=~"%s",series=~"%s"}' % [rules.notesOf('(%s)' % alternatives(of)), alternatives(names)];
    local oldestOf(names) =
      local oldest = 'min by (<cluster>) (%s)' % rowsOf(names);
      if std.length(names) == 1 then oldest
      else '%s\nand on (<cluster>) count by (<cluster>) (max by (<cluster>, series) (%s)) == %d' % [oldest, rowsOf(names), std.length(names)];

    // A rule that fails leaves its series without rows where there is something to record: whose the rows would be.
    local days(floor) = '%s and on (<cluster>, node) %s and on (<cluster>, node) (%s > %d)' % [floor(0), floor(3), moments.uptime, 4 * 86400];
    local dueRows = {
      [recorded.slabSteadyGrowthBytesPerDay]: days(function(ago) moments.floor({ hours: 24 }, ago)),
      [recorded.memoryCgroupsGrowthPerDay]: days(function(ago) 'node:memcg_kmem_memory_cgroups_floor24h_ago%dh:min' % (24 * ago)),
      [recorded.podStarts1d]: recorded.podStarts15m,
    };
    local dueOf(name) =
      if std.objectHas(dueRows, name) then dueRows[name]
      else if std.objectHas(signalOf, name) then signals[signalOf[name]].expr
      else null;
    local unlessMissing(name) =
      local due = dueOf(name);
      if due == null then ''
      else ' unless on (<cluster>) (count by (<cluster>) (%s) unless on (<cluster>) count by (<cluster>) (%s))' % [due, name];

    [
      local group = groups[i];
      local id = idOf(group);
      local inputs = allInputs[id];
      local sets = std.set([alternatives(inputs[name]) for name in records(group) if isRead(name) && inputs[name] != []]);
      local numberOf = settled({ [sets[i]]: i for i in std.range(0, std.length(sets) - 1) });
      local inputsName = 'group:memcg_kmem_%s_inputs:seconds' % id;
      // For every cluster that has exporters, and once for all.
      local now = '(count by (<cluster>) (%s) * 0 + time() or vector(time()))' % nodeOf;
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
