import { Combobox } from '@grafana/ui';
import React from 'react';
import { type PrometheusSource } from '../../../data/dataSources';
import { Labelled } from '../../../components/Labelled';
import { useText } from '../../../locales/TextProvider';

export interface SourcePickerProps {
  sources: readonly PrometheusSource[];
  sourceUid: string | undefined;
  pickSource: (uid: string) => void;
}

/** Whom a page asks. */
export function SourcePicker({ sources, sourceUid, pickSource }: SourcePickerProps) {
  const { text } = useText();
  return (
    <Labelled label={text('toolbar.dataSource')}>
      {(id) => (
        <Combobox
          id={id}
          placeholder={text('toolbar.dataSource')}
          prefixIcon="database"
          options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
          value={sourceUid ?? null}
          onChange={({ value }) => pickSource(value)}
          width="auto"
          minWidth={16}
          maxWidth={32}
        />
      )}
    </Labelled>
  );
}
