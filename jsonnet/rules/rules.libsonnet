// Recording rules: one series per (<cluster>, node) for every signal and for what the alerts ask. The page works
// without them. Groups are evaluated on their own, each at a moment of its own: what reads another group waits for up to an
// interval of that, what stands later in the same group does not wait. So whatever a chain runs through is in one group as far
// as that stays short, and what does not depend on each other is apart. alerts/ruleChains.test.ts holds the chains to their
// length. What must be as fresh as the alert about failing creation is all in "creation".
local recordedAt = import '../lib/recordedAt.libsonnet';

local groups(config) = std.flattenArrays([
  local made = group(config);
  if std.isArray(made) then made else [made]
  for group in [
    import 'exporters.libsonnet',
    import 'nodes.libsonnet',
    import 'kernels.libsonnet',
    import 'kernelClasses.libsonnet',
    import 'slab.libsonnet',
    import 'slabDays.libsonnet',
    import 'slabSteps.libsonnet',
    import 'slabHours.libsonnet',
    import 'cgroups.libsonnet',
    import 'memory.libsonnet',
    import 'cgroupFloors.libsonnet',
    import 'cgroupGrowth.libsonnet',
    import 'churn.libsonnet',
    import 'protection.libsonnet',
    import 'slabGrowth.libsonnet',
    import 'creation.libsonnet',
    import 'leaks.libsonnet',
    import 'states.libsonnet',
    import 'suspects.libsonnet',
  ]
]);

{
  local config = $._config,
  // The same whichever way events come: the plugin fills in what differs.
  local anyEvents = if config.eventPreset == 'auto' then groups(config) else groups(config { eventPreset: 'auto' }),

  prometheusRules+:: { groups+: recordedAt.noted(config, groups(config), anyEvents) },
}
