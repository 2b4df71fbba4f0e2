import { type Thresholds } from '../diagnosis';
import { type Measures } from './measures';
import { type TextValues } from './translator';

/** For the places in the texts of runbooks: the figures by which verdict and proof go, as they are set here. */
export function runbookFigures(thresholds: Readonly<Thresholds>, measures: Measures): TextValues {
  return {
    ample: measures.ratio(thresholds.memoryAmpleRatio),
    short: measures.ratio(thresholds.memoryShortRatio),
    entries: measures.count(thresholds.slabEntriesWarning),
    growth: measures.bytes(thresholds.slabGrowthBytesPerDay),
    stuck: measures.duration(thresholds.stuckPodMinutes * 60),
    period: measures.duration(thresholds.proofPeriodSeconds),
  };
}
