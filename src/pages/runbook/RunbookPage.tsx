import { PluginPage } from '@grafana/runtime';
import { Alert, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useLocation, useParams } from 'react-router';
import { PageLink } from '../../components/PageLink';
import { type NodeKey } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { isRunbookOption } from '../../runbook/options';
import { isPasteable, targetOf } from '../../runbook/target';
import { type Settings } from '../../signals/settings';
import { backToNodesPath } from '../paths';
import { UnknownPage } from '../UnknownPage';
import { NodeVerdict } from './NodeVerdict';
import { OptionSwitch } from './OptionSwitch';
import { Pitfalls } from './Pitfalls';
import { RunbookSteps } from './RunbookSteps';
import { VerifyPanel } from './VerifyPanel';

export default function RunbookPage({ settings }: { settings: Settings }) {
  const { option } = useParams();
  const { search } = useLocation();
  const { text } = useText();
  const key = useMemo(() => nodeKeyOf(search), [search]);
  if (!isRunbookOption(option)) {
    return <UnknownPage />;
  }
  const target = targetOf(key);
  const title = text(`runbook.option.${option}`);
  return (
    <PluginPage pageNav={{ text: key ? text('runbook.titleFor', { option: title, node: nodeTitle(key) }) : title }}>
      <Stack direction="column" gap={3}>
        <PageLink path={backToNodesPath(search)}>◂ {text('runbook.backToNodes')}</PageLink>
        {key && <NodeVerdict nodeKey={key} option={option} settings={settings} search={search} />}
        <OptionSwitch option={option} nodeKey={key} search={search} />
        {!key && <Alert severity="info" title={text('runbook.noNode')} />}
        {key && !isPasteable(key.node) && <Alert severity="warning" title={text('runbook.unpasteable')} />}
        <RunbookSteps option={option} target={target} isForNode={key !== undefined && isPasteable(key.node)} />
        {key && <VerifyPanel nodeKey={key} option={option} settings={settings} search={search} />}
        <Pitfalls option={option} />
      </Stack>
    </PluginPage>
  );
}

function nodeKeyOf(search: string): NodeKey | undefined {
  const query = new URLSearchParams(search);
  const node = query.get('node');
  return node ? { node, cluster: query.get('cluster') || undefined } : undefined;
}
