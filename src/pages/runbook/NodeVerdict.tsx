import { Alert, LoadingPlaceholder } from '@grafana/ui';
import React from 'react';
import { StateLabel } from '../../components/StateLabel';
import { useFleet } from '../../data/useFleet';
import { type NodeKey } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { nodeTitle, reasonText } from '../../locales/wording';
import { fitOf, type RunbookOption } from '../../runbook/options';
import { nodeId } from '../../signals/collect';
import { type Settings } from '../../signals/settings';
import { parseView } from '../nodes/nodesView';
import { usePastedFleet } from '../nodes/paste/usePastedFleet';
import { tellingReasons } from '../nodes/tellingReasons';
import { useSource } from '../useSource';

export interface NodeVerdictProps {
  nodeKey: NodeKey;
  option: RunbookOption;
  settings: Settings;
  search: string;
}

/** What is known of the node, and whether the option is the right one for its kernel. */
export function NodeVerdict({ nodeKey, option, settings, search }: NodeVerdictProps) {
  const words = useText();
  const { text } = words;
  const view = parseView(search);
  const { source } = useSource(view.sourceUid, settings.metricsDataSourceUid);
  const { shown, isReading } = usePastedFleet(useFleet(source, settings, view.span), settings, source !== undefined);
  const node = shown?.nodes.find(({ id }) => id === nodeId(nodeKey));

  if (!node) {
    return isReading ? (
      <LoadingPlaceholder text={text('runbook.readingNode', { node: nodeTitle(nodeKey) })} />
    ) : (
      <Alert severity="info" title={text('runbook.nodeNotSeen', { node: nodeTitle(nodeKey) })} />
    );
  }
  const { diagnosis } = node;
  const { kernel } = diagnosis;
  const fit = fitOf(option, kernel);
  return (
    <section data-testid="node-verdict" data-state={diagnosis.state} data-cause={diagnosis.cause}>
      <div>
        <StateLabel state={diagnosis.state} /> <strong>{nodeTitle(nodeKey)}</strong>: {text(`cause.${diagnosis.cause}`)}
      </div>
      <ul style={{ margin: '8px 0 8px 20px' }}>
        {tellingReasons(diagnosis)
          .slice(0, 4)
          .map((reason, index) => (
            <li key={index}>{reasonText(reason, words)}</li>
          ))}
      </ul>
      <Alert
        severity={fit === 'fits' ? 'info' : 'warning'}
        title={text(`runbook.fit.${option}.${fit}`, { release: kernel.release ?? text('unknownRelease') })}
      />
    </section>
  );
}
