import { setTimeout as sleep } from 'node:timers/promises';
import { type LoggedLine } from './loggedEvents';
import { type WrittenEvents } from './liveFleet';

/** What takes lines as Loki's push API does: Alloy's loki.source.api, or a Loki. */
export interface PushTarget {
  url: string;
  /** Events of this cluster only, as each cluster has an Alloy of its own. */
  cluster?: string;
}

export interface PushOptions {
  fleetUrl: string;
  targets: readonly PushTarget[];
  /** How far back to begin. */
  pastSeconds: number;
  everySeconds?: number;
  say: (text: string) => void;
}

export interface RunningPush {
  close: () => Promise<void>;
}

/** `refused` for good, or `absent` until later: the receiver, or the fleet. */
type Outcome = { kind: 'taken' | 'nothingNew' } | { kind: 'refused' | 'receiverAbsent' | 'fleetAbsent'; said: string };

const answerMs = 10_000;
const linesInOnePush = 500;

/** Delivers the events of a running fleet, past ones first, then each as it is written, until closed. */
export function startPushing({ targets, ...options }: PushOptions): RunningPush {
  const stop = new AbortController();
  const running = targets.map((target) => follow(target, options, stop.signal));
  return {
    close: async () => {
      stop.abort();
      await Promise.all(running);
    },
  };
}

async function follow(
  { url, cluster }: PushTarget,
  { fleetUrl, pastSeconds, everySeconds = 5, say }: Omit<PushOptions, 'targets'>,
  signal: AbortSignal
): Promise<void> {
  const sayOnce = withoutRepeats((text) => say(`${url}: ${text}`));
  const unsent = new UnsentEvents(fleetUrl, pastSeconds, cluster, signal);
  while (!signal.aborted) {
    const outcome = await deliver(unsent, url, signal);
    const sentence = sentenceOf(outcome);
    if (sentence !== undefined && !signal.aborted) {
      sayOnce(sentence);
    }
    if (outcome.kind !== 'taken' && outcome.kind !== 'refused') {
      await sleep(everySeconds * 1000, undefined, { signal }).catch(() => undefined);
    }
  }
}

function sentenceOf(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case 'nothingNew':
      return undefined;
    case 'taken':
      return 'takes events';
    case 'refused':
      return `refuses events: ${outcome.said}`;
    case 'receiverAbsent':
      return `not ready yet: ${outcome.said}`;
    case 'fleetAbsent':
      return `no events, the fleet is not ready yet: ${outcome.said}`;
  }
}

async function deliver(unsent: UnsentEvents, url: string, signal: AbortSignal): Promise<Outcome> {
  let lines: LoggedLine[];
  try {
    lines = await unsent.oldest(linesInOnePush);
  } catch (error) {
    return { kind: 'fleetAbsent', said: reasonOf(error) };
  }
  const outcome: Outcome = lines.length === 0 ? { kind: 'nothingNew' } : await push(url, lines, signal);
  // What is refused once is refused always; the lines behind it may not be.
  if (outcome.kind === 'taken' || outcome.kind === 'refused') {
    unsent.drop(lines.length);
  }
  return outcome;
}

/** Fetched once and kept until somebody has taken them: receivers want each stream in the order of time. */
class UnsentEvents {
  private lines: LoggedLine[] = [];
  private place: Record<string, string>;

  constructor(
    private readonly fleetUrl: string,
    pastSeconds: number,
    private readonly cluster: string | undefined,
    private readonly signal: AbortSignal
  ) {
    this.place = { past: String(pastSeconds) };
  }

  async oldest(count: number): Promise<LoggedLine[]> {
    if (this.lines.length === 0) {
      const { lines, untilSeconds } = await this.fetchNew();
      this.lines = lines;
      this.place = { since: String(untilSeconds) };
    }
    return this.lines.slice(0, count);
  }

  drop(count: number): void {
    this.lines = this.lines.slice(count);
  }

  private async fetchNew(): Promise<WrittenEvents> {
    const asked = new URLSearchParams({ ...this.place, ...(this.cluster !== undefined && { cluster: this.cluster }) });
    const url = new URL(`/events?${asked.toString()}`, this.fleetUrl);
    const response = await fetch(url, { signal: within(this.signal) });
    if (!response.ok) {
      throw new Error(`${url.origin} answered ${response.status}`);
    }
    return (await response.json()) as WrittenEvents;
  }
}

async function push(url: string, lines: readonly LoggedLine[], signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(pushBody(lines)),
      signal: within(signal),
    });
    const said = `${response.status} ${(await response.text()).trim().slice(0, 300)}`.trim();
    if (response.ok) {
      return { kind: 'taken' };
    }
    const isTemporary = response.status >= 500 || response.status === 429;
    return { kind: isTemporary ? 'receiverAbsent' : 'refused', said };
  } catch (error) {
    return { kind: 'receiverAbsent', said: reasonOf(error) };
  }
}

/** The body of Loki's push API: a stream for each set of labels, its lines in the order they were given. */
export function pushBody(lines: readonly LoggedLine[]) {
  const streams = new Map<string, { stream: LoggedLine['stream']; values: unknown[] }>();
  for (const { seconds, line, stream, metadata } of lines) {
    const key = JSON.stringify(stream);
    const group = streams.get(key) ?? { stream, values: [] };
    const nanoseconds = `${Math.round(seconds * 1000)}000000`;
    group.values.push(Object.keys(metadata).length > 0 ? [nanoseconds, line, metadata] : [nanoseconds, line]);
    streams.set(key, group);
  }
  return { streams: [...streams.values()] };
}

const targetForm = /^(?:([A-Za-z0-9_.-]+)=)?(https?:\/\/.+)$/;

/** `URL`, or `CLUSTER=URL`. */
export function parseTarget(text: string): PushTarget {
  const [, cluster, url = ''] = targetForm.exec(text) ?? [];
  if (!URL.canParse(url)) {
    throw new Error(`neither URL nor CLUSTER=URL: ${text}`);
  }
  return { url, cluster };
}

function withoutRepeats(say: (text: string) => void): (text: string) => void {
  let last: string | undefined;
  return (text) => {
    if (text !== last) {
      last = text;
      say(text);
    }
  };
}

function within(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
}

/** What fetch says alone is only that it failed. */
function reasonOf(error: unknown): string {
  const { cause = error } = error instanceof Error ? error : {};
  return cause instanceof Error ? cause.message : String(cause);
}
