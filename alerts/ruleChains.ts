// How long what an exporter says takes through the rule groups. Each group is evaluated at a moment of its own: what it
// reads of another group is up to an interval of that old. Within a group, rules see what those before them have recorded.
export interface ChainRule {
  record?: string;
  alert?: string;
  expr: string;
}

export interface ChainGroup {
  name: string;
  interval?: string;
  rules: ChainRule[];
}

/** The worst way to a rule: the groups it leads through, and the sum of their intervals. */
export interface Chain {
  minutes: number;
  groups: string[];
}

interface Place {
  group: ChainGroup;
  rule: ChainRule;
  index: number;
}

/** The longest to the rule of this name.
 * @param from what the way begins with: any rule if absent, else those whose expression says so */
export function longestChain(groups: readonly ChainGroup[], name: string, from = /(?:)/): Chain | undefined {
  const places = groups.flatMap((group) => group.rules.map((rule, index): Place => ({ group, rule, index })));
  const known = new Map<ChainRule, Chain | undefined>();

  const chainTo = (place: Place): Chain | undefined => {
    const { group, rule } = place;
    if (!known.has(rule)) {
      const own = from.test(rule.expr) ? [chainOf(group)] : [];
      const others = places
        .filter((each) => isSeenBy(each, place))
        .flatMap((each) => extended(chainTo(each), each, group));
      known.set(rule, longest([...own, ...others]));
    }
    return known.get(rule);
  };
  const found = places.find(({ rule }) => (rule.record ?? rule.alert) === name);
  return found && chainTo(found);
}

const chainOf = (group: ChainGroup): Chain => ({ minutes: minutesOf(group), groups: [group.name] });

function extended(chain: Chain | undefined, last: Place, group: ChainGroup): Chain[] {
  if (!chain || last.group === group) {
    return chain ? [chain] : [];
  }
  return [{ minutes: chain.minutes + minutesOf(group), groups: [...chain.groups, group.name] }];
}

function longest(chains: readonly Chain[]): Chain | undefined {
  return chains.reduce<Chain | undefined>(
    (best, each) => (best && best.minutes > each.minutes ? best : each),
    undefined
  );
}

/** What stands later in the same group is read as it was: a rule's own past. */
function isSeenBy({ group, rule: { record }, index }: Place, reader: Place): boolean {
  return record !== undefined && (group !== reader.group || index < reader.index) && reads(reader.rule.expr, record);
}

function reads(expr: string, record: string): boolean {
  const named = [...expr.matchAll(/[a-z_]+:[a-z0-9_]+:[a-z0-9_]+/g)].some(([name]) => name === record);
  return (
    named || [...expr.matchAll(/__name__=~"([^"]+)"/g)].some(([, names]) => new RegExp(`^(?:${names})$`).test(record))
  );
}

/** A group without an interval has the server's: a minute in Prometheus, unless it is set. */
function minutesOf({ interval = '1m' }: ChainGroup): number {
  const [, amount, unit] = /^(\d+)([sm])$/.exec(interval) ?? [];
  return Number(amount) / (unit === 's' ? 60 : 1);
}
