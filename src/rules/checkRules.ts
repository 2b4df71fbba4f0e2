import { type LoadedGroup, type LoadedRule } from '../signals/loadedRules';
import { type Rule, type RuleGroup, ruleName } from './ruleGroups';
import { durationMs, isSamePromQL } from './samePromQL';

/** `leftover`: named as one of ours, but this version of the bundle has no such rule. */
export type RuleState = 'same' | 'different' | 'missing' | 'leftover';

export interface RuleCheck {
  kind: 'record' | 'alert';
  name: string;
  state: RuleState;
  /** What differs from what this version and these settings would load. */
  differs: Array<'expr' | 'for'>;
  health?: LoadedRule['health'];
  lastError?: string;
}

export interface GroupCheck {
  name: string;
  rules: RuleCheck[];
  lastEvaluationSeconds?: number;
  evaluationSeconds?: number;
  intervalSeconds?: number;
}

export interface RulesCheck {
  verdict: RulesVerdict;
  groups: GroupCheck[];
}

/** The gravest first: what is not evaluated is worth more than what is evaluated otherwise. */
export type RulesVerdict =
  | { kind: 'none' }
  | { kind: 'partly'; missing: number; expected: number }
  | { kind: 'unhealthy'; failing: number }
  | { kind: 'twice'; groups: string[] }
  | { kind: 'different'; different: number; leftover: number }
  | { kind: 'loaded'; alerts: number; recordings: number; isEvaluated: boolean };

/** Compares what is loaded with what this version of the plugin and its settings would load. */
export function checkRules(expected: readonly RuleGroup[], loaded: readonly LoadedGroup[]): RulesCheck {
  const ours = loaded.filter((group) => group.rules.some(isOurs));
  const groups = expected.map((group) => groupCheck(group, ours));
  const leftovers = leftoverGroups(expected, ours);
  return { verdict: verdictOf([...groups, ...leftovers], ours), groups: [...groups, ...leftovers] };
}

export function isOurs({ kind, name }: Pick<LoadedRule, 'kind' | 'name'>): boolean {
  return kind === 'alert' ? name.startsWith('MemcgKmem') : /(?:^|:)memcg_kmem_/.test(name);
}

function groupCheck(expected: RuleGroup, loaded: readonly LoadedGroup[]): GroupCheck {
  const [named] = loaded.filter(({ name }) => name === expected.name);
  // Other versions may keep a rule in another group.
  const places = named ? [named, ...loaded.filter((group) => group !== named)] : loaded;
  return {
    name: expected.name,
    lastEvaluationSeconds: named?.lastEvaluationSeconds,
    evaluationSeconds: named?.evaluationSeconds,
    intervalSeconds: named?.intervalSeconds,
    rules: expected.rules.map((rule) => ruleCheck(rule, places)),
  };
}

function ruleCheck(expected: Rule, places: readonly LoadedGroup[]): RuleCheck {
  const kind = expected.alert === undefined ? 'record' : 'alert';
  const name = ruleName(expected);
  const loaded = places.flatMap(({ rules }) => rules).find((each) => each.kind === kind && each.name === name);
  if (!loaded) {
    return { kind, name, state: 'missing', differs: [] };
  }
  const differs = differences(expected, loaded);
  const { health, lastError } = loaded;
  return { kind, name, state: differs.length === 0 ? 'same' : 'different', differs, health, lastError };
}

function differences(expected: Rule, loaded: LoadedRule): RuleCheck['differs'] {
  const differs: RuleCheck['differs'] = [];
  if (!isSamePromQL(expected.expr, loaded.expr)) {
    differs.push('expr');
  }
  const holdsForMs = durationMs(expected.for ?? '');
  if (loaded.kind === 'alert' && loaded.holdsForSeconds !== undefined && loaded.holdsForSeconds * 1000 !== holdsForMs) {
    differs.push('for');
  }
  return differs;
}

function leftoverGroups(expected: readonly RuleGroup[], loaded: readonly LoadedGroup[]): GroupCheck[] {
  const known = new Set(expected.flatMap(({ rules }) => rules).map(ruleName));
  return loaded.flatMap(({ rules, ...group }) => {
    const leftovers = rules.filter((rule) => isOurs(rule) && !known.has(rule.name));
    const checks = leftovers.map(({ kind, name, health, lastError }): RuleCheck => {
      return { kind, name, state: 'leftover', differs: [], health, lastError };
    });
    return checks.length === 0 ? [] : [{ ...group, rules: checks }];
  });
}

function verdictOf(groups: readonly GroupCheck[], loaded: readonly LoadedGroup[]): RulesVerdict {
  const rules = groups.flatMap((group) => group.rules);
  const count = (state: RuleState) => rules.filter((rule) => rule.state === state).length;
  const missing = count('missing');
  const leftover = count('leftover');
  const expected = rules.length - leftover;
  const failing = rules.filter(({ health }) => health === 'err').length;
  const twice = groupsLoadedTwice(loaded);
  if (missing === expected) {
    return { kind: 'none' };
  }
  if (missing > 0) {
    return { kind: 'partly', missing, expected };
  }
  if (failing > 0) {
    return { kind: 'unhealthy', failing };
  }
  if (twice.length > 0) {
    return { kind: 'twice', groups: twice };
  }
  if (count('different') + leftover > 0) {
    return { kind: 'different', different: count('different'), leftover };
  }
  const alerts = rules.filter(({ kind }) => kind === 'alert').length;
  return {
    kind: 'loaded',
    alerts,
    recordings: expected - alerts,
    isEvaluated: rules.every(({ health }) => health === 'ok'),
  };
}

/** Names of groups that more than one file brings: every alert would be sent twice. */
function groupsLoadedTwice(loaded: readonly LoadedGroup[]): string[] {
  const names = loaded.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
