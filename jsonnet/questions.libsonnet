// Every question that the plugin asks, by the set in which it is asked: of the fleet, of one node, of what an installation
// delivers, for the plan, of the rules that are loaded, and to try a Loki.
//   kind            instant or range (PromQL), logs (LogQL) or rules
//   expr            the template; absent where other knowledge makes the query
//   pieces          of a growth, what it is put together from
//   parts           the same in parts, for where it would be too long for an address: the first that has a series says
//                   what it is; of several that stand for one, the largest. Without an "expr" that is all of them by "or"
//   after           whose answers decide what this one asks: it is sent when they have come, or will not come
//   isNeeded        no verdict is given while it is awaited
//   isOptional      no answer is as good as a no, so the page does not speak of it
//   timeoutSeconds  how long it is waited for, where that is less than usual
local coverage = import 'coverage.libsonnet';
local settled = import 'lib/settled.libsonnet';
local nodeQueries = import 'nodeQueries.libsonnet';
local planQueries = import 'planQueries.libsonnet';
local queries = settled((import 'queries.libsonnet').queries);

local question = { after: [], isNeeded: false };
local complete(questions) = { [id]: question + questions[id] for id in std.objectFields(questions) };
// Asked of one node as they are asked of the fleet, whose templates they take.
local alsoOfNode = {
  [id]: { kind: queries[id].kind, after: if id == 'homes' then ['where'] else nodeQueries.afterExporters, isNeeded: true }
  for id in ['homes', 'facts', 'slabGrowth', 'cgroupGrowth', 'history']
};

{
  fleet: complete(queries),
  node: complete(nodeQueries.queries + alsoOfNode),
  coverage: complete(
    {
      [id]: { kind: 'instant', isNeeded: id == 'present' }
            + (local asked = coverage.queries[id]; if std.isArray(asked) then { parts: asked } else { expr: asked })
      for id in std.objectFields(coverage.queries)
    }
    + { pipelines: { kind: 'instant', expr: '<pipelines>' } }
  ),
  plan: complete(planQueries.queries),
  rules: complete({ rules: { kind: 'rules', isNeeded: true, timeoutSeconds: 30 } }),
  logs: complete({
    events: { kind: 'logs', isNeeded: true },
    anyLine: { kind: 'logs', after: ['events'] },
  }),
}
