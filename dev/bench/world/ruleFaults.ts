import { hour, minute } from '../../fleet/curves';

interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
}

export interface RuleFile {
  groups: Array<{ name: string; rules: Rule[] }>;
}

/** A way in which rules that were installed come to tell less than they should. */
export interface RuleFault {
  id: string;
  rules: RuleFile;
  /** Rules that were evaluated so much earlier than the others, and are read by them. */
  late?: { rules: RuleFile; bySeconds: number };
  /** How far back the server that evaluates them sees. */
  seenSeconds?: number;
}

/** Prometheus keeps so many hours and a store behind it the rest; the rules are evaluated where little is kept. */
const shortStoreHours = 6;
/** A group that takes longer than its interval, and is yet within the lookback of five minutes. */
const lateSeconds = 4 * minute;

/**
 * The rules whole, and those of an earlier version; each group that records late, and absent, which is also what is
 * left of one whose every rule fails; and evaluated where little of the past is seen.
 */
export function ruleFaults(whole: RuleFile, older: RuleFile): RuleFault[] {
  const recording = whole.groups.filter(({ rules }) => rules.some(({ record }) => record !== undefined));
  const without = (name: string): RuleFile => ({ groups: whole.groups.filter((group) => group.name !== name) });
  return [
    { id: 'whole', rules: whole },
    { id: 'of 26 November, older than the page', rules: older },
    { id: `a store of ${shortStoreHours} hours`, rules: whole, seenSeconds: shortStoreHours * hour },
    ...recording.map(({ name }) => ({ id: `without ${name}`, rules: without(name) })),
    ...recording.map((group) => ({
      id: `${group.name} late`,
      rules: without(group.name),
      late: { rules: { groups: upTo(whole, group.name) }, bySeconds: lateSeconds },
    })),
  ];
}

/** A group reads none that stands after it. */
function upTo({ groups }: RuleFile, name: string): RuleFile['groups'] {
  return groups.slice(0, groups.findIndex((group) => group.name === name) + 1);
}
