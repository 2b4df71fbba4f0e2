import { PluginPage } from '@grafana/runtime';
import { Alert, EmptyState, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import { useParams } from 'react-router';
import { type ChartRange } from '../../components/chartData';
import { PageLink } from '../../components/PageLink';
import { type NodeProgress, type NodeReading } from '../../data/readNode';
import { type NodeView, useNode } from '../../data/useNode';
import { useText } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { type NodeName } from '../../signals/questions/nodeQueries';
import { type ParsedSettings } from '../../signals/settings/settings';
import { usePastedNode } from '../shared/paste/usePastedNode';
import { QueryTrouble, type VerdictProgress } from '../shared/asking/QueryTrouble';
import { SettingsProblems } from '../shared/asking/SettingsProblems';
import { SourceTrouble } from '../shared/asking/SourceTrouble';
import { placeOfNode } from '../shared/address/pagePlaces';
import { useNodesView } from '../shared/address/useNodesView';
import { useRefresh } from '../shared/asking/useRefresh';
import { QuestionToolbar } from '../shared/asking/QuestionToolbar';
import { backToNodesPath, nodePath } from '../shared/address/paths';
import { UnknownPage } from '../shared/UnknownPage';
import { usePickSource } from '../shared/asking/usePickSource';
import { useSource } from '../shared/asking/useSource';
import { nodeNameOf } from './nodeAddress';
import { NodeBody } from './NodeBody';

export default function NodePage({ parsed }: { parsed: ParsedSettings }) {
  const { node } = useParams();
  const { view, search, changeView } = useNodesView();
  const name = useMemo(() => nodeNameOf(node, search), [node, search]);
  return name ? <OneNode {...{ name, parsed, view, search, changeView }} /> : <UnknownPage />;
}

type OneNodeProps = ReturnType<typeof useNodesView> & { name: NodeName; parsed: ParsedSettings };

function OneNode({ name, parsed: { settings, problems }, view, search, changeView }: OneNodeProps) {
  const { text } = useText();
  const { all, choice, source } = useSource(view.sourceUid, settings.metricsDataSourceUid);
  const node = usePastedNode(useNode(source, settings, name, view.span), name, settings, source);
  useRefresh(source ? view.refresh : '', node.isReading, node.readAgain);

  const pickSource = usePickSource({ forgetsCluster: false });
  const onZoom = useCallback(
    ({ fromSeconds, toSeconds }: ChartRange) =>
      changeView({ span: { from: epochMs(fromSeconds), to: epochMs(toSeconds) } }),
    [changeView]
  );

  const toolbar = (
    <QuestionToolbar {...{ view, changeView, pickSource }} reading={node} sources={all} sourceUid={source?.uid} />
  );
  return (
    <PluginPage pageNav={placeOfNode(node.reading?.key ?? name, text, search)} actions={toolbar}>
      <Stack direction="column" gap={2}>
        <PageLink path={backToNodesPath(search)}>◂ {text('runbook.backToNodes')}</PageLink>
        <SettingsProblems problems={problems} />
        {(source || node.reading?.node) && (
          <Content {...{ name, node, source, settings, search, onZoom }} span={view.span} />
        )}
        {!source && <SourceTrouble choice={choice} hasOthers={all.length > 0} />}
      </Stack>
    </PluginPage>
  );
}

interface ContentProps extends Omit<React.ComponentProps<typeof NodeBody>, 'reading' | 'node'> {
  name: NodeName;
  node: NodeView;
}

function Content({ name, node: { reading, readAgain }, ...rest }: ContentProps) {
  const { text } = useText();
  const { search } = rest;
  if (!reading) {
    return <LoadingPlaceholder text={text('runbook.readingNode', { node: name.node })} />;
  }
  if (reading.clusters.length > 1) {
    return <ClusterChoice {...{ name, reading, search }} />;
  }
  const trouble = <QueryTrouble queries={verdictQueries(reading.queries)} readAgain={readAgain} />;
  if (!reading.node) {
    return (
      <>
        {trouble}
        {!reading.isFinished ? (
          <>
            <LoadingPlaceholder text={text('runbook.readingNode', { node: name.node })} />
            <NodeBody {...rest} reading={reading} node={undefined} />
          </>
        ) : (
          reading.queries.where?.state === 'answered' && (
            <EmptyState variant="not-found" message={text('node.notSeen', { node: nodeTitle(name) })}>
              {text('node.notSeenHint')}
            </EmptyState>
          )
        )}
      </>
    );
  }
  return (
    <>
      {trouble}
      <NodeBody {...rest} reading={reading} node={reading.node} />
    </>
  );
}

function ClusterChoice({ name, reading, search }: { name: NodeName; reading: NodeReading; search: string }) {
  const { text } = useText();
  return (
    <Alert severity="info" title={text('node.whichCluster', { node: name.node })}>
      <ul style={{ listStylePosition: 'inside' }}>
        {reading.clusters.map((cluster) => (
          <li key={cluster}>
            <PageLink path={nodePath({ cluster, node: name.node }, search)}>
              {cluster === '' ? text('toolbar.noCluster') : cluster}
            </PageLink>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Those the verdict rests on; the charts tell of their own trouble. */
function verdictQueries({ where, facts, memory, history, stuckPods, events }: NodeProgress) {
  return Object.fromEntries(
    Object.entries({ where, facts, memory, history, stuckPods, events }).filter(([, progress]) => progress)
  ) as VerdictProgress;
}

function epochMs(seconds: number): string {
  return String(Math.round(seconds * 1000));
}
