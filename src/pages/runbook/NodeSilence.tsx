import React, { useMemo } from 'react';
import { type NodeKey } from '../../diagnosis';
import { type Settings } from '../../signals/settings/settings';
import { SilenceLink } from '../shared/SilenceLink';
import { matchersOfNode } from '../shared/address/silencePath';
import { useSource } from '../shared/asking/useSource';

export interface NodeSilenceProps {
  nodeKey: NodeKey;
  settings: Settings;
  search: string;
}

/** A silence for the maintenance of one node, at the Alertmanager of the data source that the page asks. */
export function NodeSilence({ nodeKey, settings, search }: NodeSilenceProps) {
  const fromUrl = useMemo(() => new URLSearchParams(search).get('ds') || undefined, [search]);
  const { source } = useSource(fromUrl, settings.metricsDataSourceUid);
  return source ? <SilenceLink matchers={matchersOfNode(nodeKey, settings.clusterLabel)} source={source} /> : null;
}
