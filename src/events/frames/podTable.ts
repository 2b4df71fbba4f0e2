import { type EvidenceCollection } from '../pasted/evidenceCollection';
import { type WaitingPod } from '../pasted/pastedEvidence';
import { parseAge } from './age';
import { type LineContext } from './logLine';
import { isWaitingReason } from './waitingReasons';

const longestRow = 2048;
const row =
  /^(?:([a-z0-9-]{1,63})\s{1,64})?([a-z0-9][a-z0-9.-]{0,252})\s{1,300}[0-9]{1,4}\/[0-9]{1,4}\s{1,16}([A-Z][\w:,/-]{1,64})\s{1,64}[0-9]{1,9}(?: \([0-9a-z]{1,16} ago\))?\s{1,32}((?:[0-9]{1,6}[ydhms]){1,4})\s{1,16}(\S{1,64})\s{1,64}([a-z0-9]\S{0,252})(?:\s|$)/;

export const isPodRow = (line: string): boolean => line.length <= longestRow && row.test(line);

/** A row of `kubectl get pods -o wide`, with `-A` or without; told by itself, since a grep leaves no header. */
export function parsePodRow(line: string, context: LineContext, evidence: EvidenceCollection): boolean {
  const found = line.length > longestRow ? undefined : row.exec(line);
  const [, namespace = context.namespace, pod, status = '', age = '', ip = '', node] = found ?? [];
  if (pod === undefined || node === undefined) {
    return false;
  }
  evidence.addPod({ namespace, pod, node, waits: waitingIn(status, age, ip) });
  return true;
}

/** A pod without an address has no sandbox yet, whether its first container or its init containers are to come. */
function waitingIn(status: string, age: string, ip: string): WaitingPod | undefined {
  const reason = status.startsWith('Init:0/') && ip === '<none>' ? 'ContainerCreating' : status.replace(/^Init:/, '');
  return isWaitingReason(reason) ? { reason, ageSeconds: parseAge(age) } : undefined;
}
