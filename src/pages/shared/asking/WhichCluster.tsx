import { Alert } from '@grafana/ui';
import React from 'react';
import { PageLink } from '../../../components/PageLink';
import { type NodeKey } from '../../../diagnosis';
import { useText } from '../../../locales/TextProvider';

export interface WhichClusterProps {
  node: string;
  /** The cluster that was asked for, where none of these is it. */
  asked?: string;
  clusters: readonly string[];
  pathOf: (key: NodeKey) => string;
}

/** Several nodes go by the name of an address: the reader knows which is meant. */
export function WhichCluster({ node, asked, clusters, pathOf }: WhichClusterProps) {
  const { text } = useText();
  return (
    <Alert
      severity="info"
      title={asked ? text('node.notInCluster', { node, cluster: asked }) : text('node.whichCluster', { node })}
    >
      <ul style={{ listStylePosition: 'inside' }}>
        {clusters.map((cluster) => (
          <li key={cluster}>
            <PageLink path={pathOf({ cluster, node })}>{cluster === '' ? text('toolbar.noCluster') : cluster}</PageLink>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
