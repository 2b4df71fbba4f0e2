import { random, seedOf } from './curves';

/** A pod bound to a node. `pod_ip` is empty while it has no sandbox. */
export interface PodOnNode {
  namespace: string;
  name: string;
  uid: string;
  podIp: string;
  ownerKind: 'DaemonSet' | 'ReplicaSet' | 'StatefulSet' | 'Job';
  ownerName: string;
  createdSeconds: number;
  /** Its containers have ended well; its row stays, with its address, until it is removed. */
  succeededSeconds?: number;
  removedSeconds?: number;
  hostNetwork: boolean;
  waiting: WaitingContainer[];
}

export interface WaitingContainer {
  name: string;
  isInit: boolean;
  reason: string;
  sinceSeconds: number;
}

type Named = Pick<PodOnNode, 'namespace' | 'ownerKind' | 'ownerName' | 'createdSeconds'> & { name: string };

export function pod(named: Named, details: Partial<PodOnNode> = {}): PodOnNode {
  return { uid: uidOf(named.name), podIp: podIpOf(named.name), hostNetwork: false, waiting: [], ...named, ...details };
}

/** A pod without a sandbox: its cgroup is refused, so none of its containers was ever created. */
export function containerCreating(named: Named, container: string, details: Partial<PodOnNode> = {}): PodOnNode {
  const waiting = [{ name: container, isInit: false, reason: 'ContainerCreating', sinceSeconds: named.createdSeconds }];
  return pod(named, { podIp: '', waiting, ...details });
}

const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** The random tail that Kubernetes gives to a pod's name. */
export function podSuffix(text: string, length = 5): string {
  const seed = seedOf(text);
  return Array.from({ length }, (_, i) => suffixLetters[Math.floor(random(seed, i) * suffixLetters.length)]).join('');
}

export function uidOf(text: string): string {
  const seed = seedOf(text);
  const hex = (n: number, digits: number) =>
    Math.floor(random(seed, n) * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
      .slice(0, digits);
  return `${hex(1, 8)}-${hex(2, 4)}-4${hex(3, 3)}-a${hex(4, 3)}-${hex(5, 8)}${hex(6, 4)}`;
}

function podIpOf(text: string): string {
  const seed = seedOf(text);
  return `10.233.${64 + Math.floor(random(seed, 7) * 64)}.${1 + Math.floor(random(seed, 8) * 253)}`;
}
