import { defaultSettings, parseSettings } from './settings';

describe('parseSettings', () => {
  it('works with nothing stored', () => {
    expect(parseSettings(undefined)).toEqual({ settings: defaultSettings(), problems: [] });
    expect(parseSettings(null).problems).toEqual([]);
    expect(parseSettings({}).problems).toEqual([]);
  });

  it('keeps what can be used', () => {
    const { settings, problems } = parseSettings({
      metricsDataSourceUid: 'prom',
      clusterLabel: 'k8s_cluster',
      selectors: { nodeExporter: 'job="node", env=~"a|b"' },
      events: { preset: 'custom', expr: 'my_events' },
      thresholds: { memoryCgroupsHigh: 30000 },
    });
    expect(problems).toEqual([]);
    expect(settings.metricsDataSourceUid).toBe('prom');
    expect(settings.clusterLabel).toBe('k8s_cluster');
    expect(settings.selectors.nodeExporter).toBe('job="node", env=~"a|b"');
    expect(settings.selectors.exporterPod).toBe(defaultSettings().selectors.exporterPod);
    expect(settings.events).toEqual({ preset: 'custom', expr: 'my_events' });
    expect(settings.thresholds.memoryCgroupsHigh).toBe(30000);
  });

  it.each([
    ['a text', 'nonsense', 'settings'],
    ['a list', [1], 'settings'],
    ['a label that is none', { clusterLabel: 'a b' }, 'clusterLabel'],
    ['a selector that would end its braces', { selectors: { kubelet: 'job="x"} or up{' } }, 'selectors.kubelet'],
    ['a selector of another type', { selectors: { kubelet: 7 } }, 'selectors.kubelet'],
    ['two matchers without a comma', { selectors: { kubelet: 'a="1" b="2"' } }, 'selectors.kubelet'],
    ['a negative threshold', { thresholds: { memoryCgroupsHigh: -1 } }, 'thresholds.memoryCgroupsHigh'],
    ['a threshold that is not a number', { thresholds: { memoryCgroupsHigh: 'many' } }, 'thresholds.memoryCgroupsHigh'],
    ['thresholds that are a text', { thresholds: 'many' }, 'thresholds'],
    ['selectors that are a list', { selectors: [] }, 'selectors'],
    ['an unknown event preset', { events: { preset: 'telepathy' } }, 'events.preset'],
  ])('falls back to the default and says so for %s', (_, stored, field) => {
    const { settings, problems } = parseSettings(stored);
    expect(settings).toEqual(defaultSettings());
    expect(problems.map((each) => each.field)).toEqual([field]);
  });
});
