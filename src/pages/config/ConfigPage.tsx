import { type AppPluginMeta, type PluginConfigPageProps } from '@grafana/data';
import React from 'react';
import { TextProvider } from '../../locales/TextProvider';
import { ConfigForm } from './ConfigForm';

export default function ConfigPage({ plugin }: PluginConfigPageProps<AppPluginMeta>) {
  return (
    <TextProvider>
      <ConfigForm meta={plugin.meta} />
    </TextProvider>
  );
}
