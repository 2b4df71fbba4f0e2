import { AppPlugin, type AppRootProps, type PluginConfigPageProps, type AppPluginMeta } from '@grafana/data';
import React, { lazy, Suspense } from 'react';
import { addExtensionLinks } from './extensions/links';
import { withTexts } from './locales/withTexts';

const LazyApp = lazy(() => import('./pages/App'));
const LazyConfigPage = lazy(() => withTexts(import('./pages/config/ConfigPage')));

// Grafana 11.6 renders a lazy root page without a boundary of its own.
function Root(props: AppRootProps) {
  return (
    <Suspense fallback={null}>
      <LazyApp {...props} />
    </Suspense>
  );
}

function Configuration(props: PluginConfigPageProps<AppPluginMeta>) {
  return (
    <Suspense fallback={null}>
      <LazyConfigPage {...props} />
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(Root).addConfigPage({
  title: 'Configuration',
  icon: 'cog',
  body: Configuration,
  id: 'configuration',
});

addExtensionLinks(plugin);
