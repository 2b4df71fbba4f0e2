import './boot-data';
import { initPluginTranslations } from '@grafana/i18n';
import { initDataSourceInstanceSettings } from '@grafana/runtime/dist/cjs/services/dataSource/settings.cjs';
import { initializeLoggersRegistry } from '@grafana/runtime/dist/cjs/services/logging/registry.cjs';
import { instanceSettings } from './data-source-settings';
import { startPage } from './start-page';

void initPluginTranslations('grafana').then(() => {
  initializeLoggersRegistry();
  const settings = instanceSettings();
  const byName = Object.fromEntries(settings.map((one) => [one.name, one]));
  initDataSourceInstanceSettings(byName, settings.find((one) => one.isDefault)?.name ?? '');
  return startPage();
});
