import { type Fact, type LookAlikeId, type Meaning } from '../events';
import { type Measures } from './measures';
import { type Translate } from './translator';
import { type Diagnosis, type Forecast, type NodeKey, type Reason } from '../diagnosis';
import { whatIsOpen } from '../diagnosis/openVerdict';
import { likelyCause } from '../diagnosis/likelyCause';
import { type JudgedNode } from '../diagnosis/urgency';
import { isInferred, type KernelVerdict } from '../kernel';
import { type Words } from './words';

// Data of a diagnosis turned into words; nothing else may word a verdict.

export function nodeTitle({ cluster, node }: NodeKey): string {
  return cluster ? `${node} (${cluster})` : node;
}

export function reasonText({ key, value, threshold, detail }: Reason, { text, measures }: Words): string {
  const release = detail || text('unknownRelease');
  return text(`reason.${key}`, {
    // Which plural the figure takes.
    count: value?.value ?? 0,
    value: measures.measure(value),
    threshold: measures.measure(threshold),
    release,
  });
}

/** The kernel's verdict in a few words, with `inferred` where nothing speaks of these very builds. */
export function kernelText(kernel: KernelVerdict, { text }: Words): string {
  const verdict = text(`kernel.${kernel.class}`);
  return isInferred(kernel) ? text('kernel.inferred', { verdict }) : verdict;
}

export function verdictText(diagnosis: Diagnosis, words: Words): string {
  const { text } = words;
  return text('verdict', { state: text(`state.${diagnosis.state}`), cause: causeText(diagnosis, words) });
}

/** The cause; where the verdict leaves it open, what is most likely. */
export function causeText(diagnosis: Pick<Diagnosis, 'cause' | 'causes'>, { text }: Words): string {
  const likely = likelyCause(diagnosis);
  return diagnosis.cause === 'undetermined' && likely !== 'none'
    ? text('causes.mostLikely', { cause: text(`cause.${likely}`) })
    : text(`cause.${diagnosis.cause}`);
}

/** That the node booted a moment ago, after it had failed or leaked; the same words wherever its verdict stands. */
export function recoveringText(
  { evidence, diagnosis: { recovering, kernel } }: JudgedNode,
  { text, measures }: Words
): string | undefined {
  return (
    recovering &&
    text(`recovering.${recovering.fix ?? 'none'}`, {
      ago: measures.duration(evidence.atSeconds - recovering.bootSeconds),
      release: kernel.release ?? text('unknownRelease'),
    })
  );
}

/** The verdict in one sentence; `node` is how the node is to be called in it. */
export function verdictSentence(diagnosis: Diagnosis, node: string, words: Words): string {
  const { state, cause, confidence } = diagnosis;
  const { text } = words;
  const kind = state === 'leaking' && !isGrowthSeen(diagnosis) ? 'leakingUnseen' : (whatIsOpen(diagnosis) ?? state);
  const isOther = state !== 'failing' && state !== 'leaking' && cause !== 'none' && cause !== 'undetermined';
  const said = text(`node.verdict.${kind}`, {
    node,
    cause: causeText(diagnosis, words),
    confidence: text(`confidence.${confidence}`),
  });
  const other = isOther ? ` ${text('node.verdict.otherCause', { cause: text(`cause.${cause}`) })}` : '';
  return `${said}${other}`;
}

/** A sign of the leak, such as a line of the kernel's log, does not say that it goes on. */
function isGrowthSeen({ reasons, forecast }: Diagnosis): boolean {
  return forecast.kind !== 'none' || reasons.some(({ key }) => key.startsWith('slabGrow') || key === 'cgroupsHigh');
}

/** What a line of a text was understood to say. */
export function meaningText(meaning: Meaning, { text }: Words): string {
  return text(isOwnMeaning(meaning) ? `meaning.${meaning}` : `lookAlike.${meaning}`);
}

type OwnMeaning = Exclude<Meaning, LookAlikeId>;

/** Those that are no look-alike's; asking the list of look-alikes would load its sources with every page. */
const ownMeanings: Record<OwnMeaning, true> = {
  'creation-refused': true,
  slub: true,
  'kmem-cache-create-failed': true,
  'kmem-oom': true,
};

const isOwnMeaning = (meaning: Meaning): meaning is OwnMeaning => meaning in ownMeanings;

export function factText({ id, value }: Fact, { text, measures }: Words): string {
  return text(`fact.${id}`, { value: factValue({ id, value } as Fact, text, measures) });
}

function factValue(fact: Fact, text: Translate, measures: Measures): string {
  switch (fact.id) {
    case 'slabCache':
      return `${fact.value.name} ${measures.bytes(fact.value.bytes)}`;
    case 'sysctl':
      return `${fact.value.name} = ${fact.value.value}`;
    case 'uptimeSeconds':
      return measures.duration(fact.value);
    case 'slabGrowthBytesPerDay':
      return measures.bytesPerDay(fact.value);
    default:
      break;
  }
  if (typeof fact.value === 'boolean') {
    return text(fact.value ? 'fact.yes' : 'fact.no');
  }
  if (typeof fact.value === 'string') {
    return fact.value;
  }
  return fact.id.endsWith('Bytes') ? measures.bytes(fact.value) : measures.count(fact.value);
}

export function forecastText(forecast: Forecast, { text, measures }: Words): string {
  switch (forecast.kind) {
    case 'none':
      return text(`forecast.none.${forecast.why}`);
    case 'bound':
      return text('forecast.notBefore', { duration: measures.duration(wholeUnits(forecast.earliestSeconds)) });
    case 'latest':
      return text('forecast.atMost', { duration: measures.duration(wholeUnits(forecast.latestSeconds, Math.ceil)) });
    case 'range':
      return measures.durationRange(forecast.earliestSeconds, forecast.latestSeconds);
  }
}

/** Minutes beside hours, or hours beside days, would claim more than a bound knows. */
function wholeUnits(seconds: number, round = Math.floor): number {
  const unitSeconds = seconds < 2 * 86400 ? 3600 : 86400;
  return round(seconds / unitSeconds) * unitSeconds;
}

export function forecastQualifier(forecast: Forecast, { text }: Words): string | undefined {
  return forecast.kind === 'none'
    ? undefined
    : text('forecast.qualifier', {
        limit: text(`forecast.limit.${forecast.limit}`),
        confidence: text(`confidence.${forecast.confidence}`),
      });
}
