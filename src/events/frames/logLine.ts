import { type Occurrence } from '../pasted/eventCollection';

/** Where a line belongs, as far as the text around it told. */
export interface LineContext {
  node?: string;
  namespace?: string;
  pod?: string;
  reason?: string;
  /** When the line was written, where its source tells; a time in the line itself wins. Unix seconds. */
  lastSeen?: number;
}

const isoTime = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{5,8}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9:]{2,6})?';
const syslog = new RegExp(
  `^(?:[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}|(${isoTime})) ([A-Za-z0-9._-]{1,253}) [A-Za-z0-9._@/-]{1,64}(?:\\[[0-9]{1,10}\\])?: `
);
// What kubectl logs --timestamps, the CRI log format and logcli write before a line.
const logClock = new RegExp(`^${isoTime}[ \\t](?:(?:stdout|stderr) [FP] )?(?:\\{[^}]{0,1024}\\} )?`);
const kernelClock = /^\[(?: *[0-9]{1,12}\.[0-9]{1,9}|[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4})\] /;
const klog = /^[IWEF][0-9]{4} [0-9:.]{8,18} +[0-9]{1,10} [A-Za-z0-9_.-]{1,128}:[0-9]{1,6}\] /;
const podOf = /\bpod="([a-z0-9.-]{1,63})\/([a-z0-9.-]{1,253})"/;
const describedMessage = /^\s{1,16}Message:\s{1,32}/;
// Older kubelets: Error syncing pod <uid> ("<pod>_<namespace>(<uid>)")
const olderPodOf = /"([a-z0-9.-]{1,253})_([a-z0-9.-]{1,63})\([0-9a-f-]{8,64}\)"/;

/** The line without the time that a log reader put before it. */
export const withoutLogClock = (line: string): string => line.replace(logClock, '');

/** Takes the prefixes of syslog, journald, dmesg and klog off a line and keeps the node, time and pod they name. */
export function readLogLine(line: string, context: LineContext = {}): Occurrence {
  const host = syslog.exec(line);
  const message = line
    .slice(host?.[0].length ?? 0)
    .replace(kernelClock, '')
    .replace(klog, '')
    .replace(describedMessage, '');
  const [, namespace, pod] = podOf.exec(message) ?? [];
  const [, olderPod, olderNamespace] = olderPodOf.exec(message) ?? [];
  return {
    node: host?.[2] ?? context.node,
    namespace: namespace ?? olderNamespace ?? context.namespace,
    pod: pod ?? olderPod ?? context.pod,
    reason: context.reason,
    lastSeen: secondsOf(host?.[1]) ?? context.lastSeen,
    message,
  };
}

function secondsOf(time: string | undefined): number | undefined {
  const milliseconds = time === undefined ? NaN : Date.parse(time.replace(',', '.'));
  return Number.isFinite(milliseconds) ? Math.floor(milliseconds / 1000) : undefined;
}
