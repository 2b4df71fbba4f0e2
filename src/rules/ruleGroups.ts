import knowledge from '../knowledge/rules.json';
import { type Settings } from '../signals/settings/settings';
import { kernelTable } from '../kernel/kernelTable';
import { fillTemplate, quoteForPromQL } from '../signals/questions/template';

export interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export interface RuleGroup {
  name: string;
  interval?: string;
  rules: Rule[];
}

/** How the rules of an installation learn of refused memory cgroups. */
export type RuleEvents = 'auto' | keyof typeof knowledge.events;

/** What the rules are filled with. */
export interface Installation {
  settings: Settings;
  /** Where this Grafana is reached, without a slash at the end. */
  grafanaUrl: string;
}

// Expressions by rule name; null: with these events there is no such rule.
type Changes = Readonly<Record<string, string | null>>;

export const objectDefaults: Readonly<{ name: string; labels: Readonly<Record<string, string>> }> = knowledge.object;

/**
 * An expression of one's own, and events in Loki, are for the page only: no rule can be made of them. What else may be
 * there is then still taken.
 */
export function ruleEvents({ events: { source, preset } }: Settings): RuleEvents {
  if (source === 'none') {
    return 'none';
  }
  return source === 'loki' || preset === 'custom' ? 'auto' : preset;
}

/** The bundle's rules with the selectors, thresholds and addresses of this installation. */
export function installedRules(installation: Installation): RuleGroup[] {
  const events = ruleEvents(installation.settings);
  const changes: Changes = events === 'auto' ? {} : knowledge.events[events];
  const fill = filler(installation);
  return (knowledge.groups as RuleGroup[]).map((group) => ({
    ...group,
    rules: group.rules.flatMap((rule) => filledRule(rule, changes, fill)),
  }));
}

/** The example of route and inhibition rules, for the same labels. */
export function alertmanagerExample(installation: Installation): string {
  return filler(installation)(knowledge.alertmanager);
}

export function ruleName({ record, alert }: Pick<Rule, 'record' | 'alert'>): string {
  return record ?? alert ?? '';
}

type Fill = (template: string) => string;

function filler({ settings, grafanaUrl }: Installation): Fill {
  const places = { ...kernelPlaces(), grafanaUrl };
  return (template) => fillTemplate(template, settings, places);
}

/** Rules name a row of the kernel table by its place in it: jsonnet/rules/kernelClasses.libsonnet. */
function kernelPlaces(): Record<string, string> {
  return Object.fromEntries(
    kernelTable.rows.map(({ id, pattern, class: verdict }, place) => [
      `kernel${place}`,
      `${quoteForPromQL(pattern)}"}, "says", "${id} ${verdict}`,
    ])
  );
}

function filledRule(rule: Rule, changes: Changes, fill: Fill): Rule[] {
  const name = ruleName(rule);
  const expr = Object.hasOwn(changes, name) ? changes[name] : rule.expr;
  if (typeof expr !== 'string') {
    return [];
  }
  const { labels, annotations } = rule;
  return [
    {
      ...rule,
      expr: fill(expr),
      ...(labels && { labels: filledTexts(labels, fill) }),
      ...(annotations && { annotations: filledTexts(annotations, fill) }),
    },
  ];
}

function filledTexts(texts: Readonly<Record<string, string>>, fill: Fill): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, template]) => [name, fill(template)]));
}
