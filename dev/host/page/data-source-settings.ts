import { PluginType, type DataSourceInstanceSettings, type DataSourcePluginMeta } from '@grafana/data';
import type { DataSourceListing } from '../data-sources';

function pluginMeta(type: DataSourceListing['type']): DataSourcePluginMeta {
  const logo = '/public/img/icons/unicons/database.svg';
  return {
    id: type,
    name: type === 'loki' ? 'Loki' : 'Prometheus',
    type: PluginType.datasource,
    module: `core:plugin/${type}`,
    baseUrl: '',
    metrics: true,
    logs: type === 'loki',
    alerting: true,
    annotations: true,
    info: {
      author: { name: 'Grafana Labs' },
      description: '',
      links: [],
      logos: { small: logo, large: logo },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
}

export function instanceSettings(): DataSourceInstanceSettings[] {
  return window.memcgHostConfiguration.dataSources.map((listing) => ({
    id: listing.id,
    uid: listing.uid,
    name: listing.name,
    type: listing.type,
    isDefault: listing.isDefault,
    jsonData: listing.jsonData,
    meta: pluginMeta(listing.type),
    access: 'proxy',
    readOnly: true,
    url: `/api/datasources/proxy/uid/${listing.uid}`,
  }));
}
