import { useMemo } from 'react';
import { type Proof, proofOf } from '../diagnosis';
import { proofPastOf } from '../signals/timeline/proofPast';
import { type NodeQuestionId } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type NodeReading } from './nodeReading';
import { nodeSpan, type RawSpan } from './timeSpan';

/** The node's proof rests on these; slab and creations are for what it was like before. */
export const proofQuestionIds: readonly NodeQuestionId[] = [
  'where',
  'facts',
  'memory',
  'slabGrowth',
  'cgroupGrowth',
  'history',
  'stuckPods',
  'events',
  'failing',
  'changes',
  'slab',
  'creations',
];

/** Whatever range the page shows. */
export const proofSpan: RawSpan = nodeSpan;

/** Has this node's fix been made, does it run, has it held? */
export function useProof(reading: NodeReading | undefined, { thresholds }: Settings): Proof | undefined {
  return useMemo(() => {
    if (!reading?.node) {
      return undefined;
    }
    const { evidence, diagnosis } = reading.node;
    return proofOf(evidence, diagnosis, proofPastOf(reading.answers), thresholds);
  }, [reading, thresholds]);
}
