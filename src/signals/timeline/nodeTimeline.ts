import { type LookedAt } from '../answer';
import { type SeriesRow } from '../series';

export const versionKinds = ['kernel', 'kubelet', 'runtime'] as const;
export type VersionKind = (typeof versionKinds)[number];

/** What happened to a node at a moment. Versions are texts from the cluster. */
export type NodeChange =
  { kind: 'boot'; timeSeconds: number } | { kind: VersionKind; timeSeconds: number; from: string; to: string };

export interface AlertSpan {
  alertname: string;
  fromSeconds: number;
  toSeconds: number;
  /** Still firing at the end of what was looked at. */
  isOngoing: boolean;
}

type Sample = SeriesRow['values'][number];

/** The clock is set while a machine boots, and some exporters compute the moment anew at every scrape. */
export const bootJitterSeconds = 120;

/** Boots and changed versions that the answer to `changes` shows, oldest first. */
export function changesOf(rows: readonly SeriesRow[], fromSeconds: number): NodeChange[] {
  const versions = rows.filter(({ labels }) => labels.signal === 'versions');
  const releases = rows.filter(({ labels }) => labels.signal === 'release');
  const kernel = versions.length > 0 ? succession(versions, 'kernel_version') : succession(releases, 'release');
  return [
    ...bootsOf(
      rows.filter(({ labels }) => labels.signal === 'bootTimeSeconds'),
      fromSeconds
    ),
    ...kernel.map((change) => ({ kind: 'kernel' as const, ...change })),
    ...succession(versions, 'kubelet_version').map((change) => ({ kind: 'kubelet' as const, ...change })),
    ...succession(versions, 'container_runtime_version').map((change) => ({ kind: 'runtime' as const, ...change })),
  ].sort((a, b) => a.timeSeconds - b.timeSeconds);
}

/** Boots within the range: the one before it is not a change. */
function bootsOf(rows: readonly SeriesRow[], fromSeconds: number): NodeChange[] {
  const boots: number[] = [];
  for (const [, bootSeconds] of merged(rows)) {
    const last = boots.at(-1);
    if (last === undefined || bootSeconds - last > bootJitterSeconds) {
      boots.push(bootSeconds);
    }
  }
  return boots
    .filter((bootSeconds) => bootSeconds >= fromSeconds)
    .map((timeSeconds) => ({ kind: 'boot', timeSeconds }));
}

/** Signs come and go: events are reported every few minutes, and a scrape may be lost. */
const bridgedSteps = 3;

/** Each change from one text of a label to another, back to an earlier one too. */
function succession(rows: readonly SeriesRow[], label: string) {
  const moments = textsByMoment(rows, label);
  const lastSeen = new Map<string, number>();
  const changes: Array<{ timeSeconds: number; from: string; to: string }> = [];
  let current: string | undefined;
  moments.forEach(({ timeSeconds, texts }, step) => {
    // While two generations of an object overlap, the newer one counts.
    const appeared = texts.filter((text) => step - (lastSeen.get(text) ?? -Infinity) > bridgedSteps).at(-1);
    texts.forEach((text) => lastSeen.set(text, step));
    const seenAt = lastSeen.get(current ?? '') ?? -Infinity;
    const next = appeared ?? (step - seenAt > bridgedSteps ? texts.at(-1) : current);
    if (current !== undefined && next !== undefined && next !== current) {
      changes.push({
        timeSeconds: appeared ? timeSeconds : (moments[seenAt + 1]?.timeSeconds ?? timeSeconds),
        from: current,
        to: next,
      });
    }
    current = next;
  });
  return changes;
}

/** Moments in order, each with the texts seen then; those that stay longer come last. */
function textsByMoment(rows: readonly SeriesRow[], label: string) {
  const moments = new Map<number, Set<string>>();
  const until = new Map<string, number>();
  for (const { labels, values } of rows) {
    const text = labels[label];
    for (const [timeSeconds] of text ? values : []) {
      moments.set(timeSeconds, (moments.get(timeSeconds) ?? new Set()).add(text ?? ''));
      until.set(text ?? '', Math.max(timeSeconds, until.get(text ?? '') ?? timeSeconds));
    }
  }
  return [...moments]
    .sort(([a], [b]) => a - b)
    .map(([timeSeconds, texts]) => ({
      timeSeconds,
      texts: [...texts].sort((a, b) => (until.get(a) ?? 0) - (until.get(b) ?? 0)),
    }));
}

/** The stretches in which each alert fired; a sample or two may be missing within one. */
export function alertSpansOf(rows: readonly SeriesRow[], { atSeconds, stepSeconds }: LookedAt): AlertSpan[] {
  return rows
    .flatMap(({ labels, values }) =>
      runsOf(values, stepSeconds).map(([fromSeconds, toSeconds]) => ({
        alertname: labels.alertname ?? '',
        fromSeconds,
        // To the end, since the steps need not reach it.
        toSeconds: atSeconds - toSeconds < 2 * stepSeconds ? atSeconds : toSeconds,
        isOngoing: atSeconds - toSeconds < 2 * stepSeconds,
      }))
    )
    .sort((a, b) => a.fromSeconds - b.fromSeconds);
}

export function runsOf(
  values: readonly Sample[],
  stepSeconds: number
): Array<[fromSeconds: number, toSeconds: number]> {
  const runs: Array<[number, number]> = [];
  for (const [timeSeconds] of values) {
    const run = runs.at(-1);
    if (run && timeSeconds - run[1] <= bridgedSteps * stepSeconds) {
      run[1] = timeSeconds;
    } else {
      runs.push([timeSeconds, timeSeconds]);
    }
  }
  return runs;
}

export function merged(rows: readonly SeriesRow[]): Sample[] {
  return rows.flatMap(({ values }) => values.filter(([, value]) => Number.isFinite(value))).sort(([a], [b]) => a - b);
}
