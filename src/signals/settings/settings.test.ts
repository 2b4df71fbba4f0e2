import { defaultSettings, grafanaUrlOf, parseSettings } from './settings';

const settingsOf = (stored: unknown) => {
  const { settings, problems } = parseSettings(stored);
  expect(problems).toEqual([]);
  return settings;
};

describe('parseSettings', () => {
  it('works with nothing stored', () => {
    expect(parseSettings(undefined)).toEqual({ settings: defaultSettings(), problems: [] });
    expect(parseSettings(null).problems).toEqual([]);
    expect(parseSettings({}).problems).toEqual([]);
  });

  it('keeps what can be used', () => {
    const settings = settingsOf({
      version: 2,
      metricsDataSourceUid: 'prom',
      grafanaUrl: 'https://grafana.example.org/sub/',
      clusterLabel: 'k8s_cluster',
      selectors: { nodeExporter: 'job="node", env=~"a|b"' },
      events: {
        source: 'loki',
        preset: 'custom',
        expr: 'my_events',
        loki: { dataSourceUid: 'l', selector: 'app="x"' },
      },
      thresholds: { memoryCgroupsHigh: 30000 },
    });
    expect(settings.metricsDataSourceUid).toBe('prom');
    expect(settings.grafanaUrl).toBe('https://grafana.example.org/sub');
    expect(settings.clusterLabel).toBe('k8s_cluster');
    expect(settings.selectors.nodeExporter).toBe('job="node", env=~"a|b"');
    expect(settings.selectors.exporterPod).toBe(defaultSettings().selectors.exporterPod);
    expect(settings.events).toEqual({
      source: 'loki',
      preset: 'custom',
      expr: 'my_events',
      loki: { dataSourceUid: 'l', layout: 'alloy', selector: 'app="x"' },
    });
    expect(settings.thresholds.memoryCgroupsHigh).toBe(30000);
  });

  it('takes the selectors of the stack, and own ones before them', () => {
    const { selectors, ownSelectors } = settingsOf({
      version: 2,
      stack: 'kubePrometheusStack',
      selectors: { kubelet: 'job="my-kubelet"', nodeExporter: ' ' },
    });
    expect(selectors.nodeExporter).toBe('job="node-exporter"');
    expect(selectors.kubelet).toBe('job="my-kubelet"');
    expect(ownSelectors).toEqual({ kubelet: 'job="my-kubelet"' });
  });

  it.each([
    ['a text', 'nonsense', 'settings'],
    ['a list', [1], 'settings'],
    ['a version of the future', { version: 99 }, 'version'],
    ['a version that is none', { version: 'new' }, 'version'],
    ['a label that is none', { clusterLabel: 'a b' }, 'clusterLabel'],
    ['an address of another kind', { grafanaUrl: 'javascript:alert(1)' }, 'grafanaUrl'],
    ['an unknown stack', { stack: 'toString' }, 'stack'],
    ['a selector that would end its braces', { selectors: { kubelet: 'job="x"} or up{' } }, 'selectors.kubelet'],
    ['a selector of another type', { selectors: { kubelet: 7 } }, 'selectors.kubelet'],
    ['two matchers without a comma', { selectors: { kubelet: 'a="1" b="2"' } }, 'selectors.kubelet'],
    ['a negative threshold', { thresholds: { memoryCgroupsHigh: -1 } }, 'thresholds.memoryCgroupsHigh'],
    ['a share above one', { thresholds: { memoryShortRatio: 5 } }, 'thresholds.memoryShortRatio'],
    ['minutes that are not whole', { thresholds: { stuckPodMinutes: 1.5 } }, 'thresholds.stuckPodMinutes'],
    [
      'short above ample',
      { thresholds: { memoryShortRatio: 0.4, memoryAmpleRatio: 0.3 } },
      'thresholds.memoryShortRatio',
    ],
    ['a threshold that is not a number', { thresholds: { memoryCgroupsHigh: 'many' } }, 'thresholds.memoryCgroupsHigh'],
    ['thresholds that are a text', { thresholds: 'many' }, 'thresholds'],
    ['selectors that are a list', { selectors: [] }, 'selectors'],
    ['an unknown event preset', { events: { preset: 'telepathy' } }, 'events.preset'],
    ['an unknown event source', { events: { source: 'telepathy' } }, 'events.source'],
    [
      'a stream selector that would end its braces',
      { events: { loki: { selector: 'a="b"} |= "' } } },
      'events.loki.selector',
    ],
    ['a layout that nobody writes', { events: { loki: { layout: 'runes' } } }, 'events.loki.layout'],
  ])('falls back to the default and says so for %s', (_, stored, field) => {
    const { settings, problems } = parseSettings(stored);
    expect(settings).toEqual(defaultSettings());
    expect(problems.map((each) => each.field)).toEqual([field]);
  });
});

describe('what version 1 stored', () => {
  it('keeps its own selectors, and no default that would win over a stack', () => {
    const version1 = {
      version: 1,
      selectors: {
        nodeExporter: '',
        kubeStateMetrics: '',
        kubelet: 'job="k"',
        exporterPod: 'pod=~".*node-exporter.*"',
      },
    };
    expect(settingsOf(version1).ownSelectors).toEqual({ kubelet: 'job="k"' });
  });

  it.each([
    [{ preset: 'none' }, { source: 'none', preset: 'auto' }],
    [{ preset: 'auto' }, { source: 'prometheus', preset: 'auto' }],
    [
      { preset: 'custom', expr: 'my_events' },
      { source: 'prometheus', preset: 'custom', expr: 'my_events' },
    ],
    [{ preset: 'kubeEventInfo' }, { source: 'prometheus', preset: 'kubeEventInfo' }],
  ])('reads events %j', (events, expected) => {
    expect(settingsOf({ version: 1, events }).events).toMatchObject(expected);
  });

  it('may be of no version, and may hold what version 2 knows', () => {
    expect(settingsOf({ events: { source: 'loki', preset: 'auto' }, stack: 'nodeMixin' })).toMatchObject({
      stack: 'nodeMixin',
      events: { source: 'loki' },
    });
  });
});

describe('grafanaUrlOf', () => {
  it.each([
    ['https://grafana.example.org', 'https://grafana.example.org'],
    [' http://10.0.0.1:3000/grafana// ', 'http://10.0.0.1:3000/grafana'],
  ])('takes %s', (typed, used) => {
    expect(grafanaUrlOf(typed)).toBe(used);
  });

  it.each([
    '',
    'grafana.example.org',
    '/grafana',
    'ftp://grafana.example.org',
    'javascript:alert(1)//https://x',
    'https://',
    'https://a b',
    'https://user:secret@grafana.example.org',
    'https://grafana.example.org/?orgId=1',
    'https://grafana.example.org/#x',
    'https://grafana.example.org/{{ evil }}',
    'https://grafana.example.org/"',
  ])('refuses %j', (typed) => {
    expect(grafanaUrlOf(typed)).toBeUndefined();
  });
});
