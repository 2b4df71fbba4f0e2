import { randomUUID } from 'node:crypto';
import type { Role } from '../host/permissions';
import { GrafanaRefusal, type GrafanaApi, type Login } from './grafanaApi';

const loginOf = (role: Role) => `memcg-kmem-${role.toLowerCase()}`;

/** An account with this role, whose password nobody else knows. */
export async function provideAccount(api: GrafanaApi, role: Role): Promise<Login> {
  const login = { user: loginOf(role), password: randomUUID() };
  const id = await idOfAccount(api, login);
  await api.send('PATCH', `/api/org/users/${id}`, { role });
  return login;
}

async function idOfAccount(api: GrafanaApi, { user, password }: Login): Promise<number> {
  try {
    return idIn(await api.send('POST', '/api/admin/users', { name: user, login: user, password }));
  } catch (error) {
    if (!(error instanceof GrafanaRefusal && error.status === 412)) {
      throw error;
    }
    // Of an earlier run.
    const id = idIn(await api.send('GET', lookUp(user)));
    await api.send('PUT', `/api/admin/users/${id}/password`, { password });
    return id;
  }
}

export async function removeAccount(api: GrafanaApi, role: Role): Promise<void> {
  const found = await api.find(lookUp(loginOf(role)));
  if (found) {
    await api.send('DELETE', `/api/admin/users/${idIn(found)}`);
  }
}

const lookUp = (user: string) => `/api/users/lookup?loginOrEmail=${encodeURIComponent(user)}`;

function idIn({ id }: Record<string, unknown>): number {
  if (typeof id !== 'number') {
    throw new Error('Grafana names no account');
  }
  return id;
}
