import thresholdDefaults from '../knowledge/thresholds.json';

/** Figures that decide; meaning and unit of each stand beside it in jsonnet/config.libsonnet. */
export type Thresholds = typeof thresholdDefaults;
export type ThresholdId = keyof Thresholds;

export const defaultThresholds: Readonly<Thresholds> = thresholdDefaults;
