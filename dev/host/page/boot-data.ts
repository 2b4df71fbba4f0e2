// Imported first: @grafana/runtime builds its configuration from this global while it is being loaded.

const configuration = window.memcgHostConfiguration;
const search = new URLSearchParams(window.location.search);

function remembered(name: string, allowed: readonly string[], fallback: string): string {
  const key = `memcg-host.${name}`;
  const asked = search.get(name);
  if (asked !== null && allowed.includes(asked)) {
    window.sessionStorage.setItem(key, asked);
  }
  return window.sessionStorage.getItem(key) ?? fallback;
}

const theme = remembered('theme', ['dark', 'light'], 'dark');
const role = remembered('role', ['Admin', 'Editor', 'Viewer'], 'Admin');

window.grafanaBootData = {
  assets: { dark: '', light: '' },
  navTree: [],
  user: {
    isSignedIn: true,
    id: 1,
    uid: 'host-user',
    login: 'oncall',
    email: 'oncall@example.com',
    name: 'On-call',
    theme,
    lightTheme: theme === 'light',
    orgCount: 1,
    orgId: 1,
    orgName: 'Main Org.',
    orgRole: role,
    isGrafanaAdmin: role === 'Admin',
    gravatarUrl: '',
    timezone: 'browser',
    weekStart: 'browser',
    language: 'en-US',
    regionalFormat: 'en-US',
    permissions: { 'plugins:write': role === 'Admin', 'datasources:explore': role !== 'Viewer' },
    analytics: { identifier: '' },
    authenticatedBy: '',
    externalUserId: '',
  },
  settings: {
    appSubUrl: '',
    appUrl: `${window.location.origin}/`,
    buildInfo: { version: configuration.grafana, commit: '', env: 'production', edition: 'Open Source' },
    defaultDatasource: configuration.dataSources.find((one) => one.isDefault)?.name ?? '',
    featureToggles: {},
    namespace: 'default',
    minRefreshInterval: '5s',
    exploreEnabled: true,
    unifiedAlertingEnabled: true,
    liveEnabled: false,
    rbacEnabled: true,
  },
};

export {};
