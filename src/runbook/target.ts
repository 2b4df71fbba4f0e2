import { type NodeKey } from '../diagnosis/evidence';
import { quote } from './quote';

/** How the commands name the node they are for. */
export interface Target {
  /** As the last arguments of kubectl. */
  argument: string;
  /** As one word that no program takes for an option where an option asks for its value. */
  word: string;
  /** As `node/<name>`. */
  resource: string;
  /** As the value of a field selector on `spec.nodeName`. */
  fieldSelector: string;
}

/** For reading ahead: the shell variable NODE stands for the name. */
export const anyNode: Target = {
  argument: '"$NODE"',
  word: '"$NODE"',
  resource: 'node/"$NODE"',
  fieldSelector: 'spec.nodeName="$NODE"',
};

/** A terminal may act on control characters in pasted text before any shell quotes them: such a name is not filled in. */
export function targetOf(key: NodeKey | undefined): Target {
  if (!key || !isPasteable(key.node)) {
    return anyNode;
  }
  const { node } = key;
  return {
    argument: node.startsWith('-') ? `-- ${quote(node)}` : quote(node),
    word: quote(node),
    resource: quote(`node/${node}`),
    fieldSelector: quote(`spec.nodeName=${node.replace(/[\\,=]/g, '\\$&')}`),
  };
}

export function isPasteable(name: string): boolean {
  return name !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name);
}
