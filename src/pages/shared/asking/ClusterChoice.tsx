import { Combobox } from '@grafana/ui';
import React from 'react';
import { Labelled } from '../../../components/Labelled';
import { useText } from '../../../locales/TextProvider';

export interface ClusterChoiceProps {
  clusters: readonly string[];
  /** Absent: all of them. The empty name stands for the one without a name. */
  cluster: string | undefined;
  onChange: (cluster: string | undefined) => void;
}

// Combobox takes an empty value for no choice at all, so a cluster's name gets a mark in front.
const allClusters = 'all';
const optionOf = (cluster: string) => `=${cluster}`;

/** One cluster or all of them; nothing where there is no choice. */
export function ClusterChoice({ clusters, cluster, onChange }: ClusterChoiceProps) {
  const { text } = useText();
  const listed = cluster === undefined || clusters.includes(cluster) ? clusters : [...clusters, cluster];
  if (listed.length < 2 && cluster === undefined) {
    return null;
  }
  const options = [
    { value: allClusters, label: text('toolbar.allClusters') },
    ...listed.map((each) => ({ value: optionOf(each), label: each || text('toolbar.noCluster') })),
  ];
  return (
    <Labelled label={text('toolbar.cluster')}>
      {(id) => (
        <Combobox
          id={id}
          options={options}
          value={cluster === undefined ? allClusters : optionOf(cluster)}
          onChange={({ value }) => onChange(value === allClusters ? undefined : value.slice(1))}
          width="auto"
          minWidth={14}
          maxWidth={32}
        />
      )}
    </Labelled>
  );
}
