import { type FleetNode } from '../../data/readFleet';
import { useFleet } from '../../data/useFleet';
import { type NodeKey } from '../../diagnosis';
import { nodeId } from '../../signals/evidence/collect';
import { type Settings } from '../../signals/settings/settings';
import { parseView } from '../shared/address/nodesView';
import { usePastedFleet } from '../shared/paste/usePastedFleet';
import { useSource } from '../shared/asking/useSource';

export interface RunbookNode {
  /** Absent while it is read, and where nothing is known of it. */
  node?: FleetNode;
  isReading: boolean;
}

/** What is known of the node that the runbook is opened for. */
export function useRunbookNode(key: NodeKey | undefined, settings: Settings, search: string): RunbookNode {
  const view = parseView(search);
  const { source } = useSource(view.sourceUid, settings.metricsDataSourceUid);
  const asked = key ? source : undefined;
  const { shown, isReading } = usePastedFleet(useFleet(asked, settings, view.span), settings, source);
  const id = key && nodeId(key);
  return { node: id === undefined ? undefined : shown?.nodes.find((each) => each.id === id), isReading };
}
