import { config } from '@grafana/runtime';

/** What Grafana asks before it opens a page that this app links to, or takes what this app writes. */
const needsOneOf = {
  explore: ['datasources:explore'],
  silence: ['alert.silences:create', 'alert.instances:create', 'alert.instances.external:write'],
  dashboard: ['dashboards:read'],
  addDataSource: ['datasources:create'],
  configure: ['plugins:write'],
} as const;

export type Deed = keyof typeof needsOneOf;

/**
 * Whether the reader may: without the permission Grafana shows its home page in silence, or refuses what is sent. By the
 * permissions of Grafana's boot data; where it carries none, nothing is withheld.
 */
export function isAllowed(deed: Deed): boolean {
  const permissions = config.bootData?.user?.permissions;
  return permissions === undefined || needsOneOf[deed].some((permission) => permissions[permission] === true);
}
