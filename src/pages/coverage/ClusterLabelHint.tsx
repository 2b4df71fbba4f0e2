import { Alert } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type Settings } from '../../signals/settings/settings';

/** Clusters that would be taken for one: the label in the settings is on no node, another one is. */
export function ClusterLabelHint({ settings, otherLabel }: { settings: Settings; otherLabel?: string }) {
  const { text } = useText();
  if (otherLabel === undefined) {
    return null;
  }
  const { clusterLabel } = settings;
  return (
    <Alert severity="warning" title={text('coverage.clusterLabel', { label: clusterLabel, other: otherLabel })}>
      {text('coverage.clusterLabel.means', { other: otherLabel })}
    </Alert>
  );
}
