import { useMemo } from 'react';
import { type PrometheusSource } from '../../../data/dataSources';
import { emptyNodeReading, joinNode } from '../../../data/joinedFleet';
import { type NodeView } from '../../../data/useNode';
import { type NodeName } from '../../../signals/questions/nodeQueries';
import { type Settings } from '../../../signals/settings/settings';
import { usePaste } from './PasteProvider';

/** The node with pasted evidence joined: the same as in its row of the overview. */
export function usePastedNode(
  view: NodeView,
  { cluster, node, isClusterKnown }: NodeName,
  settings: Settings,
  source: PrometheusSource | undefined
): NodeView {
  const { sources, known } = usePaste();
  const { reading: read } = view;
  const sourceUid = source?.uid;
  const reading = useMemo(() => {
    const last = sources.at(-1);
    if (!last) {
      return read;
    }
    const name = { cluster, node, isClusterKnown };
    const asked = read ?? (sourceUid === undefined ? emptyNodeReading(name, last.atSeconds) : undefined);
    return asked && joinNode(asked, known?.sourceUid === sourceUid ? (known?.nodes ?? []) : [], sources, settings);
  }, [read, sources, known, sourceUid, settings, cluster, node, isClusterKnown]);
  return { ...view, reading };
}
