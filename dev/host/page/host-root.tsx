import { ThemeContext, type EventBusExtended } from '@grafana/data';
import { config, LocationServiceProvider, locationService } from '@grafana/runtime';
import { GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import React from 'react';
import { Router } from 'react-router-dom';
import { CompatRouter, Route, Routes } from 'react-router-dom-v5-compat';
import { guardedPages } from '../permissions';
import { Chrome } from './chrome';
import { PluginMetaContext } from './navigation';
import { ExtensionPointsRoute } from './extension-points';
import { GrafanaPage, Guarded, HomePage } from './grafana-pages';
import { Notifications } from './notifications';
import type { LoadedPlugin } from './plugin-loader';
import { AppRoute, ConfigurationRoute } from './routes';

export function HostRoot({ loaded, events }: { loaded: LoadedPlugin; events: EventBusExtended }): React.JSX.Element {
  const { id } = loaded.meta;
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <LocationServiceProvider service={locationService}>
        <ModalsProvider>
          <Router history={locationService.getHistory()}>
            <CompatRouter>
              <PluginMetaContext.Provider value={loaded.meta}>
                <Chrome>
                  <Routes>
                    <Route path={`/a/${id}/*`} element={<AppRoute {...loaded} />} />
                    <Route path="/" element={<HomePage appPath={`/a/${id}`} />} />
                    {guardedPages.map(({ path, title, needsOneOf }) => (
                      <Route
                        key={path}
                        path={path}
                        element={
                          <Guarded needsOneOf={needsOneOf}>
                            {path === '/plugins/:id' ? (
                              <ConfigurationRoute {...loaded} />
                            ) : (
                              <GrafanaPage title={title} />
                            )}
                          </Guarded>
                        }
                      />
                    ))}
                    <Route path="/extension-points" element={<ExtensionPointsRoute {...loaded} />} />
                    <Route path="*" element={<h1>Page not found</h1>} />
                  </Routes>
                </Chrome>
                <Notifications events={events} />
                <ModalRoot />
                <PortalContainer />
              </PluginMetaContext.Provider>
            </CompatRouter>
          </Router>
        </ModalsProvider>
      </LocationServiceProvider>
    </ThemeContext.Provider>
  );
}
