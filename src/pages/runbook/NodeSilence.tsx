import React from 'react';
import { type NodeKey } from '../../diagnosis';
import { matchersOfNode } from '../shared/address/silencePath';
import { usePage } from '../shared/asking/PageContext';
import { SilenceLink } from '../shared/SilenceLink';

/** A silence for the maintenance of one node, at the Alertmanager of the data source that the page asks. */
export function NodeSilence({ nodeKey }: { nodeKey: NodeKey }) {
  const { settings, source } = usePage();
  return source ? <SilenceLink matchers={matchersOfNode(nodeKey, settings.clusterLabel)} source={source} /> : null;
}
