import {
  alertmanagerExample,
  type Installation,
  installedRules,
  objectDefaults,
  type Rule,
  type RuleGroup,
} from './ruleGroups';
import { yamlText, type YamlValue } from './yamlText';

export const ruleFileIds = ['prometheusRule', 'ruleFile', 'alertmanager'] as const;
export type RuleFileId = (typeof ruleFileIds)[number];

export const ruleFileNames: Readonly<Record<RuleFileId, string>> = {
  prometheusRule: 'memcg-kmem.prometheusrule.yaml',
  ruleFile: 'memcg-kmem.rules.yaml',
  alertmanager: 'alertmanager.yml',
};

/** What the Prometheus Operator selects rules by. */
export interface ObjectPlace {
  labels: Readonly<Record<string, string>>;
  /** Empty: that of whoever applies it. */
  namespace: string;
}

export function ruleFileText(id: RuleFileId, installation: Installation, place: ObjectPlace): string {
  switch (id) {
    case 'prometheusRule':
      return yamlText(prometheusRule(installedRules(installation), place));
    case 'ruleFile':
      return yamlText({ groups: installedRules(installation).map(groupInOrder) });
    case 'alertmanager':
      return alertmanagerExample(installation);
  }
}

function prometheusRule(groups: readonly RuleGroup[], { labels, namespace }: ObjectPlace): YamlValue {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: objectDefaults.name, namespace: namespace || undefined, labels },
    spec: { groups: groups.map(groupInOrder) },
  };
}

// As one reads a rule: what it is called, what it asks, when it fires.
function groupInOrder({ name, interval, rules }: RuleGroup) {
  return { name, interval, rules: rules.map(ruleInOrder) };
}

function ruleInOrder({ record, alert, expr, for: holdsFor, keep_firing_for, labels, annotations }: Rule) {
  return { record, alert, expr, for: holdsFor, keep_firing_for, labels, annotations };
}
