import { PluginPage } from '@grafana/runtime';
import { Alert, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useLocation, useParams } from 'react-router';
import { PageLink } from '../../components/PageLink';
import { type FleetNode } from '../../data/readFleet';
import { type NodeKey } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { adviceFor } from '../../runbook/advice';
import { isRemedy, isRunbookOption, type RunbookOption } from '../../runbook/options';
import { type System, systemFactsOf, systemOf } from '../../runbook/system';
import { isPasteable, targetOf } from '../../runbook/target';
import { type Settings } from '../../signals/settings/settings';
import { PastedNote } from '../shared/paste/PastedNote';
import { NodeSilence } from './NodeSilence';
import { placeOf, placeOfNode, placeOfNodes } from '../shared/address/pagePlaces';
import { backToNodesPath, runbookPath } from '../shared/address/paths';
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
import { useRunbookNode } from './useRunbookNode';
import { VerifyPanel } from './VerifyPanel';

export default function RunbookPage({ settings }: { settings: Settings }) {
  const { option } = useParams();
  const { search } = useLocation();
  const key = useMemo(() => nodeKeyOf(search), [search]);
  return isRunbookOption(option) ? <OneRunbook {...{ option, nodeKey: key, settings, search }} /> : <UnknownPage />;
}

interface OneRunbookProps {
  option: RunbookOption;
  nodeKey: NodeKey | undefined;
  settings: Settings;
  search: string;
}

function OneRunbook({ option, nodeKey, settings, search }: OneRunbookProps) {
  const { text } = useText();
  const { node, isReading } = useRunbookNode(nodeKey, settings, search);
  const title = text(`runbook.option.${option}`);
  const place = placeOf(
    nodeKey ? text('runbook.titleFor', { option: title, node: nodeTitle(nodeKey) }) : title,
    runbookPath({ option, key: nodeKey, search }),
    nodeKey ? placeOfNode(nodeKey, text, search) : placeOfNodes(text, search)
  );
  return (
    <PluginPage pageNav={place} actions={nodeKey && <NodeSilence {...{ nodeKey, settings, search }} />}>
      <Stack direction="column" gap={2}>
        <PageLink path={backToNodesPath(search)}>◂ {text('runbook.backToNodes')}</PageLink>
        {!nodeKey && <Alert severity="info" title={text('runbook.noNode')} />}
        {nodeKey && !node && <NodeAbsent {...{ nodeKey, isReading }} />}
        {nodeKey && !isPasteable(nodeKey.node) && <Alert severity="warning" title={text('runbook.unpasteable')} />}
        <RunbookBody {...{ option, nodeKey, node, settings, search }} />
      </Stack>
    </PluginPage>
  );
}

interface RunbookBodyProps extends OneRunbookProps {
  node: FleetNode | undefined;
}

/** What to do now, why, the steps, when they are done; then what may go wrong and who can help. */
function RunbookBody({ option, nodeKey, node, settings, search }: RunbookBodyProps) {
  const advice = useMemo(() => (node ? adviceFor(node) : []), [node]);
  const system = useMemo((): System => (node ? systemOf(systemFactsOf(node.evidence)) : { kind: 'unknown' }), [node]);
  const target = targetOf(nodeKey);
  const isForNode = nodeKey !== undefined && isPasteable(nodeKey.node);
  return (
    <>
      {node && <RunbookHeader {...{ node, search }} />}
      {node && <PastedNote node={node} />}
      <DoNow {...{ option, node, nodeKey, advice, search }} />
      <Choice {...{ option, advice, nodeKey, search }} release={node?.diagnosis.kernel.release} />
      <RunbookSteps {...{ option, system, target, nodeKey, search, isForNode }} thresholds={settings.thresholds} />
      {option === 'not-this-fault' && <LookAlikes node={node} />}
      {nodeKey && isRemedy(option) && <VerifyPanel {...{ nodeKey, option, settings, search }} />}
      <PassCriteria option={option} thresholds={settings.thresholds} />
      <Meaning {...{ option, node }} />
      <Pitfalls option={option} />
      <Rollback {...{ option, system }} />
      <EscalationSection {...{ option, node }} />
      <Sources option={option} />
    </>
  );
}

function NodeAbsent({ nodeKey, isReading }: { nodeKey: NodeKey; isReading: boolean }) {
  const { text } = useText();
  const node = nodeTitle(nodeKey);
  return isReading ? (
    <LoadingPlaceholder text={text('runbook.readingNode', { node })} />
  ) : (
    <Alert severity="info" title={text('runbook.nodeNotSeen', { node })} />
  );
}

function nodeKeyOf(search: string): NodeKey | undefined {
  const query = new URLSearchParams(search);
  const node = query.get('node');
  return node ? { node, cluster: query.get('cluster') || undefined } : undefined;
}
