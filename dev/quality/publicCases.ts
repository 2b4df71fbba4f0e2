import { type Cause, diagnose, type Diagnosis, type NodeEvidence } from '../../src/diagnosis';
import { readEvent } from '../../src/events';
import publicCases from '../../src/events/cases/public-cases.json';

/** A public report with the cause its thread or author established. */
export interface PublicCase {
  id: string;
  url: string;
  os: string | null;
  kernel_release: string | null;
  kubernetes: string | null;
  runtime: string | null;
  event_reason: string | null;
  message: string | null;
  signals: Record<string, unknown>;
  verdict: string;
}

export interface JudgedCase {
  report: PublicCase;
  diagnosis: Diagnosis;
  outcome: Outcome;
}

/**
 * found, missed: a true case called by its name or not · insufficient: a true case whose report holds neither text nor
 * figures that could tell · spared, accused: another cause not called, or called, a kmem leak · open: an unclear case
 * left undetermined or of low confidence · overconfident: an unclear case called more than that.
 */
export type Outcome = 'found' | 'missed' | 'insufficient' | 'spared' | 'accused' | 'open' | 'overconfident';

export function judgeCases(): JudgedCase[] {
  return (publicCases as PublicCase[]).map((report) => {
    const evidence = evidenceOf(report);
    const diagnosis = diagnose(evidence);
    return { report, diagnosis, outcome: outcomeOf(report, evidence, diagnosis) };
  });
}

/** What the report says, and nothing of what is known about its cause. */
export function evidenceOf(report: PublicCase): NodeEvidence {
  const { signals } = report;
  return {
    key: { node: report.id },
    atSeconds: 0,
    kernelRelease: report.kernel_release ?? undefined,
    osImage: report.os ?? undefined,
    kubeletVersion: versionIn(report.kubernetes, /^(\d+\.\d+(?:\.\d+)?)/, 'v'),
    containerRuntimeVersion: versionIn(report.runtime, /docker (\d+\.\d+(?:\.\d+)?)/, 'docker://'),
    memoryTotalBytes: kibibytes(signals.mem_total),
    memoryAvailableBytes: kibibytes(signals.mem_available),
    memoryCgroups: count(signals.num_cgroups),
    liveMemoryCgroups: count(signals.memory_directories) ?? count(signals.memory_docker_directories),
    slabEntries: count(signals.slab_entries),
    nokmemRunning: typeof signals.cmdline_nokmem === 'boolean' ? signals.cmdline_nokmem : undefined,
    kmemAccountingOn: typeof signals.kmem_slabinfo_empty === 'boolean' ? !signals.kmem_slabinfo_empty : undefined,
    slabHistory: [],
    stuckPods: [],
    events:
      report.message === null
        ? []
        : [{ reason: report.event_reason ?? '', message: report.message, count: count(signals.event_count) ?? 1 }],
  };
}

function versionIn(text: string | null, form: RegExp, prefix: string): string | undefined {
  const version = text ? form.exec(text)?.[1] : undefined;
  return version && prefix + version;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function kibibytes(value: unknown): number | undefined {
  const figure = typeof value === 'string' ? /^(\d+) KiB/.exec(value)?.[1] : undefined;
  return figure === undefined ? undefined : Number(figure) * 1024;
}

/** Causes that answer to a case's verdict; a live-directory leak is one way to use up the IDs. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
  'memcg-kmem-leak': ['memcg-kmem-leak'],
  'memcg-id-exhaustion': ['memcg-id-exhaustion', 'live-cgroup-leak'],
  'dying-memcg-other': ['dying-memcgs', 'memcg-id-exhaustion'],
};

const otherFaults: readonly Cause[] = ['memory-shortage', 'other', 'other-slab-leak', 'cgroup-at-its-limit'];

function outcomeOf(report: PublicCase, evidence: NodeEvidence, { cause, state, confidence }: Diagnosis): Outcome {
  const names = namesOf[report.verdict];
  if (names) {
    return names.includes(cause) ? 'found' : suffices(evidence) ? 'missed' : 'insufficient';
  }
  if (report.verdict === 'unclear') {
    return cause === 'undetermined' || confidence === 'low' ? 'open' : 'overconfident';
  }
  // Failing or leaking is said of the memory cgroups, whatever the cause beside it, unless that is another fault by name.
  const isCalled = (state === 'failing' || state === 'leaking') && !otherFaults.includes(cause);
  return isCalled || cause === 'memcg-kmem-leak' ? 'accused' : 'spared';
}

/** A report can tell by a refusal, a marked slab failure, or a figure that is far from healthy. */
function suffices({ events, memoryCgroups = 0, slabEntries = 0 }: NodeEvidence): boolean {
  const tells = (message = '') => {
    const reading = readEvent(message);
    return reading.kind === 'creation-refused' || (reading.kind === 'slub' && reading.memcgMarked);
  };
  return events.some(({ message }) => tells(message)) || memoryCgroups >= 20000 || slabEntries >= 10000;
}

export interface Score {
  found: number;
  missed: number;
  insufficient: number;
  accused: number;
  precision: number;
  /** Of the cases that could be told. */
  recall: number;
  /** Of all true cases, those included whose report holds too little. */
  recallOfAll: number;
}

export function scoreOf(judged: readonly JudgedCase[]): Score {
  const number = (outcome: Outcome) => judged.filter((each) => each.outcome === outcome).length;
  const [found, missed, insufficient, accused] = [
    number('found'),
    number('missed'),
    number('insufficient'),
    number('accused'),
  ];
  return {
    found,
    missed,
    insufficient,
    accused,
    precision: found / (found + accused),
    recall: found / (found + missed),
    recallOfAll: found / (found + missed + insufficient),
  };
}
