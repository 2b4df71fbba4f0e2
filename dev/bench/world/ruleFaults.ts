import { parse } from 'yaml';
import { hour } from '../../fleet/curves';

interface Rule {
  record?: string;
  alert?: string;
  expr: string;
}

export interface RuleFile {
  groups: Array<{ name: string; rules: Rule[] }>;
}

/** A way in which rules that were installed come to tell less than they should. */
export interface RuleFault {
  id: string;
  rules: RuleFile;
}

/** Prometheus keeps so many hours and a store behind it the rest; the rules are evaluated where little is kept. */
const shortStoreHours = 6;

/**
 * The rules whole; each group of recording rules absent, which is also what is left of one whose every rule fails; and
 * evaluated where an offset beyond a few hours finds nothing.
 */
export function ruleFaults(text: string): RuleFault[] {
  const whole = parse(text) as RuleFile;
  const recording = whole.groups.filter(({ rules }) => rules.every(({ record }) => record !== undefined));
  return [
    { id: 'whole', rules: whole },
    ...recording.map(({ name }) => ({
      id: `without ${name}`,
      rules: { groups: whole.groups.filter((group) => group.name !== name) },
    })),
    {
      id: `a store of ${shortStoreHours} hours`,
      rules: {
        groups: whole.groups.map((group) => ({
          ...group,
          rules: group.rules.map((rule) => ({ ...rule, expr: withoutLongOffsets(rule.expr) })),
        })),
      },
    },
  ];
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: hour, d: 24 * hour, w: 168 * hour };

/** What lies beyond the store is asked for in a year in which there was nothing. */
function withoutLongOffsets(expr: string): string {
  return expr.replace(/ offset (\d+)([smhdw])/g, (asWritten, amount: string, unit: string) =>
    Number(amount) * (seconds[unit] ?? 0) > shortStoreHours * hour ? ' offset 20y' : asWritten
  );
}
