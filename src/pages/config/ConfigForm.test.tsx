import { type AppPluginMeta } from '@grafana/data';
import { config } from '@grafana/runtime';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { renderPage } from '../../test/renderPage';
import { stubGrafana } from '../../test/stubGrafana';
import { ConfigForm } from './ConfigForm';

function open(role: string, jsonData?: unknown) {
  const stub = stubGrafana();
  Object.assign(config.bootData.user, { orgRole: role, isGrafanaAdmin: false });
  renderPage(
    <ConfigForm meta={{ id: 'memcg-kmemleak-app', enabled: true, pinned: false, jsonData } as AppPluginMeta} />
  );
  return stub;
}

describe('the configuration form', () => {
  it('saves what was changed, and leaves the app enabled and pinned as it was', async () => {
    const stub = open('Admin');
    const field = screen.getByLabelText(/Cluster label/);
    await userEvent.clear(field);
    await userEvent.type(field, 'k8s_cluster');
    expect(screen.getByText('Not saved yet')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Saved\./)).toBeInTheDocument();
    expect(stub.requests.at(-1)).toMatchObject({
      url: '/api/plugins/memcg-kmemleak-app/settings',
      data: { enabled: true, pinned: false, jsonData: { version: 2, clusterLabel: 'k8s_cluster' } },
    });
  });

  it('says what is wrong as it is typed, and does not save it', async () => {
    open('Admin');
    const field = screen.getByLabelText(/Selector of the kubelet/);
    await userEvent.type(field, 'job=kubelet');
    expect(
      screen.getByText(/separated by commas, without braces\.$/, { selector: '[role=alert], [role=alert] *' })
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('cannot be changed by others', () => {
    open('Viewer');
    expect(screen.getByText('Only an administrator can change these settings.')).toBeInTheDocument();
    expect(screen.getByLabelText(/Cluster label/)).toBeDisabled();
  });

  it('says which stored settings cannot be used', () => {
    open('Admin', { clusterLabel: 7 });
    expect(screen.getByText('clusterLabel')).toBeInTheDocument();
  });
});
