// Imported first: @grafana/runtime builds its configuration from this global while it is being loaded.
import { permissionsOf, roles } from '../permissions';

const configuration = window.memcgHostConfiguration;
const search = new URLSearchParams(window.location.search);

function remembered<Value extends string>(name: string, allowed: readonly Value[], fallback: Value): Value {
  const key = `memcg-host.${name}`;
  const among = (value: string | null) => allowed.find((each) => each === value);
  const asked = among(search.get(name));
  if (asked !== undefined) {
    window.sessionStorage.setItem(key, asked);
  }
  return among(window.sessionStorage.getItem(key)) ?? fallback;
}

const theme = remembered('theme', ['dark', 'light'], 'dark');
const role = configuration.role ?? remembered('role', roles, 'Admin');
// `detect` is what stands here where the server's default_language says so; nothing resolves it.
const language = remembered('language', ['en-US', 'zh-Hans', 'detect'], 'en-US');

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
    language,
    regionalFormat: language,
    permissions: permissionsOf(role),
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
