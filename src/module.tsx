import { AppPlugin, type AppRootProps, type PluginConfigPageProps, type AppPluginMeta } from '@grafana/data';
import { whenLoaded } from './components/whenLoaded';
import { addExtensionLinks } from './extensions/links';
import { withTexts } from './locales/withTexts';

const App = whenLoaded<AppRootProps>(() => import('./pages/App'));
const ConfigPage = whenLoaded<PluginConfigPageProps<AppPluginMeta>>(() =>
  withTexts(import(/* webpackChunkName: "config" */ './pages/config/ConfigPage'))
);

export const plugin = new AppPlugin().setRootPage(App).addConfigPage({
  title: 'Configuration',
  icon: 'cog',
  body: ConfigPage,
  id: 'configuration',
});

addExtensionLinks(plugin);
