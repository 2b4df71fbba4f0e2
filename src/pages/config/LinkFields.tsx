import { config } from '@grafana/runtime';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { grafanaUrlOf } from '../../signals/settings/settings';
import { ConfigSection, type FieldsProps, TextField } from './fields';

export function LinkFields({ draft, change, problems }: FieldsProps) {
  const { text } = useText();
  // What Grafana itself was told as root_url.
  const own = grafanaUrlOf(config.appUrl ?? '');
  return (
    <ConfigSection id="links" title={text('config.section.links')}>
      <TextField
        path="grafanaUrl"
        label={text('config.grafanaUrl')}
        means={text('config.grafanaUrl.means')}
        value={draft.grafanaUrl}
        placeholder={own ?? 'https://grafana.example.org'}
        onChange={(grafanaUrl) => change({ grafanaUrl })}
        problems={problems}
      />
    </ConfigSection>
  );
}
