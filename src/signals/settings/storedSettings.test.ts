import { defaultSettings, parseSettings } from './settings';
import { storedSettings } from './storedSettings';

const roundTrip = (stored: unknown) => storedSettings(parseSettings(stored).settings, stored);

describe('storedSettings', () => {
  it('writes nothing but the version for the defaults', () => {
    expect(storedSettings(defaultSettings())).toEqual({ version: 2 });
    expect(roundTrip(null)).toEqual({ version: 2 });
  });

  it('keeps what is set', () => {
    const stored = {
      version: 2,
      metricsDataSourceUid: 'prom',
      grafanaUrl: 'https://grafana.example.org/sub',
      clusterLabel: 'k8s_cluster',
      stack: 'k8sMonitoring',
      selectors: { kubelet: 'job="kubelet"' },
      events: { source: 'loki', loki: { dataSourceUid: 'loki', layout: 'openTelemetry', selector: 'job="events"' } },
      thresholds: { memoryCgroupsHigh: 30000 },
    };
    expect(roundTrip(stored)).toEqual(stored);
  });

  it('keeps fields that it does not know, at every level', () => {
    const stored = {
      version: 2,
      newcomer: { a: [1, { b: null }] },
      selectors: { futureExporter: 'job="x"' },
      thresholds: { futureLimit: 7 },
      events: { future: true, loki: { tenant: 'a' } },
    };
    expect(roundTrip(stored)).toEqual(stored);
  });

  it('takes cleared fields out', () => {
    const stored = {
      version: 2,
      metricsDataSourceUid: 'prom',
      grafanaUrl: 'https://grafana.example.org',
      selectors: { kubelet: 'job="kubelet"' },
      events: { preset: 'custom', expr: 'my_events' },
      thresholds: { memoryCgroupsHigh: 30000 },
    };
    expect(storedSettings(defaultSettings(), stored)).toEqual({ version: 2 });
  });

  it('replaces what could not be used', () => {
    expect(roundTrip({ version: 2, clusterLabel: 'a b', thresholds: 'many', events: [1] })).toEqual({ version: 2 });
  });

  it('reads back what it wrote', () => {
    const { settings } = parseSettings({ version: 1, selectors: { kubelet: 'job="k"' }, events: { preset: 'none' } });
    expect(parseSettings(storedSettings(settings)).settings).toEqual(settings);
  });
});
