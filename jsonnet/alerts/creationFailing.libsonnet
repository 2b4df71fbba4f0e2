// The gravest alert: memory cgroups are refused on a node now.
local annotations = import '../lib/annotations.libsonnet';
local template = import '../lib/template.libsonnet';

function(config)
  local fill = template.filler(config);
  local texts = annotations(config);
  // Through gaps, where it had been so for at least three evaluations; a boot ends it at once, which keep_firing_for would not.
  local held(metric, span) = |||
    %(metric)s
    or on (<cluster>, node)
    (
      last_over_time(%(metric)s[%(span)s])
      and count_over_time(%(metric)s[%(span)s]) >= 3
      unless on (<cluster>, node) node:memcg_kmem_booted_lately:seconds
    )
  ||| % { metric: metric, span: span };
  // Of names that several machines go by, which nothing tells apart, the alert says so by a label.
  local perMachine(expr) = |||
    (%(expr)s unless on (<cluster>, node) node:memcg_kmem_machines_of_name:count)
    or on (<cluster>, node)
    label_replace((%(expr)s and on (<cluster>, node) node:memcg_kmem_machines_of_name:count), "machines", "several", "", "")
  ||| % { expr: '(\n%s)' % expr };

  {
    alert: 'MemcgKmemCreationFailing',
    expr: fill(perMachine(held('node:memcg_kmem_creation_failing:bool', config.creationFailingHold))),
    'for': config.creationFailingFor,
    labels: { severity: 'critical' },
    annotations: {
      summary: 'Memory cgroups cannot be created on a node: new pods fail there.',
      description:
        'The kubelet on {{ if $labels.machines }}one of the nodes called {{ end }}%s cannot create memory cgroups%s, so no new pod starts there; running pods go on. %s'
        % [texts.where, texts.figure('node:memcg_kmem_memory_available:ratio', 'humanizePercentage', ' although ', ' of its memory is available'), texts.likelyCause('Cordon the node, then follow the runbook.')],
    } + texts.links(texts.causeFix),
  }
