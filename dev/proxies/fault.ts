/** What goes wrong between a Grafana and a server, as data, so that a test can name it. */
export type Fault =
  /** Nobody listens. */
  | { kind: 'unreachable' }
  | { kind: 'slow'; delayMs: number }
  /** The server fails one question, as Prometheus says it. */
  | { kind: 'errorFor'; queryContains: string; errorType: string; error: string; status: number }
  /** The server, or what stands before it, refuses everything with this status and body. */
  | { kind: 'upstream'; status: number; body: string }
  | { kind: 'rulesRefused'; status: 403 | 404 }
  | { kind: 'malformed' }
  | SpoilingFault;

/** A good answer is changed on its way. */
export type SpoilingFault =
  | { kind: 'none' }
  | { kind: 'duplicate' }
  | { kind: 'hostile' }
  | { kind: 'empty' }
  | { kind: 'warning'; message: string };

const timedOut = { errorType: 'execution', error: 'query timed out', status: 422 } as const;
const refused = (status: number) => ({ kind: 'upstream', status, body: `<html><h1>${status}</h1></html>` }) as const;

/** Faults by the names that addresses, data sources and tests call them. */
export const faults = {
  none: { kind: 'none' },
  unreachable: { kind: 'unreachable' },
  // The page says after ten seconds that it waits: longer than that, by enough to be seen.
  slow: { kind: 'slow', delayMs: 14_000 },
  // The question fails whether it reads the signals or what the rules have recorded of them.
  'no-memory': { kind: 'errorFor', queryContains: '"unameRelease"', ...timedOut },
  'no-history': { kind: 'errorFor', queryContains: 'node_cgroups_cgroups', ...timedOut },
  'upstream-401': refused(401),
  'upstream-403': refused(403),
  'upstream-414': refused(414),
  'upstream-429': refused(429),
  'upstream-502': refused(502),
  'ha-pair': { kind: 'duplicate' },
  hostile: { kind: 'hostile' },
  empty: { kind: 'empty' },
  malformed: { kind: 'malformed' },
  'forbidden-rules': { kind: 'rulesRefused', status: 403 },
  'no-rules': { kind: 'rulesRefused', status: 404 },
  warning: { kind: 'warning', message: 'partial response: one store is away' },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as FaultName[];

export function faultNamed(name: string): Fault | undefined {
  const known = faultNames.find((each) => each === name);
  return known && faults[known];
}
