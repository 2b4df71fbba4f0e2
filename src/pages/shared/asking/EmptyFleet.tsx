import { EmptyState } from '@grafana/ui';
import React from 'react';
import { type PrometheusSource } from '../../../data/dataSources';
import { useText } from '../../../locales/TextProvider';

export function EmptyFleet({ source }: { source: PrometheusSource }) {
  const { text } = useText();
  return (
    <EmptyState variant="not-found" message={text('empty.message', { source: source.name })}>
      <p>{text('empty.looked')}</p>
      <p>{text('empty.enable')}</p>
    </EmptyState>
  );
}
