import { LoadingPlaceholder } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import { useParams } from 'react-router';
import { type ChartRange } from '../../components/chartData';
import { type NodeReading } from '../../data/nodeReading';
import { useText } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { leftOutKindOf } from '../../signals/evidence/leftOutNodes';
import { type NodeName } from '../../signals/questions/nodeQuestions';
import { useLinks } from '../shared/address/links';
import { placeOfNode } from '../shared/address/pagePlaces';
import { usePage } from '../shared/asking/PageContext';
import { PageShell } from '../shared/asking/PageShell';
import { useNodeReading } from '../shared/asking/useNodeReading';
import { WhichCluster } from '../shared/asking/WhichCluster';
import { UnknownPage } from '../shared/UnknownPage';
import { Elsewhere } from './Elsewhere';
import { LeftOut } from './LeftOut';
import { nodeNameOf } from './nodeAddress';
import { NodeBody } from './NodeBody';

export default function NodePage() {
  const { node } = useParams();
  const { search } = usePage();
  const name = useMemo(() => nodeNameOf(node, search), [node, search]);
  return name ? <OneNode name={name} /> : <UnknownPage />;
}

function OneNode({ name }: { name: NodeName }) {
  const { text } = useText();
  const { settings, source, view, search, changeView } = usePage();
  const { held, reading } = useNodeReading(source, settings, name, view.span);
  const onZoom = useCallback(
    ({ fromSeconds, toSeconds }: ChartRange) =>
      changeView({ span: { from: epochMs(fromSeconds), to: epochMs(toSeconds) } }),
    [changeView]
  );
  return (
    <PageShell place={placeOfNode(reading?.key ?? name, text, search)} reading={held}>
      {(source || reading?.node) && <Content {...{ name, reading, onZoom }} />}
    </PageShell>
  );
}

interface ContentProps {
  name: NodeName;
  reading: NodeReading | undefined;
  onZoom: (range: ChartRange) => void;
}

function Content({ name, reading, onZoom }: ContentProps) {
  const { text } = useText();
  const links = useLinks();
  if (!reading) {
    return <LoadingPlaceholder text={text('runbook.readingNode', { node: name.node })} />;
  }
  if (reading.clusters.length > 1) {
    return <WhichCluster node={name.node} clusters={reading.clusters} pathOf={links.node} />;
  }
  const leftOut = leftOutKindOf(reading.node?.evidence ?? { key: name });
  if (leftOut !== undefined) {
    return <LeftOut kind={leftOut} node={nodeTitle(reading.key ?? name)} />;
  }
  if (reading.node || !reading.isFinished) {
    return <NodeBody {...{ reading, onZoom }} node={reading.node} />;
  }
  return reading.queries.where?.state === 'answered' ? <Elsewhere name={name} /> : null;
}

function epochMs(seconds: number): string {
  return String(Math.round(seconds * 1000));
}
