import React, { useMemo } from 'react';
import { PageLinkButton } from '../../components/PageLink';
import { alertmanagerOf } from '../../data/alertmanagers';
import { type PrometheusSource } from '../../data/dataSources';
import { useText } from '../../locales/TextProvider';
import { type Matcher, silencePath } from './address/silencePath';

export interface SilenceLinkProps {
  matchers: readonly Matcher[];
  source: PrometheusSource;
  size?: 'sm' | 'md';
}

/** Leads to Grafana's form of a new silence for a maintenance window. */
export function SilenceLink({ matchers, source, size = 'md' }: SilenceLinkProps) {
  const { text } = useText();
  const alertmanager = useMemo(() => alertmanagerOf(source), [source]);
  const path = silencePath({ matchers, alertmanager, comment: text('silence.comment') });
  return (
    <PageLinkButton variant="secondary" icon="bell-slash" size={size} path={path}>
      {text('node.silence')}
    </PageLinkButton>
  );
}
