import { useMemo } from 'react';
import { type Proof, proofOf } from '../diagnosis';
import { type NodeName } from '../signals/nodeQueries';
import { proofPastOf } from '../signals/proofPast';
import { type NodeQueryId } from '../signals/series';
import { type Settings } from '../signals/settings';
import { type PrometheusSource } from './dataSources';
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

export interface ProofView extends NodeView {
  proof?: Proof;
}

/** Has this node's fix been made, does it run, has it held? As of now, whatever range the page shows. */
export function useProof(source: PrometheusSource | undefined, settings: Settings, name: NodeName): ProofView {
  const view = useNode(source, settings, name, span, questions);
  const { reading } = view;
  const proof = useMemo(() => {
    if (!reading?.node) {
      return undefined;
    }
    const { evidence, diagnosis } = reading.node;
    return proofOf(evidence, diagnosis, proofPastOf(reading.answers), settings.thresholds);
  }, [reading, settings.thresholds]);
  return { ...view, proof };
}
