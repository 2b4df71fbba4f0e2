import { Combobox, Field } from '@grafana/ui';
import React, { useMemo } from 'react';
import { listPrometheusSources } from '../../data/dataSources';
import { useText } from '../../locales/TextProvider';
import { type FieldsProps, SectionTitle } from './fields';

export function SourceFields({ draft, change }: FieldsProps) {
  const { text } = useText();
  const sources = useMemo(() => listPrometheusSources(), []);
  const uid = draft.metricsDataSourceUid;
  const options = [
    { value: '', label: text('config.dataSource.auto') },
    ...sources.map((source) => ({ value: source.uid, label: source.name })),
    ...(uid === '' || sources.some((source) => source.uid === uid)
      ? []
      : [{ value: uid, label: text('config.dataSource.gone', { uid }) }]),
  ];
  return (
    <>
      <SectionTitle>{text('config.section.sources')}</SectionTitle>
      <Field label={text('config.dataSource')} description={text('config.dataSource.means')}>
        <Combobox
          id="config-dataSource"
          options={options}
          value={uid}
          onChange={({ value }) => change({ metricsDataSourceUid: value })}
        />
      </Field>
    </>
  );
}
