import { type NodeKey } from '../../diagnosis/evidence';

/** Finds nodes by the names that logs and people use for them: in any case, with their domain or without. */
export class NodeNames {
  private readonly byName = new Map<string, NodeKey[]>();
  private readonly byShortName = new Map<string, NodeKey[]>();

  constructor(keys: readonly NodeKey[]) {
    keys.forEach((key) => this.add(key));
  }

  add(key: NodeKey, name = key.node): void {
    const lower = name.toLowerCase();
    put(this.byName, lower, key);
    put(this.byShortName, shortName(lower), key);
  }

  /** All nodes that the name may mean. */
  find(name: string): readonly NodeKey[] {
    const lower = name.toLowerCase();
    const short = this.byShortName.get(shortName(lower)) ?? [];
    return this.byName.get(lower) ?? short.filter(({ node }) => isShort(lower) || isShort(node));
  }
}

function put(keys: Map<string, NodeKey[]>, name: string, key: NodeKey): void {
  const known = keys.get(name);
  if (!known) {
    keys.set(name, [key]);
  } else if (!known.includes(key)) {
    known.push(key);
  }
}

const address = /^[0-9.]+$|:/;
const isShort = (name: string): boolean => !name.includes('.') || address.test(name);

function shortName(name: string): string {
  return isShort(name) ? name : name.slice(0, name.indexOf('.'));
}
