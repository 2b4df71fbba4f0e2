import { PluginContextProvider, type NavModelItem } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Button, ErrorBoundaryAlert } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { PageFrame } from './page-frame';
import type { LoadedPlugin } from './plugin-loader';

/** No Suspense on purpose: not every supported Grafana has one around an app, so the plugin must bring its own. */
export function AppRoute({ plugin, meta }: LoadedPlugin): React.JSX.Element | null {
  const { pathname, search } = useLocation();
  const Root = plugin.root;
  if (!Root) {
    return null;
  }
  return (
    <ErrorBoundaryAlert>
      <PluginContextProvider meta={meta}>
        <Root
          meta={meta}
          basename={`/a/${meta.id}`}
          path={pathname}
          query={Object.fromEntries(new URLSearchParams(search))}
          onNavChanged={() => undefined}
        />
      </PluginContextProvider>
    </ErrorBoundaryAlert>
  );
}

/** Tabs of one path. Enable and disable write back the settings that were there when Grafana was loaded, as Grafana does. */
export function ConfigurationRoute({ plugin, meta }: LoadedPlugin): React.JSX.Element {
  const query = new URLSearchParams(useLocation().search);
  const pages = plugin.configPages ?? [];
  const tab = query.get('page') ?? pages[0]?.id ?? 'overview';
  const current = pages.find(({ id }) => id === tab);
  const tabs = [{ id: 'overview', title: 'Overview' }, ...pages, { id: 'dashboards', title: 'Dashboards' }];
  const pageNav: NavModelItem = {
    text: meta.name,
    subTitle: meta.info.description,
    children: tabs.map(({ id, title }) => ({
      text: title,
      url: `/plugins/${meta.id}?page=${id}`,
      active: id === tab,
    })),
  };
  return (
    <PageFrame pageNav={pageNav} actions={<EnableButton meta={meta} />}>
      <ErrorBoundaryAlert>
        <PluginContextProvider meta={meta}>
          {current ? (
            <current.body plugin={plugin} query={Object.fromEntries(query)} />
          ) : (
            <p>{meta.info.description}</p>
          )}
        </PluginContextProvider>
      </ErrorBoundaryAlert>
    </PageFrame>
  );
}

function EnableButton({ meta }: Pick<LoadedPlugin, 'meta'>): React.JSX.Element {
  const write = async (): Promise<void> => {
    const { id, enabled, pinned, jsonData } = meta;
    await getBackendSrv().post(`/api/plugins/${id}/settings`, { enabled: !enabled, pinned, jsonData });
    window.location.reload();
  };
  return <Button onClick={() => void write()}>{meta.enabled ? 'Disable' : 'Enable'}</Button>;
}
