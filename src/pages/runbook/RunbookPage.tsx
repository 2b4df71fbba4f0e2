import { PluginPage } from '@grafana/runtime';
import { Alert, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useParams } from 'react-router';
import { PageLink } from '../../components/PageLink';
import { type NodeReading } from '../../data/nodeReading';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type NodeKey } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { adviceFor } from '../../runbook/advice';
import { isWayOut, isRunbookId, type RunbookId } from '../../runbook/options';
import { type System, systemFactsOf, systemOf } from '../../runbook/system';
import { isPasteable, targetOf } from '../../runbook/target';
import { PastedNote } from '../shared/paste/PastedNote';
import { NodeSilence } from './NodeSilence';
import { placeOf, placeOfNode, placeOfNodes } from '../shared/address/pagePlaces';
import { useLinks } from '../shared/address/links';
import { usePage } from '../shared/asking/PageContext';
import { WhichCluster } from '../shared/asking/WhichCluster';
import { UnknownPage } from '../shared/UnknownPage';
import { Choice } from './Choice';
import { DoNow } from './DoNow';
import { EscalationSection } from './EscalationSection';
import { LookAlikes } from './LookAlikes';
import { Meaning } from './Meaning';
import { PassCriteria } from './PassCriteria';
import { Pitfalls } from './Pitfalls';
import { Rollback } from './Rollback';
import { RunbookHeader } from './RunbookHeader';
import { RunbookSteps } from './RunbookSteps';
import { Sources } from './Sources';
import { type RunbookNode, useRunbookNode } from './useRunbookNode';
import { VerifyPanel } from './VerifyPanel';

export default function RunbookPage() {
  const { option } = useParams();
  const { search } = usePage();
  const key = useMemo(() => nodeKeyOf(search), [search]);
  return isRunbookId(option) ? <OneRunbook option={option} nodeKey={key} /> : <UnknownPage />;
}

interface OneRunbookProps {
  option: RunbookId;
  nodeKey: NodeKey | undefined;
}

function OneRunbook({ option, nodeKey: asked }: OneRunbookProps) {
  const { text } = useText();
  const links = useLinks();
  const { search } = usePage();
  const { key: nodeKey, node, reading, clusters, isReading } = useRunbookNode(asked);
  const title = text(`runbook.option.${option}`);
  const place = placeOf(
    nodeKey ? text('runbook.titleFor', { option: title, node: nodeTitle(nodeKey) }) : title,
    links.runbook(option, nodeKey),
    nodeKey ? placeOfNode(nodeKey, text, search) : placeOfNodes(text, search)
  );
  return (
    <PluginPage pageNav={place} actions={nodeKey && <NodeSilence nodeKey={nodeKey} />}>
      <Stack direction="column" gap={2}>
        <PageLink path={links.nodes}>◂ {text('runbook.backToNodes')}</PageLink>
        {!nodeKey && <Alert severity="info" title={text('runbook.noNode')} />}
        {nodeKey && !node && <NodeAbsent {...{ option, nodeKey, clusters, isReading }} />}
        {nodeKey && !isPasteable(nodeKey.node) && <Alert severity="warning" title={text('runbook.unpasteable')} />}
        <RunbookBody {...{ option, nodeKey, node, reading }} />
      </Stack>
    </PluginPage>
  );
}

interface RunbookBodyProps extends OneRunbookProps {
  node: FleetNode | undefined;
  reading: NodeReading | undefined;
}

/** What to do now, why, the steps, when they are done; then what may go wrong and who can help. */
function RunbookBody({ option, nodeKey, node, reading }: RunbookBodyProps) {
  const { settings } = usePage();
  const advice = useMemo(() => (node ? adviceFor(node) : []), [node]);
  const system = useMemo((): System => (node ? systemOf(systemFactsOf(node.evidence)) : { kind: 'unknown' }), [node]);
  const target = targetOf(nodeKey);
  const isForNode = nodeKey !== undefined && isPasteable(nodeKey.node);
  return (
    <>
      {node && <RunbookHeader node={node} />}
      {node && <PastedNote node={node} />}
      <DoNow {...{ option, node, nodeKey, advice }} />
      <Choice {...{ option, advice, nodeKey }} release={node?.diagnosis.kernel.release} />
      <RunbookSteps
        {...{ option, system, target, nodeKey, isForNode }}
        thresholds={settings.thresholds}
        kubeletVersion={node?.evidence.kubeletVersion}
      />
      {option === 'not-this-fault' && <LookAlikes node={node} />}
      {nodeKey && isWayOut(option) && <VerifyPanel {...{ nodeKey, option, reading }} />}
      <PassCriteria option={option} thresholds={settings.thresholds} />
      <Meaning {...{ option, node }} />
      <Pitfalls option={option} />
      <Rollback {...{ option, system }} />
      <EscalationSection {...{ option, node }} />
      <Sources option={option} />
    </>
  );
}

interface NodeAbsentProps extends Pick<RunbookNode, 'clusters' | 'isReading'> {
  option: RunbookId;
  nodeKey: NodeKey;
}

function NodeAbsent({ option, nodeKey, clusters, isReading }: NodeAbsentProps) {
  const { text } = useText();
  const links = useLinks();
  const node = nodeTitle(nodeKey);
  if (clusters.length > 0) {
    const pathOf = (key: NodeKey) => links.runbook(option, key);
    return <WhichCluster {...{ clusters, pathOf }} node={nodeKey.node} asked={nodeKey.cluster} />;
  }
  return isReading ? (
    <LoadingPlaceholder text={text('runbook.readingNode', { node })} />
  ) : (
    <Alert severity="info" title={text('runbook.nodeNotSeen', { node })} />
  );
}

function nodeKeyOf(search: string): NodeKey | undefined {
  const query = new URLSearchParams(search);
  const node = query.get('node');
  return node ? { node, cluster: query.get('cluster') ?? undefined } : undefined;
}
