import { ThemeContext, type EventBusExtended } from '@grafana/data';
import { config, LocationServiceProvider, locationService } from '@grafana/runtime';
import { GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import React from 'react';
import { Router } from 'react-router-dom';
import { CompatRouter, Navigate, Route, Routes } from 'react-router-dom-v5-compat';
import { Chrome } from './chrome';
import { PluginMetaContext } from './navigation';
import { ExtensionPointsRoute } from './extension-points';
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
                    <Route path={`/plugins/${id}/*`} element={<ConfigurationRoute {...loaded} />} />
                    <Route path="/extension-points" element={<ExtensionPointsRoute {...loaded} />} />
                    <Route path="/" element={<Navigate replace to={`/a/${id}`} />} />
                    <Route path="*" element={<p>Page not found</p>} />
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
