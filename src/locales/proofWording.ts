import { type NodeEvidence, type Proof, type ProofCheck, type Thresholds } from '../diagnosis';
import { type Words } from './TextProvider';

// A proof turned into words; nothing else may word one.

/** The status in one sentence: what is awaited, or what broke. */
export function proofText(proof: Proof, atSeconds: number, words: Words): string {
  const { text, measures } = words;
  switch (proof.status) {
    case 'todo':
      return text(`proof.todo.${proof.why}`);
    case 'verifying':
      return proof.untilSeconds === undefined
        ? text('proof.verifying.open')
        : text('proof.verifying.until', moment(proof.untilSeconds, atSeconds, words));
    case 'verified':
      return text('proof.verified', { time: measures.dateTime(proof.sinceSeconds) });
    case 'regressed':
      return text(`proof.regressed.${proof.why}`);
  }
}

export function checkTitle(
  { id }: ProofCheck,
  { text, measures }: Words,
  { proofPeriodSeconds }: Pick<Thresholds, 'proofPeriodSeconds'>
): string {
  return text(`proof.check.${id}`, { period: measures.duration(proofPeriodSeconds) });
}

/** What the result rests on, or what it waits for. */
export function checkText(
  { id, result, value, sinceSeconds, untilSeconds, note, fix }: ProofCheck,
  { atSeconds, kernelRelease }: Pick<NodeEvidence, 'atSeconds' | 'kernelRelease'>,
  words: Words
): string {
  const { text, measures } = words;
  if (fix) {
    return text(`proof.fix.${fix}`, { release: kernelRelease ?? text('unknownRelease') });
  }
  const places = {
    value: value ? measures.measure(value) : text('proof.notMeasured'),
    ...moment(untilSeconds ?? sinceSeconds ?? atSeconds, atSeconds, words),
  };
  return text(note ? `proof.note.${note}` : `proof.detail.${id}.${result}`, places);
}

/** A moment with how far away it is, on either side. */
function moment(seconds: number, atSeconds: number, { measures }: Words) {
  return {
    time: measures.dateTime(seconds),
    left: measures.duration(seconds - atSeconds),
    ago: measures.duration(atSeconds - seconds),
  };
}
