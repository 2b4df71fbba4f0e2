import { type AppPluginMeta, type DataSourceInstanceSettings } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { throwError } from 'rxjs';
import { renderPage } from '../../test/renderPage';
import { prometheusSource, stubGrafana } from '../../test/stubGrafana';
import { ConfigForm } from './ConfigForm';

const configPath = '/plugins/memcg-kmemleak-app?page=configuration';

afterEach(() => {
  Object.assign(config.bootData.user, { permissions: undefined });
  sessionStorage.clear();
});

interface Opened {
  mayWrite?: boolean;
  jsonData?: unknown;
  sources?: DataSourceInstanceSettings[];
}

function open({ mayWrite = true, jsonData, sources }: Opened = {}) {
  const stub = stubGrafana({}, sources);
  const reloadPage = jest.fn();
  Object.assign(config.bootData.user, { permissions: { 'plugins:write': mayWrite } });
  renderPage(
    <ConfigForm
      meta={{ id: 'memcg-kmemleak-app', enabled: true, pinned: false, jsonData } as AppPluginMeta}
      reloadPage={reloadPage}
    />,
    configPath
  );
  return { ...stub, reloadPage };
}

async function retype(label: RegExp, typed: string) {
  const field = screen.getByLabelText(label);
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(typed);
}

const saveButton = () => screen.getByRole('button', { name: 'Save' });

describe('the configuration form', () => {
  it('saves what was changed, and leaves the app enabled and pinned as it was', async () => {
    const stub = open();
    expect(saveButton()).toBeDisabled();
    await retype(/Cluster label/, 'k8s_cluster');
    expect(screen.getByText('Not saved yet')).toBeInTheDocument();
    await userEvent.click(saveButton());
    expect(await screen.findByText(/^Saved\./)).toBeInTheDocument();
    expect(stub.requests.at(-1)).toMatchObject({
      url: '/api/plugins/memcg-kmemleak-app/settings',
      data: { enabled: true, pinned: false, jsonData: { version: 2, clusterLabel: 'k8s_cluster' } },
    });
    expect(saveButton()).toBeDisabled();
  });

  it('loads Grafana anew after saving, when nothing would be lost, and says so on the page that comes', async () => {
    const { reloadPage } = open();
    reloadPage.mockImplementation(() => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(false);
    });
    await retype(/Cluster label/, 'k8s_cluster');
    await userEvent.click(saveButton());
    await waitFor(() => expect(reloadPage).toHaveBeenCalledTimes(1));
    cleanup();
    open();
    expect(screen.getByText(/^Saved\./)).toBeInTheDocument();
    cleanup();
    open();
    expect(screen.queryByText(/^Saved\./)).not.toBeInTheDocument();
  });

  it('keeps stored fields that it does not know', async () => {
    const stub = open({ jsonData: { version: 2, future: { a: 1 }, thresholds: { futureLimit: 3 } } });
    await retype(/Memory cgroups, high/, '30000');
    await userEvent.click(saveButton());
    await screen.findByText(/^Saved\./);
    expect(stub.requests.at(-1)?.data).toMatchObject({
      jsonData: { version: 2, future: { a: 1 }, thresholds: { futureLimit: 3, memoryCgroupsHigh: 30000 } },
    });
  });

  it('says why it could not save, and keeps what was typed', async () => {
    const stub = open();
    await retype(/Cluster label/, 'k8s_cluster');
    jest
      .spyOn(jest.requireActual<typeof import('@grafana/runtime')>('@grafana/runtime').getBackendSrv(), 'fetch')
      .mockReturnValueOnce(throwError(() => ({ status: 403, data: { message: 'Access denied' }, config: {} })));
    await userEvent.click(saveButton());
    expect(await screen.findByText('Access denied')).toBeInTheDocument();
    expect(screen.getByLabelText(/Cluster label/)).toHaveValue('k8s_cluster');
    expect(saveButton()).toBeEnabled();
    expect(stub.requests).toEqual([]);
    expect(stub.reloadPage).not.toHaveBeenCalled();
  });

  it.each([
    [/Selector of the kubelet/, 'job=kubelet', /separated by commas, without braces\.$/],
    [/Cluster label/, 'not a label', /^A label name/],
    [/Address of this Grafana/, 'grafana.example.org', /^An address such as/],
    [/Memory cgroups, high/, 'many', /^A number above zero/],
    [/Memory is ample from/, '20', /^A share between 0 and 1/],
    [/Memory is short below/, '0.5', /^Must not be above/],
  ])('says what is wrong with %s as it is typed, and does not save it', async (label, typed, problem) => {
    open();
    await retype(label, typed);
    expect(screen.getByText(problem, { selector: '[role=alert], [role=alert] *' })).toBeInTheDocument();
    expect(screen.getByText('1 field cannot be saved as it stands')).toBeInTheDocument();
    expect(saveButton()).toBeDisabled();
  });

  it('cannot be changed by others', () => {
    open({ mayWrite: false });
    expect(screen.getByText('Only an administrator can change these settings.')).toBeInTheDocument();
    for (const field of screen.getAllByRole('textbox')) {
      expect(field).toBeDisabled();
    }
    expect(saveButton()).toBeDisabled();
  });

  it('says which stored settings cannot be used', () => {
    open({ jsonData: { clusterLabel: 7 } });
    expect(screen.getByText('clusterLabel')).toBeInTheDocument();
  });

  it('says that settings are provisioned, where the file says so', () => {
    open({ jsonData: { version: 2, provisioned: true } });
    expect(screen.getByText('These settings come from a provisioning file')).toBeInTheDocument();
  });

  it('says that a stored data source is gone, and replaces it with none', async () => {
    const stub = open({ jsonData: { version: 2, metricsDataSourceUid: 'removed' } });
    expect(screen.getByText(/^removed is not there/)).toBeInTheDocument();
    await retype(/Cluster label/, 'k8s_cluster');
    await userEvent.click(saveButton());
    await screen.findByText(/^Saved\./);
    expect(stub.requests.at(-1)?.data).toMatchObject({ jsonData: { metricsDataSourceUid: 'removed' } });
  });

  it('offers a provisioning file with the form as it stands', async () => {
    open();
    await retype(/Selector of the kubelet/, 'job=~"kubelet$"');
    await userEvent.click(screen.getByRole('button', { name: /Provisioning file/ }));
    const lines = screen.getByText(/apiVersion: 1/).textContent?.split('\n');
    expect(lines).toEqual(expect.arrayContaining(['  - type: memcg-kmemleak-app', '      selectors:']));
    expect(lines).toContain(String.raw`        kubelet: "job=~\"kubelet$$\""`);
  });

  it('tests the form as it stands, without saving it', async () => {
    const stub = open();
    await retype(/Selector of the kubelet/, 'job="mine"');
    await userEvent.click(screen.getByRole('button', { name: 'Test connection' }));
    const result = await screen.findByTestId('connection-test');
    expect(await within(result).findByText(/What Prometheus delivers/)).toBeInTheDocument();
    await waitFor(() => expect(JSON.stringify(stub.requests.map(({ data }) => data as unknown))).toContain('mine'));
    expect(stub.requests.some(({ url }) => url.endsWith('/settings'))).toBe(false);
  });

  it('tests Loki too: a stream without any line is said to be silent', async () => {
    const loki = prometheusSource({ uid: 'loki', name: 'Loki', type: 'loki', isDefault: false });
    open({ jsonData: { version: 2, events: { source: 'loki' } }, sources: [prometheusSource(), loki] });
    await userEvent.click(screen.getByRole('button', { name: 'Test connection' }));
    expect(await screen.findByText(/^Loki holds no line of \{job=~/)).toBeInTheDocument();
  });
});

describe('leaving the configuration form', () => {
  const leave = () => {
    act(() => locationService.push('/a/memcg-kmemleak-app/nodes'));
    return locationService.getLocation().pathname;
  };
  const closing = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };

  it('asks while changes are unsaved, and only then', async () => {
    const ask = jest.spyOn(window, 'confirm').mockReturnValue(false);
    open();
    expect(closing()).toBe(false);
    await retype(/Cluster label/, 'k8s_cluster');
    expect(closing()).toBe(true);
    expect(leave()).toBe('/plugins/memcg-kmemleak-app');
    expect(ask).toHaveBeenCalledWith('The changes are not saved. Leave this page?');

    await userEvent.click(screen.getByRole('button', { name: 'Undo changes' }));
    expect(closing()).toBe(false);
    expect(leave()).toBe('/a/memcg-kmemleak-app/nodes');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('asks before another tab of the same path, and not on the way to where the page is', async () => {
    const ask = jest.spyOn(window, 'confirm').mockReturnValue(false);
    ask.mockClear();
    open();
    await retype(/Cluster label/, 'k8s_cluster');
    act(() => locationService.push('/plugins/memcg-kmemleak-app?page=overview'));
    expect(locationService.getLocation().search).toBe('?page=configuration');
    expect(ask).toHaveBeenCalledTimes(1);
    act(() => locationService.push(`${configPath}#sources`));
    expect(locationService.getLocation().hash).toBe('#sources');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('lets go when the reader insists', async () => {
    jest.spyOn(window, 'confirm').mockReturnValue(true);
    open();
    await retype(/Cluster label/, 'k8s_cluster');
    expect(leave()).toBe('/a/memcg-kmemleak-app/nodes');
  });
});
