import { locationUtil } from '@grafana/data';
import { Button, Dropdown, Menu } from '@grafana/ui';
import React, { useMemo } from 'react';
import { PageLinkButton } from '../../components/PageLink';
import { alertmanagersOf } from '../../data/alertmanagers';
import { type PrometheusSource } from '../../data/dataSources';
import { isAllowed } from '../../data/permissions';
import { useText } from '../../locales/TextProvider';
import { type Matcher, silencePath } from './address/silencePath';

export interface SilenceLinkProps {
  matchers: readonly Matcher[];
  source: PrometheusSource;
  size?: 'sm' | 'md';
}

/** Leads to Grafana's form of a new silence for a maintenance window; nothing for those who may not silence. */
export function SilenceLink({ matchers, source, size = 'md' }: SilenceLinkProps) {
  const { text } = useText();
  const alertmanagers = useMemo(() => alertmanagersOf(source), [source]);
  const pathAt = (alertmanager?: string) => silencePath({ matchers, alertmanager, comment: text('silence.comment') });
  if (!isAllowed('silence')) {
    return null;
  }
  if (alertmanagers.length < 2) {
    return (
      <PageLinkButton variant="secondary" icon="bell-slash" size={size} path={pathAt(alertmanagers[0])}>
        {text('node.silence')}
      </PageLinkButton>
    );
  }
  const menu = (
    <Menu>
      {alertmanagers.map((name) => (
        <Menu.Item key={name} label={text('silence.at', { name })} url={locationUtil.assureBaseUrl(pathAt(name))} />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <Button variant="secondary" icon="bell-slash" size={size}>
        {text('node.silence')}
      </Button>
    </Dropdown>
  );
}
