import { DataSourcePicker, getDataSourceSrv } from '@grafana/runtime';
import { Button, Field, Stack } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';

export interface DataSourceFieldProps {
  id: string;
  label: string;
  means: string;
  /** Empty: chosen again each time. */
  uid: string;
  accepts: (source: { type: string }) => boolean;
  onChange: (uid: string) => void;
  isReadOnly: boolean;
}

export function DataSourceField(props: DataSourceFieldProps) {
  const { text } = useText();
  const { id, label, means, uid } = props;
  const isGone = uid !== '' && getDataSourceSrv().getInstanceSettings(uid) === undefined;
  return (
    <Field
      label={label}
      htmlFor={`config-${id}`}
      description={means}
      invalid={isGone}
      error={isGone && text('config.dataSource.gone', { uid })}
    >
      <Picker {...props} isGone={isGone} />
    </Field>
  );
}

function Picker({ id, uid, accepts, onChange, isReadOnly, isGone }: DataSourceFieldProps & { isGone: boolean }) {
  const { text } = useText();
  return (
    <Stack direction="row" gap={1} alignItems="center">
      <div style={{ flex: 1, minWidth: 0 }} data-testid={`config-${id}`}>
        <DataSourcePicker
          inputId={`config-${id}`}
          current={uid === '' ? null : uid}
          noDefault
          filter={accepts}
          placeholder={text('config.dataSource.auto')}
          disabled={isReadOnly}
          invalid={isGone}
          onChange={(source) => onChange(source.uid)}
        />
      </div>
      {uid !== '' && !isReadOnly && (
        <Button type="button" variant="secondary" fill="text" icon="times" onClick={() => onChange('')}>
          {text('config.dataSource.auto')}
        </Button>
      )}
    </Stack>
  );
}
