import { useMemo } from 'react';
import { type Proof, proofOf } from '../diagnosis';
import { type NodeName } from '../signals/questions/nodeQueries';
import { proofPastOf } from '../signals/timeline/proofPast';
import { type NodeQueryId } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type PrometheusSource } from './dataSources';
import { type NodeReading } from './readNode';
import { type NodeView, useNode } from './useNode';

/** The node's proof rests on these; slab and creations are for what it was like before. */
const questions: readonly NodeQueryId[] = [
  'where',
  'facts',
  'memory',
  'history',
  'stuckPods',
  'events',
  'failing',
  'changes',
  'slab',
  'creations',
];

/** As far back as failures are looked for. */
const span = { from: 'now-7d', to: 'now' };

/** What the proof rests on, as of now, whatever range the page shows. */
export function useProofNode(source: PrometheusSource | undefined, settings: Settings, name: NodeName): NodeView {
  return useNode(source, settings, name, span, questions);
}

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
