import { Alert } from '@grafana/ui';
import React from 'react';
import { SnippetFile } from '../../components/SnippetFile';
import { listed } from '../../locales/joined';
import { useText } from '../../locales/TextProvider';
import { type OneSidedLabel } from '../../signals/coverage/coverage';
import { type Settings } from '../../signals/settings/settings';

export interface ClusterLabelHintProps {
  settings: Settings;
  /** The label in the settings is on no node, this one is: clusters would be taken for one. */
  otherLabel?: string;
  oneSided?: OneSidedLabel;
}

/** What keeps the cluster label from telling which series belong together. */
export function ClusterLabelHint({ settings, otherLabel, oneSided }: ClusterLabelHintProps) {
  const { text } = useText();
  const { clusterLabel } = settings;
  if (oneSided) {
    const { lacking, clusters } = oneSided;
    const exporter = text(`coverage.exporter.${lacking}`);
    return (
      <Alert severity="warning" title={text('coverage.oneSided', { label: clusterLabel, exporter })}>
        <p>{text('coverage.oneSided.means', { exporter, clusters: listed(clusters, text) })}</p>
        <SnippetFile
          path={text('coverage.oneSided.where', { exporter })}
          content={`relabelings:\n  - targetLabel: ${clusterLabel}\n    replacement: ${JSON.stringify(clusters[0])}\n`}
        />
      </Alert>
    );
  }
  if (otherLabel === undefined) {
    return null;
  }
  return (
    <Alert severity="warning" title={text('coverage.clusterLabel', { label: clusterLabel, other: otherLabel })}>
      {text('coverage.clusterLabel.means', { other: otherLabel })}
    </Alert>
  );
}
