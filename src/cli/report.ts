import {
  type Diagnosis,
  isFailingOrLeaking,
  type NodeEvidence,
  type RankedCause,
  type Reason,
  type Settle,
} from '../diagnosis';
import { type Meaning } from '../events';
import { reasonText } from '../locales/wording';
import { type Words } from '../locales/words';
import { type NextStep, nextStepsOf } from '../runbook/nextSteps';
import { recommendedWayOut } from '../runbook/advice';
import { isPasteable, targetOf } from '../runbook/target';
import { type Judged } from './judge';
import { type AllEvidence, type FiledReading } from './parseInputs';
import { type OwnersByPod } from './ownersRead';
import { type PodOwner, podOwnersOf } from './podOwners';

/** What `--json` prints. Fields are added under the same version; what changes or goes makes a new one. */
export interface Report {
  version: 1;
  nodes: ReportedNode[];
  readings: ReportedReading[];
  /** Readings that count in the verdicts and are not listed: only so many are. */
  readingsLeftOut: number;
}

export interface ReportedNode {
  cluster: string | null;
  /** Null where the text names none. */
  node: string | null;
  /** Where the evidence of a node without a name comes from: a file, or a pod. */
  from: string | null;
  state: Diagnosis['state'];
  confidence: Diagnosis['confidence'];
  /** Likeliest first. */
  causes: Array<Pick<RankedCause, 'cause' | 'probability'>>;
  reasons: ReportedReason[];
  /** What is not known and would settle it, with commands that only read. */
  settle: Array<Settle & { text: string }>;
  next: { step: NextStep; text: string; command: string | null };
  /** Where it fails or leaks: whose pods the texts name, most first. */
  feeders: PodOwner[];
}

export interface ReportedReason extends Pick<Reason, 'key' | 'direction' | 'strength'> {
  text: string;
  /** In the unit that `unit` names. */
  value: number | null;
  unit: string | null;
  detail: string | null;
}

export interface ReportedReading {
  file: string;
  /** From 1. */
  line: number;
  operation: string | null;
  object: string | null;
  errno: string | null;
  meaning: Meaning;
  node: string | null;
  namespace: string | null;
  pod: string | null;
  reason: string | null;
  count: number;
}

const maxSettling = 3;

export function reportOf(
  judged: readonly Judged[],
  { readings, readingsLeftOut, owners }: AllEvidence,
  words: Words
): Report {
  return {
    version: 1,
    nodes: judged.map((each) => reportedNode(each, owners, words)),
    readings: readings.map(reportedReading),
    readingsLeftOut,
  };
}

/** Is a leak, or a creation that was refused, in it? */
export function isFound({ nodes, readings }: Report): boolean {
  return (
    nodes.some(({ state }) => isFailingOrLeaking(state)) ||
    readings.some(({ meaning }) => meaning === 'creation-refused')
  );
}

function reportedNode(
  { evidence, diagnosis, isNodeKnown, pods }: Judged,
  owners: OwnersByPod,
  words: Words
): ReportedNode {
  const { cluster = null, node } = evidence.key;
  return {
    cluster,
    node: isNodeKnown ? node : null,
    from: isNodeKnown ? null : node,
    state: diagnosis.state,
    confidence: diagnosis.confidence,
    causes: diagnosis.causes.map(({ cause, probability }) => ({ cause, probability })),
    reasons: diagnosis.reasons.map((reason) => reportedReason(reason, words)),
    settle: settlingFacts(diagnosis).map((settle) => ({ ...settle, text: words.text(`settle.${settle.fact}`) })),
    next: nextOf(evidence, diagnosis, isNodeKnown, words),
    feeders: isFailingOrLeaking(diagnosis.state) ? podOwnersOf(pods, owners) : [],
  };
}

/** Each fact once, those of the likeliest cause first. */
function settlingFacts({ causes }: Diagnosis): Settle[] {
  const byFact = new Map(causes.flatMap(({ settle }) => settle).map((settle) => [settle.fact, settle]));
  return [...byFact.values()].slice(0, maxSettling);
}

function reportedReason(reason: Reason, words: Words): ReportedReason {
  const { key, direction, strength, value, detail } = reason;
  return {
    key,
    direction,
    strength,
    text: reasonText(reason, words),
    value: value?.value ?? null,
    unit: value?.unit ?? null,
    detail: detail ?? null,
  };
}

function nextOf(
  evidence: NodeEvidence,
  diagnosis: Diagnosis,
  isNodeKnown: boolean,
  { text }: Words
): ReportedNode['next'] {
  const [step = 'nothing'] = nextStepsOf(diagnosis, evidence.cordoned === true);
  const [settle] = settlingFacts(diagnosis);
  const said = [text(`node.step.${step}`)];
  let command: string | null = null;
  if (step === 'pickFix' || step === 'planFix') {
    said.push(text(`runbook.option.${recommendedWayOut({ evidence, diagnosis })}`));
  } else if (step === 'seeMore' && settle) {
    said.push(text(`settle.${settle.fact}`));
    command = settle.command;
  } else if (step === 'cordon' && isNodeKnown && isPasteable(evidence.key.node)) {
    command = `kubectl cordon ${targetOf(evidence.key).argument}`;
  }
  return { step, text: said.join(' '), command };
}

function reportedReading(reading: FiledReading): ReportedReading {
  const { file, line, operation, object, errno, meaning, node, namespace, pod, reason, count } = reading;
  return {
    file,
    line,
    operation: operation ?? null,
    object: object ?? null,
    errno: errno ?? null,
    meaning,
    node: node ?? null,
    namespace: namespace ?? null,
    pod: pod ?? null,
    reason: reason ?? null,
    count,
  };
}
