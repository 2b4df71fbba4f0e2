// Pages of Grafana that the plugin links to: a title, and the permission that a real one asks for.
import { config } from '@grafana/runtime';
import React, { type ReactNode } from 'react';
import { Link, Navigate, useLocation } from 'react-router-dom-v5-compat';
import { isRole, mayDo, type Permission } from '../permissions';
import { PageFrame } from './page-frame';

export function mayDoHere(permission: Permission): boolean {
  const { orgRole } = config.bootData.user;
  return isRole(orgRole) && mayDo(orgRole, permission);
}

export function HomePage({ appPath }: { appPath: string }): React.JSX.Element {
  return (
    <PageFrame pageNav={{ text: 'Welcome to Grafana', url: '/' }}>
      <Link to={appPath}>Open the app</Link>
    </PageFrame>
  );
}

/** Without the permission Grafana shows its home page and says nothing. */
export function Guarded({
  needsOneOf,
  children,
}: {
  needsOneOf: readonly Permission[];
  children: ReactNode;
}): React.JSX.Element {
  return needsOneOf.some(mayDoHere) ? <>{children}</> : <Navigate replace to="/" />;
}

export function GrafanaPage({ title }: { title: string }): React.JSX.Element {
  const { search } = useLocation();
  return (
    <PageFrame pageNav={{ text: title }}>
      <ul aria-label="Query of the address">
        {[...new URLSearchParams(search)].map(([name, value], index) => (
          <li key={index}>{`${name}=${value}`}</li>
        ))}
      </ul>
    </PageFrame>
  );
}
