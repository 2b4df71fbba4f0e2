import { PluginContextProvider, type NavModelItem } from '@grafana/data';
import { config } from '@grafana/runtime';
import { ErrorBoundaryAlert } from '@grafana/ui';
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

export function ConfigurationRoute({ plugin, meta }: LoadedPlugin): React.JSX.Element {
  const query = new URLSearchParams(useLocation().search);
  // Grafana hides the configuration tabs from those who may not write plugin settings.
  const pages = config.bootData.user.orgRole === 'Admin' ? (plugin.configPages ?? []) : [];
  const current = pages.find((page) => page.id === query.get('page')) ?? pages[0];
  const pageNav: NavModelItem = {
    text: meta.name,
    subTitle: meta.info.description,
    children: pages.map((page) => ({
      text: page.title,
      url: `/plugins/${meta.id}?page=${page.id}`,
      active: page === current,
    })),
  };
  return (
    <PageFrame pageNav={pageNav}>
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
