import { Combobox, RefreshPicker, Stack } from '@grafana/ui';
import React from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type NodeView } from '../../data/useNode';
import { useText } from '../../locales/TextProvider';
import { type NodesView } from '../nodes/nodesView';
import { SpanPicker } from '../nodes/NodesToolbar';
import { type ChangeView } from '../nodes/useNodesView';

export interface NodeToolbarProps {
  view: NodesView;
  changeView: ChangeView;
  node: NodeView;
  sources: readonly PrometheusSource[];
  sourceUid: string | undefined;
  pickSource: (uid: string) => void;
}

export function NodeToolbar({ view, changeView, node, sources, sourceUid, pickSource }: NodeToolbarProps) {
  const { text } = useText();
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <Combobox
        aria-label={text('toolbar.dataSource')}
        placeholder={text('toolbar.dataSource')}
        prefixIcon="database"
        options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
        value={sourceUid ?? null}
        onChange={({ value }) => pickSource(value)}
        width="auto"
        minWidth={16}
        maxWidth={32}
      />
      <SpanPicker {...{ view, changeView }} />
      <RefreshPicker
        value={view.refresh}
        onIntervalChanged={(refresh) => changeView({ refresh })}
        onRefresh={node.readAgain}
        isLoading={node.isReading}
        tooltip={text('toolbar.refresh')}
        isOnCanvas
      />
    </Stack>
  );
}
