// Thresholds that cannot be used, in words; the configuration page refuses the same (src/diagnosis/thresholdProblems.ts).
local figures = import '../figures.libsonnet';
local facts = import '../thresholds.libsonnet';

local units = { [each.id]: each.unit for each in facts };
local wholeUnits = ['minutes', 'seconds', 'count'];

local problemOf(id, value) =
  if !std.objectHas(units, id) then 'is not known'
  // A place that is filled in later: see ruleTemplate.libsonnet.
  else if std.isString(value) then null
  else if !std.isNumber(value) || value <= 0 then 'must be a number above 0'
  else if units[id] == 'ratio' && value > 1 then 'is a ratio: at most 1'
  else if std.member(wholeUnits, units[id]) && std.floor(value) != value then 'must be a whole number of ' + units[id]
  else null;

local contradiction(thresholds, pair) =
  local low = thresholds[pair[0]], high = thresholds[pair[1]];
  if std.isNumber(low) && std.isNumber(high) && low > high then
    ['thresholds.%s (%g) must not lie above thresholds.%s (%g)' % [pair[0], low, pair[1], high]]
  else [];

function(thresholds) [
  'thresholds.%s: %s %s' % [id, std.toString(thresholds[id]), problemOf(id, thresholds[id])]
  for id in std.objectFields(thresholds)
  if problemOf(id, thresholds[id]) != null
] + std.flatMap(function(pair) contradiction(thresholds, pair), figures.thresholdOrder)
