import { useMemo } from 'react';
import { type NodeReading } from '../../data/nodeReading';
import { proofQuestionIds, proofSpan } from '../../data/useProof';
import { type NodeKey } from '../../diagnosis';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { meantCluster } from '../shared/address/meantCluster';
import { usePage } from '../shared/asking/PageContext';
import { useFleetReading } from '../shared/asking/useFleetReading';
import { useNodeReading } from '../shared/asking/useNodeReading';
import { useRefresh } from '../shared/asking/useRefresh';
import { usePaste } from '../shared/paste/PasteProvider';

export interface RunbookNode {
  /** The node that the address means, as far as is known. */
  key?: NodeKey;
  /** Absent while it is read, and where nothing is known of it. */
  node?: FleetNode;
  /** What its proof rests on; asked again while the page is open. */
  reading?: NodeReading;
  /** Clusters that have a node of the name, where the reader has to choose. */
  clusters: readonly string[];
  isReading: boolean;
}

const askAgainEvery = '15s';

/**
 * What is known of the node that the runbook is opened for. The fleet says once which node is meant and how it is; from then on
 * the questions of its proof do, so that no part of the page says "failing" while another says that the fix runs.
 */
export function useRunbookNode(asked: NodeKey | undefined): RunbookNode {
  const { settings, source, view } = usePage();
  const { sources: pasted } = usePaste();
  const wanted = asked?.node;
  const names = useMemo(() => (wanted === undefined ? [] : [wanted]), [wanted]);
  // Which node a pasted text means depends on all others.
  const scope = pasted.length > 0 ? 'everything' : 'suspects';
  const fleet = useFleetReading(asked ? source : undefined, settings, view.span, scope, names);
  const named = asked ? (fleet.shown?.nodes ?? []).filter(({ evidence }) => evidence.key.node === asked.node) : [];
  const meant = meantCluster(
    asked?.cluster,
    named.map(({ evidence }) => evidence.key.cluster ?? '')
  );
  const first =
    meant.kind === 'one' ? named.find(({ evidence }) => (evidence.key.cluster ?? '') === meant.cluster) : undefined;

  const key = first?.evidence.key ?? asked;
  const name = { node: key?.node ?? '', cluster: key?.cluster, isClusterKnown: key?.cluster !== undefined };
  const { held, reading } = useNodeReading(source, settings, name, proofSpan, proofQuestionIds);
  useRefresh(source && key ? askAgainEvery : '', held.isReading, held.askAgain);
  return {
    key,
    node: first && (reading?.node ?? first),
    reading,
    clusters: meant.kind === 'several' ? meant.clusters : [],
    isReading: fleet.held.isReading,
  };
}
