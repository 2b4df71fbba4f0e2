import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type NodeKey } from '../../diagnosis';
import { nodeId } from '../../signals/evidence/collect';
import { useFleetReading } from '../shared/asking/useFleetReading';
import { usePage } from '../shared/asking/PageContext';

export interface RunbookNode {
  /** Absent while it is read, and where nothing is known of it. */
  node?: FleetNode;
  isReading: boolean;
}

/** What is known of the node that the runbook is opened for. */
export function useRunbookNode(key: NodeKey | undefined): RunbookNode {
  const { settings, source, view } = usePage();
  const asked = key ? source : undefined;
  const { shown, held } = useFleetReading(asked, settings, view.span);
  const id = key && nodeId(key);
  return {
    node: id === undefined ? undefined : shown?.nodes.find((each) => each.id === id),
    isReading: held.isReading,
  };
}
