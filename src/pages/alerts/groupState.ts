import { type GroupCheck, type RuleCheck } from '../../rules/checkRules';

export type GroupState = 'failing' | 'missing' | 'partly' | 'stale' | 'different' | 'leftover' | 'waiting' | 'fine';

/** Evaluations that may be missed, on a server that restarts or whose clock differs, before a group counts as stale. */
const missedRuns = 3;
const graceSeconds = 300;

/** The gravest thing that can be said of a group. */
export function groupState(group: GroupCheck, atSeconds: number): GroupState {
  const { rules } = group;
  const is = (state: RuleCheck['state']) => rules.some((rule) => rule.state === state);
  if (rules.some(({ health }) => health === 'err')) {
    return 'failing';
  }
  if (is('missing')) {
    return rules.every(({ state }) => state === 'missing') ? 'missing' : 'partly';
  }
  if (isStale(group, atSeconds)) {
    return 'stale';
  }
  if (is('leftover')) {
    return 'leftover';
  }
  if (is('different')) {
    return 'different';
  }
  return rules.some(({ health }) => health !== 'ok') ? 'waiting' : 'fine';
}

/** Worth a line of its own. */
export function isNotable({ state, health }: RuleCheck): boolean {
  return state !== 'same' || health === 'err';
}

function isStale({ lastEvaluationSeconds, intervalSeconds }: GroupCheck, atSeconds: number): boolean {
  return (
    lastEvaluationSeconds !== undefined &&
    intervalSeconds !== undefined &&
    atSeconds - lastEvaluationSeconds > missedRuns * intervalSeconds + graceSeconds
  );
}
