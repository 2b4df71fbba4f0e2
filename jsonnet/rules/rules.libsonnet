// Recording rules: one series per (<cluster>, node) for every signal and for what the alerts ask. The page works
// without them. Groups run side by side: what must be as fresh as the alert about failing creation is in the first.
local creation = import 'creation.libsonnet';
local growth = import 'growth.libsonnet';
local slab = import 'slab.libsonnet';

{
  prometheusRules+:: {
    groups+: [creation($._config), slab($._config), growth($._config)],
  },
}
