import React from 'react';
import { speaksPromQL } from '../../data/dataSources';
import { isLoki } from '../../data/lokiSources';
import { useText } from '../../locales/TextProvider';
import { DataSourceField } from './DataSourceField';
import { ConfigSection, type FieldsProps } from './fields';

export function SourceFields({ draft, change, isReadOnly }: FieldsProps) {
  const { text } = useText();
  return (
    <ConfigSection id="sources" title={text('config.section.sources')}>
      <DataSourceField
        id="dataSource"
        label={text('config.dataSource')}
        means={text('config.dataSource.means')}
        uid={draft.metricsDataSourceUid}
        accepts={speaksPromQL}
        onChange={(metricsDataSourceUid) => change({ metricsDataSourceUid })}
        isReadOnly={isReadOnly}
      />
      {draft.source === 'loki' && (
        <DataSourceField
          id="lokiDataSource"
          label={text('config.loki.dataSource')}
          means={text('config.loki.dataSource.means')}
          uid={draft.lokiDataSourceUid}
          accepts={isLoki}
          onChange={(lokiDataSourceUid) => change({ lokiDataSourceUid })}
          isReadOnly={isReadOnly}
        />
      )}
    </ConfigSection>
  );
}
