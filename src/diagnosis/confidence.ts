import figures from '../knowledge/figures.json';
import {
  type Confidence,
  type MissingSource,
  type Reason,
  type ReasonKey,
  type State,
  type Strength,
} from './diagnosis';

export const weight: Readonly<Record<Strength, number>> = figures.reasonWeight;

/** How sure: what speaks for the fault against what speaks against it, and whether the needed sources were there. */
export function confidenceOf(state: State, reasons: readonly Reason[], missing: readonly MissingSource[]): Confidence {
  const balance = reasons.reduce(
    (sum, { direction, strength }) => sum + (direction === 'for' ? weight[strength] : -weight[strength]),
    0
  );
  const hasStrong = (direction: Reason['direction']) =>
    reasons.some((each) => each.direction === direction && each.strength === 'strong');
  switch (state) {
    case 'failing':
    case 'leaking':
      if (hasStrong('against')) {
        return hasStrong('for') ? 'medium' : 'low';
      }
      return hasStrong('for') && balance >= figures.sureWithStrongWeight
        ? 'high'
        : hasStrong('for') || balance >= figures.fairlySureWeight
          ? 'medium'
          : 'low';
    case 'protected':
      return hasStrong('against') ? 'high' : 'medium';
    case 'unknown':
      return 'low';
    default:
      return missing.includes('nodeExporter')
        ? 'low'
        : missing.includes('history') || isInDoubt(reasons)
          ? 'medium'
          : 'high';
  }
}

function isInDoubt(reasons: readonly Reason[]): boolean {
  return reasons.some(({ key }) => doubts.includes(key));
}

/** What is inferred, what comes close, and what is not known. */
const doubts: readonly ReasonKey[] = [
  'kernelAffectedInferred',
  'kernelPartiallyFixedInferred',
  'kernelFixedInferred',
  'slabGrowing',
  'slabGrowingSlowly',
  'slabLevelsOff',
  'slabGrowingFromLittle',
  'slabSaidToGrow',
  'cgroupsSaidToStay',
  'growthUnseen',
  'cgroupsUncounted',
  'cgroupsDying',
  'podsWaitUnexplained',
  'slabHeavy',
];
