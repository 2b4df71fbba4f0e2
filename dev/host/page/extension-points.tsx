// Grafana's places for links of apps, as plain lists: what an alert, a panel and the command palette would offer.
import { getBackendSrv } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router-dom-v5-compat';
import { linksAt, type ShownLink } from './extension-links';
import { PageFrame } from './page-frame';
import type { LoadedPlugin } from './plugin-loader';

interface AlertInstance {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  state: string;
}

interface AlertRule {
  name: string;
  query: string;
  alerts?: AlertInstance[];
}

export function ExtensionPointsRoute({ plugin, meta }: LoadedPlugin): React.JSX.Element {
  const query = new URLSearchParams(useLocation().search);
  const source = query.get('ds') ?? 'prometheus';
  const targets = [{ refId: 'A', expr: query.get('expr') ?? '', datasource: { uid: source, type: 'prometheus' } }];
  const queryContext = { targets, timeRange: { from: 'now-6h', to: 'now' }, timeZone: 'browser' };
  const at = (point: string, context?: object) => linksAt(point, context, plugin, meta);
  return (
    <PageFrame pageNav={{ text: 'Extension points' }}>
      <Stack direction="column" gap={2}>
        <Point name="Command palette" links={at('grafana/commandpalette/action')} />
        <Point name="Panel menu" links={at('grafana/dashboard/panel/menu', queryContext)} />
        <Point name="Explore toolbar" links={at('grafana/explore/toolbar/action', queryContext)} />
        <AlertInstances source={source} linksFor={(context) => at('grafana/alerting/instance/action', context)} />
      </Stack>
    </PageFrame>
  );
}

interface AlertInstancesProps {
  source: string;
  linksFor: (context?: object) => ShownLink[];
}

function AlertInstances({ source, linksFor }: AlertInstancesProps): React.JSX.Element {
  const [rules, setRules] = useState<AlertRule[]>([]);
  useEffect(() => {
    void getBackendSrv()
      .get<{ data: { groups: Array<{ rules: AlertRule[] }> } }>(`/api/prometheus/${source}/api/v1/rules`)
      .then(({ data }) => setRules(data.groups.flatMap((group) => group.rules)));
  }, [source]);
  // Grafana asks without an alert whether there is anything to show at all.
  if (linksFor().length === 0) {
    return <p>No links for alerts</p>;
  }
  return (
    <ul aria-label="Alert instances" style={{ listStyle: 'none' }}>
      {rules.flatMap((rule) =>
        (rule.alerts ?? []).map((instance) => (
          <li
            key={JSON.stringify([rule.name, instance.labels])}
            data-testid="alert-instance"
            data-alert={rule.name}
            data-node={instance.labels.node}
          >
            <Point name={`${rule.name} ${instance.labels.node ?? ''}`} links={linksFor({ instance, rule })} />
          </li>
        ))
      )}
    </ul>
  );
}

function Point({ name, links }: { name: string; links: ShownLink[] }): React.JSX.Element {
  return (
    <div role="group" aria-label={name} style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
      <span>{name}</span>
      {links.map(({ title, description, path }) => (
        <Link key={title} to={path} title={description}>
          {title}
        </Link>
      ))}
    </div>
  );
}
