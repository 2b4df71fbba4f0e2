// Who may do what in a Grafana whose permissions nobody has changed, as far as the plugin can meet it.

export const roles = ['Viewer', 'Editor', 'Admin'] as const;
export type Role = (typeof roles)[number];

const viewer = [
  'alert.instances:read',
  'alert.instances.external:read',
  'alert.rules:read',
  'alert.rules.external:read',
  'alert.silences:read',
  'dashboards:read',
  'datasources:query',
  'datasources:read',
  'folders:read',
  'plugins.app:access',
] as const;

const editor = [
  ...viewer,
  'alert.instances:create',
  'alert.instances:write',
  'alert.instances.external:write',
  'alert.rules:create',
  'alert.rules:write',
  'alert.silences:create',
  'alert.silences:write',
  'dashboards:create',
  'dashboards:write',
  'datasources:explore',
] as const;

const admin = [
  ...editor,
  'alert.provisioning:read',
  'alert.provisioning:write',
  'datasources:create',
  'datasources:delete',
  'datasources:write',
  'plugins:write',
] as const;

export type Permission = (typeof admin)[number];

const byRole: Readonly<Record<Role, readonly Permission[]>> = { Viewer: viewer, Editor: editor, Admin: admin };

export function isRole(value: string | null | undefined): value is Role {
  return roles.some((role) => role === value);
}

export function permissionsOf(role: Role): Record<string, true> {
  return Object.fromEntries(byRole[role].map((permission) => [permission, true as const]));
}

export function mayDo(role: Role, permission: Permission): boolean {
  return byRole[role].includes(permission);
}

/** Carries the role from the page to the server, where a real Grafana reads it from the session. */
export const roleHeader = 'x-stand-in-role';

/**
 * Pages of Grafana that the plugin links to, and what they ask for: one of these permissions. Without it Grafana shows the
 * home page and says nothing.
 */
export const guardedPages: ReadonlyArray<{ path: string; title: string; needsOneOf: readonly Permission[] }> = [
  { path: '/explore', title: 'Explore', needsOneOf: ['datasources:explore'] },
  {
    path: '/alerting/silence/new',
    title: 'Silence alert rule',
    needsOneOf: ['alert.silences:create', 'alert.instances:create', 'alert.instances.external:write'],
  },
  { path: '/d/:uid', title: 'Dashboard', needsOneOf: ['dashboards:read'] },
  {
    path: '/connections/datasources/*',
    title: 'Data sources',
    needsOneOf: ['datasources:create', 'datasources:write'],
  },
  { path: '/plugins/:id', title: 'Plugin', needsOneOf: ['plugins:write'] },
];
