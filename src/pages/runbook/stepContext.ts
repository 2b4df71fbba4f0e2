import { type NodeKey, type Thresholds } from '../../diagnosis';
import { type Platform } from '../../runbook/platforms';
import { type System } from '../../runbook/system';
import { type Target } from '../../runbook/target';
import { type Ticks } from './useTicks';

/** What a step is filled in from. */
export interface StepContext {
  system: System;
  target: Target;
  nodeKey: NodeKey | undefined;
  thresholds: Thresholds;
  ticks: Ticks;
  platform: Platform;
  onChoosePlatform: (platform: Platform) => void;
}
