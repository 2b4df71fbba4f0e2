import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type NodeKey } from '../../diagnosis';
import { meantCluster } from '../shared/address/meantCluster';
import { useFleetReading } from '../shared/asking/useFleetReading';
import { usePage } from '../shared/asking/PageContext';

export interface RunbookNode {
  /** Absent while it is read, and where nothing is known of it. */
  node?: FleetNode;
  /** Clusters that have a node of the name, where the reader has to choose. */
  clusters: readonly string[];
  isReading: boolean;
}

/** What is known of the node that the runbook is opened for. */
export function useRunbookNode(key: NodeKey | undefined): RunbookNode {
  const { settings, source, view } = usePage();
  const asked = key ? source : undefined;
  const { shown, held } = useFleetReading(asked, settings, view.span);
  const named = key ? (shown?.nodes ?? []).filter(({ evidence }) => evidence.key.node === key.node) : [];
  const meant = meantCluster(
    key?.cluster,
    named.map(({ evidence }) => evidence.key.cluster ?? '')
  );
  return {
    node:
      meant.kind === 'one' ? named.find(({ evidence }) => (evidence.key.cluster ?? '') === meant.cluster) : undefined,
    clusters: meant.kind === 'several' ? meant.clusters : [],
    isReading: held.isReading,
  };
}
