import { EmptyState, LoadingPlaceholder } from '@grafana/ui';
import React from 'react';
import { Navigate } from 'react-router';
import { useText } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { type NodeName } from '../../signals/questions/nodeQuestions';
import { type NodeQuestionId } from '../../signals/series';
import { useLinks } from '../shared/address/links';
import { meantCluster } from '../shared/address/meantCluster';
import { usePage } from '../shared/asking/PageContext';
import { useNodeReading } from '../shared/asking/useNodeReading';
import { WhichCluster } from '../shared/asking/WhichCluster';

const onlyWhere: readonly NodeQuestionId[] = ['where'];

/** The cluster that the address names has no node of this name: the node may be known without it, or by another. */
export function Elsewhere({ name: { node, cluster } }: { name: NodeName }) {
  const { text } = useText();
  const { settings, source, view } = usePage();
  const links = useLinks();
  const { reading } = useNodeReading(source, settings, { node, isClusterKnown: false }, view.span, onlyWhere);
  if (!reading?.isFinished) {
    return <LoadingPlaceholder text={text('runbook.readingNode', { node })} />;
  }
  const meant = meantCluster(cluster, reading.clusters);
  switch (meant.kind) {
    case 'one':
      return <Navigate to={links.node({ node, cluster: meant.cluster })} replace />;
    case 'several':
      return <WhichCluster node={node} asked={cluster} clusters={meant.clusters} pathOf={links.node} />;
    case 'none':
      return (
        <EmptyState variant="not-found" message={text('node.notSeen', { node: nodeTitle({ node, cluster }) })}>
          {text('node.notSeenHint')}
        </EmptyState>
      );
  }
}
