// Grafana's places for links of apps, as plain lists: what an alert, a panel and the command palette would offer.
import { config, getBackendSrv } from '@grafana/runtime';
import { Button, Stack } from '@grafana/ui';
import React, { useEffect, useState, type ReactNode } from 'react';
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
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  alerts?: AlertInstance[];
}

interface RuleGroup {
  name: string;
  file: string;
  rules: AlertRule[];
}

type LinksAt = (point: string, context?: object) => ShownLink[];

export function ExtensionPointsRoute({ plugin, meta }: LoadedPlugin): React.JSX.Element {
  const query = new URLSearchParams(useLocation().search);
  const source = query.get('ds') ?? 'prometheus';
  const targets = [{ refId: 'A', expr: query.get('expr') ?? '', datasource: { uid: source, type: 'prometheus' } }];
  const queryContext = { targets, timeRange: { from: 'now-6h', to: 'now' }, timeZone: 'browser' };
  const at: LinksAt = (point, context) => linksAt(point, context, plugin, meta);
  return (
    <PageFrame pageNav={{ text: 'Extension points' }}>
      <Stack direction="column" gap={2}>
        <CommandPalette links={at('grafana/commandpalette/action')} />
        <Point name="Panel menu" links={at('grafana/dashboard/panel/menu', queryContext)} />
        <Point name="Explore toolbar" links={at('grafana/explore/toolbar/action', queryContext)} />
        <Alerts source={source} at={at} pluginId={meta.id} />
      </Stack>
    </PageFrame>
  );
}

function Alerts({ source, at, pluginId }: { source: string; at: LinksAt; pluginId: string }): React.JSX.Element {
  const groups = useRuleGroups(source);
  return (
    <>
      {rendersInstanceActions() ? <AlertInstances groups={groups} at={at} /> : <p>No actions of alert instances</p>}
      <AlertRules groups={groups} at={at} pluginId={pluginId} />
    </>
  );
}

function useRuleGroups(source: string): RuleGroup[] {
  const [groups, setGroups] = useState<RuleGroup[]>([]);
  useEffect(() => {
    void getBackendSrv()
      .get<{ data: { groups: RuleGroup[] } }>(`/api/prometheus/${source}/api/v1/rules`)
      .then(({ data }) => setGroups(data.groups));
  }, [source]);
  return groups;
}

/** From 13.1 on nothing renders them (https://github.com/grafana/grafana/issues/130562). */
function rendersInstanceActions(): boolean {
  const [major = 0, minor = 0] = config.buildInfo.version.split('.').map(Number);
  return major < 13 || (major === 13 && minor < 1);
}

function AlertInstances({ groups, at }: { groups: RuleGroup[]; at: LinksAt }): React.JSX.Element {
  const linksFor = (context?: object) => at('grafana/alerting/instance/action', context);
  // Grafana asks without an alert whether there is anything to show at all.
  if (linksFor().length === 0) {
    return <p>No links for alerts</p>;
  }
  return (
    <PlainList label="Alert instances">
      {groups
        .flatMap(({ rules }) => rules)
        .flatMap((rule) =>
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
    </PlainList>
  );
}

/** The menu of a rule, which shows links of the plugin that the rule says it comes from, and its annotations. */
function AlertRules({
  groups,
  at,
  pluginId,
}: {
  groups: RuleGroup[];
  at: LinksAt;
  pluginId: string;
}): React.JSX.Element {
  return (
    <PlainList label="Alert rules">
      {groups.flatMap(({ name: group, file: namespace, rules }) =>
        rules.map(({ name, query: expression, labels = {}, annotations = {} }) => {
          const context = { name, namespace, group, expression, labels, annotations };
          const isOurs = labels.__grafana_origin === `plugin/${pluginId}`;
          return (
            <li key={`${group} ${name}`} data-testid="alert-rule" data-alert={name}>
              <Point name={name} links={isOurs ? at('grafana/alerting/alertingrule/action', context) : []} />
              <RunbookUrl url={annotations.runbook_url} />
            </li>
          );
        })
      )}
    </PlainList>
  );
}

/** A link only where the address says where it is; a path is shown as it stands. */
function RunbookUrl({ url }: { url: string | undefined }): React.JSX.Element | null {
  if (url === undefined) {
    return null;
  }
  return /^https?:\/\//.test(url) ? <a href={url}>{url}</a> : <span>{url}</span>;
}

function PlainList({ label, children }: { label: string; children: ReactNode }): React.JSX.Element {
  return (
    <ul aria-label={label} style={{ listStyle: 'none' }}>
      {children}
    </ul>
  );
}

/** An entry does what its onClick does; a path alone does nothing here. */
function CommandPalette({ links }: { links: ShownLink[] }): React.JSX.Element {
  return (
    <div role="group" aria-label="Command palette">
      {links.map(({ title, onClick }) => (
        <Button key={title} variant="secondary" fill="text" onClick={() => onClick?.()}>
          {title}
        </Button>
      ))}
    </div>
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
