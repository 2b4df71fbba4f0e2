export { diagnose } from './diagnose';
export type { NodeEvidence, NodeKey, CreationEvent, StuckPod, SlabSample } from './evidence';
export type {
  Diagnosis,
  State,
  Cause,
  Confidence,
  Reason,
  ReasonKey,
  Forecast,
  MissingSource,
  RankedCause,
  Settle,
  SettlingFact,
  Measure,
  Recovering,
} from './diagnosis';
export { isFailingOrLeaking } from './diagnosis';
export { settleSeconds } from './thisBoot';
export { defaultThresholds, type Thresholds, type ThresholdId } from './thresholds';
export { type ProvenFix } from './provenFix';
export { isHalfDone, proofOf } from './proof';
export {
  type CheckNote,
  type CheckResult,
  type Proof,
  type ProofCheck,
  type ProofCheckId,
  type ProofPast,
  type ProofStatus,
  type Regression,
  type TodoReason,
} from './proofResult';
