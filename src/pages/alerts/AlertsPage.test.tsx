import { config, locationService } from '@grafana/runtime';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { installedRules, ruleName } from '../../rules/ruleGroups';
import { durationMs } from '../../rules/samePromQL';
import { defaultSettings, type ParsedSettings } from '../../signals/settings/settings';
import { renderPage } from '../../test/renderPage';
import { prometheusSource, stubGrafana, type StubResponse } from '../../test/stubGrafana';
import AlertsPage from './AlertsPage';

const rulesPath = '/api/prometheus/prom/api/v1/rules';
const nowSeconds = () => Date.now() / 1000;
const agoText = (seconds: number) => new Date((nowSeconds() - seconds) * 1000).toISOString();

interface ApiRule {
  type: string;
  name: string;
  query: string;
  duration: number;
  health: string;
  lastError?: string;
  alerts?: unknown[];
}

/** What Prometheus would answer with the rules of these settings loaded, changed rule by rule. */
function loaded(
  change: (rule: ApiRule) => ApiRule | undefined = (rule) => rule,
  settings = defaultSettings()
): StubResponse {
  const groups = installedRules({ settings, grafanaUrl: '' }).map(({ name, rules }) => ({
    name,
    interval: 60,
    evaluationTime: 0.0123,
    lastEvaluation: agoText(20),
    rules: rules.flatMap((rule) => {
      const changed = change({
        type: rule.alert === undefined ? 'recording' : 'alerting',
        name: ruleName(rule),
        query: rule.expr,
        duration: durationMs(rule.for ?? '') / 1000,
        health: 'ok',
      });
      return changed ? [changed] : [];
    }),
  }));
  return { status: 200, data: { status: 'success', data: { groups } } };
}

const only = (name: string, changes: Partial<ApiRule>) => (rule: ApiRule) =>
  rule.name === name ? { ...rule, ...changes } : rule;

interface Opening {
  rules?: StubResponse;
  parsed?: Partial<ParsedSettings['settings']>;
  sources?: Parameters<typeof stubGrafana>[1];
  search?: string;
}

function open({ rules = loaded(), parsed = {}, sources, search = '' }: Opening = {}) {
  const stub = stubGrafana({}, sources);
  stub.paths[rulesPath] = rules;
  renderPage(<AlertsPage />, `/alerts${search}`, { settings: { ...defaultSettings(), ...parsed }, problems: [] });
  return stub;
}

const preview = () => screen.findByLabelText(/^memcg-kmem\.|^alertmanager\.yml$/);
const exported = async () => (await preview()).textContent ?? '';

describe('the alerts page says first', () => {
  it('that all rules are loaded', async () => {
    open();
    expect(
      await screen.findByText(/^All \d+ alerts and \d+ recording rules are loaded in Prometheus$/)
    ).toBeInTheDocument();
    expect(screen.getByText('No alert of this bundle fires or is pending.')).toBeInTheDocument();
    const groups = screen.getByRole('group', { name: 'Rules' });
    expect(within(groups).getAllByText('Evaluated')).toHaveLength(
      installedRules({ settings: defaultSettings(), grafanaUrl: '' }).length
    );
    expect(within(groups).getAllByText('12 ms').length).toBeGreaterThan(0);
  });

  it('that none is loaded, and leads to the files by keyboard', async () => {
    open({ rules: { status: 200, data: { status: 'success', data: { groups: [] } } } });
    expect(await screen.findByText('None of these alert rules is loaded in Prometheus')).toBeInTheDocument();
    expect(screen.queryByText('Firing now')).not.toBeInTheDocument();
    Element.prototype.scrollIntoView = jest.fn();
    screen.getByRole('button', { name: 'Go to the files' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toContainElement(screen.getByRole('heading', { name: 'Files to load' }));
  });

  it('which rules are missing', async () => {
    open({ rules: loaded((rule) => (rule.name === 'MemcgKmemLeakGrowing' ? undefined : rule)) });
    expect(await screen.findByText(/^Alert rules are missing in Prometheus: 1 of \d+$/)).toBeInTheDocument();
    const notable = screen.getByRole('group', { name: 'Rules that need a look' });
    expect(notable).toHaveTextContent('MemcgKmemLeakGrowingNot loaded.');
  });

  it('which rule cannot be evaluated, and why', async () => {
    open({
      rules: loaded(only('node:memcg_kmem_kernel:info', { health: 'err', lastError: 'found duplicate series' })),
    });
    expect(await screen.findByText('Rules that Prometheus cannot evaluate: 1')).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Rules that need a look' })).toHaveTextContent('found duplicate series');
    expect(screen.getByText('Cannot be evaluated')).toBeInTheDocument();
  });

  it('that the rules judge by other thresholds than the page', async () => {
    const thresholds = { ...defaultSettings().thresholds, memoryCgroupsHigh: 12345 };
    open({ parsed: { thresholds } });
    expect(await screen.findByText(/not all as this version writes them/)).toBeInTheDocument();
    expect(screen.getByText('1 changed')).toBeInTheDocument();
  });

  it('that a kind of data source tells no rules; the files are there all the same', async () => {
    const stub = open({ rules: { status: 404, data: { message: 'unexpected datasource type' } } });
    stub.paths['/api/datasources/uid/prom/resources/api/v1/rules'] = { status: 404, data: {} };
    expect(await screen.findByText('Prometheus does not tell which rules are loaded')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show technical text' }));
    expect(screen.getByText(/unexpected datasource type/)).toBeInTheDocument();
    expect(await exported()).toContain('kind: PrometheusRule');
  });

  it('that the reader may not see them, and asks again on demand', async () => {
    const stub = open({ rules: { status: 403, data: { message: 'no permission' } } });
    const others = ['uid/prom/resources', 'proxy/uid/prom'].map((path) => `/api/datasources/${path}/api/v1/rules`);
    for (const path of others) {
      stub.paths[path] = { status: 403, data: {} };
    }
    expect(await screen.findByText('You may not see the alert rules of Prometheus')).toBeInTheDocument();
    stub.paths[rulesPath] = loaded();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText(/^All \d+ alerts and \d+ recording rules are loaded/)).toBeInTheDocument();
  });

  it('that the data source cannot be reached', async () => {
    open({ rules: { status: 502, data: { message: 'Bad Gateway' } } });
    expect(await screen.findByText('The alert rules of Prometheus could not be read')).toBeInTheDocument();
  });

  it('that there is no data source; the files are there all the same', async () => {
    open({ sources: [prometheusSource({ type: 'loki' })] });
    expect(await exported()).toContain('kind: PrometheusRule');
    expect(screen.queryByTestId(/^rules-/)).not.toBeInTheDocument();
  });
});

describe('an alert', () => {
  const alert = (state: string, labels: Record<string, string>, runbook = '') => ({
    state,
    activeAt: agoText(3 * 3600 + 60),
    labels: { ...labels },
    annotations: { summary: 'It fails.', runbook_url: runbook },
    value: '1e+00',
  });
  const failing = alert(
    'firing',
    { severity: 'critical', cluster: 'prod-a', node: 'worker-17' },
    'https://grafana.example.org/sub/a/memcg-kmemleak-app/runbook/relief?cluster=prod-a&node=worker-17'
  );

  it('leads to its node, its runbook and a silence, with the data source of the page', async () => {
    open({
      rules: loaded(only('MemcgKmemCreationFailing', { alerts: [failing] })),
      sources: [
        prometheusSource(),
        prometheusSource({ uid: 'am', name: 'Main AM', type: 'alertmanager', isDefault: false }),
      ],
      search: '?ds=prom',
    });
    expect(await screen.findByText('1 firing, 0 pending.')).toBeInTheDocument();
    const table = screen.getByRole('group', { name: 'Firing now' });
    expect(within(table).getByText(/Firing · critical/)).toBeInTheDocument();
    expect(within(table).getByText('3 h 1 min')).toBeInTheDocument();
    const hrefs = within(table)
      .getAllByRole('link')
      .map((link) => decodeURIComponent(link.getAttribute('href') ?? ''));
    expect(hrefs).toEqual([
      '/a/memcg-kmemleak-app/nodes/worker-17?ds=prom&cluster=prod-a',
      '/a/memcg-kmemleak-app/runbook/relief?cluster=prod-a&node=worker-17&ds=prom',
      expect.stringMatching(
        /^\/alerting\/silence\/new\?alertmanager=Main\+AM&.*matcher=cluster=prod-a&matcher=node=worker-17/
      ),
    ]);
    await userEvent.click(within(table).getByRole('link', { name: 'worker-17 (prod-a)' }));
    await waitFor(() => expect(locationService.getLocation().pathname).toBe('/a/memcg-kmemleak-app/nodes/worker-17'));
  });

  it('about a kernel leads to the nodes with it; a link elsewhere is not taken for a runbook', async () => {
    const exposed = alert('pending', { severity: 'info', kernel_version: '3.10.0-957' }, 'https://evil.example.org/x');
    open({ rules: loaded(only('MemcgKmemKernelExposed', { alerts: [exposed] })) });
    const link = await screen.findByRole('link', { name: 'Nodes with kernel 3.10.0-957' });
    expect(link).toHaveAttribute('href', '/a/memcg-kmemleak-app/nodes?q=3.10.0-957');
    expect(screen.queryByRole('link', { name: 'Runbook' })).not.toBeInTheDocument();
  });

  it('is one of fifty shown at first', async () => {
    const many = Array.from({ length: 60 }, (_, index) => alert('firing', { severity: 'warning', node: `n${index}` }));
    open({ rules: loaded(only('MemcgKmemLeakGrowing', { alerts: many })) });
    expect(await screen.findAllByTestId('alert-node')).toHaveLength(50);
    await userEvent.click(screen.getByRole('button', { name: 'Show all 60' }));
    expect(screen.getAllByTestId('alert-node')).toHaveLength(60);
  });
});

describe('the files', () => {
  it('carry the typed labels and namespace, and are withheld while those cannot be', async () => {
    open();
    expect(await exported()).toContain('labels:\n    release: kube-prometheus-stack\nspec:');
    const labels = screen.getByLabelText(/Labels of the object/);
    await userEvent.clear(labels);
    await userEvent.type(labels, 'release=monitoring, team=sre');
    await userEvent.type(screen.getByLabelText(/Namespace/), 'monitoring');
    expect(await exported()).toContain('namespace: monitoring\n  labels:\n    release: monitoring\n    team: sre\n');
    await userEvent.type(labels, ' =');
    expect(await screen.findByText(/Not a label: team=sre =/)).toBeInTheDocument();
    expect(screen.queryByLabelText('memcg-kmem.prometheusrule.yaml')).not.toBeInTheDocument();
  });

  it('are chosen by keyboard', async () => {
    open();
    (await screen.findByRole('radio', { name: 'PrometheusRule' })).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(await exported()).toMatch(/^groups:/);
    await userEvent.keyboard('{ArrowRight}');
    expect(await exported()).toMatch(/^inhibit_rules:/m);
  });

  it('link to the address that is set, else to that of this Grafana', async () => {
    config.appUrl = 'https://own.example.org/grafana/';
    open();
    expect(await exported()).toContain('https://own.example.org/grafana/a/memcg-kmemleak-app/runbook/');
    open({ parsed: { grafanaUrl: 'https://set.example.org' } });
    await waitFor(() => expect(screen.getAllByLabelText('memcg-kmem.prometheusrule.yaml')).toHaveLength(2));
    expect(screen.getAllByLabelText('memcg-kmem.prometheusrule.yaml')[1]).toHaveTextContent(
      'https://set.example.org/a/memcg-kmemleak-app/runbook/'
    );
  });
});
