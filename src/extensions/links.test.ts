import { AppPlugin, type AppPluginMeta, dateTime } from '@grafana/data';
import { locationService, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import pluginJson from '../plugin.json';
import { addExtensionLinks, extensionLinks } from './links';

const links = extensionLinks(() => 'cluster');

function asked(title: string, context: unknown, among = links) {
  const link = among.find((each) => each.title === title);
  return link?.configure?.(context as object | undefined);
}

const runbook = (context: unknown) => asked('Open memcg kmem runbook', context);
const nodePage = (context: unknown) => asked('Open memcg kmem node page', context);
const check = (context: unknown) => asked('Memory cgroup leak check', context);

const labels = { alertname: 'MemcgKmemCreationFailing', severity: 'critical', cluster: 'prod-a', node: 'worker-17' };
const annotations = {
  summary: 'Memory cgroups cannot be created.',
  runbook_url: 'https://grafana.example.org/sub/a/memcg-kmemleak-app/runbook/nokmem?cluster=prod-a&node=worker-17',
};

// As each Grafana hands an alert over: 11.6 its own rule and alert objects, the later ones a narrower shape.
const instances: Record<string, object> = {
  '11.6': {
    instance: { activeAt: '2026-11-25T04:00:00Z', annotations, labels, state: 'firing', value: '1e+00' },
    rule: {
      name: 'MemcgKmemCreationFailing',
      query: 'node:memcg_kmem_creation_failing:bool == 1',
      labels: { severity: 'critical' },
      annotations: { runbook_url: '/a/memcg-kmemleak-app/runbook/relief?node={{ $labels.node | urlquery }}' },
      group: { name: 'memcg-kmem.alerts', rules: [], totals: {} },
      namespace: { rulesSource: { uid: 'prom', type: 'prometheus' }, name: 'rules.yaml', groups: [] },
      promRule: { type: 'alerting', health: 'ok' },
      instanceTotals: {},
      filteredInstanceTotals: {},
    },
  },
  '12.4': {
    instance: { activeAt: '2026-11-25T04:00:00Z', annotations, labels, state: 'Alerting', value: '1' },
    rule: undefined,
  },
  '13.2': {
    instance: { activeAt: '2026-11-25T04:00:00Z', annotations, labels, state: 'firing', value: '1e+00' },
    rule: { name: 'MemcgKmemCreationFailing', query: 'x', labels: {}, annotations: {}, uid: undefined },
  },
};

describe.each(Object.entries(instances))('an alert of ours in Grafana %s', (_, context) => {
  it('leads to its runbook and its node page', () => {
    expect(runbook(context)).toEqual({
      path: '/a/memcg-kmemleak-app/runbook/nokmem?cluster=prod-a&node=worker-17',
    });
    expect(nodePage(context)).toEqual({ path: '/a/memcg-kmemleak-app/nodes/worker-17?cluster=prod-a' });
  });
});

describe('an alert', () => {
  it('is ours by name where it names no runbook of ours', () => {
    const context = { instance: { labels, annotations: { runbook_url: 'https://wiki.example.org/oom' } } };
    expect(runbook(context)).toEqual({
      path: '/a/memcg-kmemleak-app/runbook/relief?node=worker-17&cluster=prod-a',
    });
  });

  it('is ours by its runbook, and by the plugin its rule comes from', () => {
    expect(runbook({ instance: { labels: { alertname: 'Renamed' }, annotations } })).toEqual({
      path: '/a/memcg-kmemleak-app/runbook/nokmem?cluster=prod-a&node=worker-17',
    });
    const origin = { __grafana_origin: 'plugin/memcg-kmemleak-app', node: 'n' };
    expect(nodePage({ instance: { labels: { alertname: 'Renamed', ...origin }, annotations: {} } })).toEqual({
      path: '/a/memcg-kmemleak-app/nodes/n',
    });
  });

  it('takes to its runbook the cluster that its server added after the rule had written the link', () => {
    const own = (query: string) => `/a/memcg-kmemleak-app/runbook/nokmem${query}`;
    const path = (query: string, cluster?: string) =>
      runbook({ instance: { labels: { ...labels, cluster }, annotations: { runbook_url: own(query) } } })?.path;
    expect(path('?node=worker-17', 'external')).toBe(own('?node=worker-17&cluster=external'));
    expect(path('?cluster=&node=worker-17', 'a b')).toBe(own('?cluster=a+b&node=worker-17'));
    expect(path('?cluster=own&node=worker-17', 'external')).toBe(own('?cluster=own&node=worker-17'));
    expect(path('?node=worker-17')).toBe(own('?node=worker-17'));
    expect(path('', 'external')).toBe(own(''));
  });

  it('about no single node leads to the general runbook and to no node page', () => {
    const exposed = {
      instance: {
        labels: { alertname: 'MemcgKmemKernelExposed', kernel_version: '3.10.0' },
        annotations: { runbook_url: '/a/memcg-kmemleak-app/runbook/kernel-upgrade' },
      },
    };
    expect(runbook(exposed)).toEqual({ path: '/a/memcg-kmemleak-app/runbook/kernel-upgrade' });
    expect(nodePage(exposed)).toBeUndefined();
  });

  it('of others gets no link', () => {
    const other = { instance: { labels: { alertname: 'NodeDown', node: 'n' }, annotations: {} } };
    expect(runbook(other)).toBeUndefined();
    expect(nodePage(other)).toBeUndefined();
  });

  it('is not there when Grafana asks whether such links exist at all', () => {
    for (const none of [undefined, {}]) {
      expect(runbook(none)).toEqual({});
      expect(nodePage(none)).toEqual({});
    }
  });

  it('never leads out of the app, whatever it says', () => {
    for (const runbook_url of [
      'javascript:alert(1)//a/memcg-kmemleak-app/runbook/x',
      'https://evil.example.org/a/memcg-kmemleak-app/runbook/x',
      '/a/memcg-kmemleak-app/../../admin/runbook/',
      '/a/memcg-kmemleak-app/%2e%2e/%2e%2e/runbook/',
    ]) {
      const hostile = { instance: { labels: { ...labels, node: '../../admin' }, annotations: { runbook_url } } };
      for (const found of [runbook(hostile), nodePage(hostile)]) {
        expect(new URL(found?.path ?? '', 'http://grafana').href).toMatch(
          /^http:\/\/grafana\/a\/memcg-kmemleak-app\/(?:runbook|nodes|node)\b/
        );
      }
    }
  });
});

const slab = 'node_memory_SUnreclaim_bytes{job="node-exporter"}';
const target = (expr: string, uid = 'prom') => ({ refId: 'A', expr, datasource: { uid, type: 'prometheus' } });

// The menu of a panel and the toolbar of Explore: 11.6 with moments or texts as raw times, later ones with more beside it.
const queryContexts: Record<string, object> = {
  'a panel of 11.6': {
    pluginId: 'timeseries',
    id: 4,
    title: 'Slab',
    timeRange: { from: 'now-6h', to: 'now' },
    timeZone: 'browser',
    dashboard: { uid: 'x', title: 'Nodes', tags: [] },
    targets: [target(slab)],
    scopedVars: {},
    data: undefined,
  },
  'a panel of 13.2': {
    pluginId: 'timeseries',
    id: 4,
    title: 'Slab',
    timeRange: { from: 'now-6h', to: 'now' },
    timeZone: 'utc',
    dashboard: { uid: 'x', title: 'Nodes', tags: [] },
    targets: [target('up'), target(slab)],
    panelPathId: 'panel-4',
  },
  'Explore of 11.6 and 12.4': {
    exploreId: 'left',
    targets: [target(slab)],
    data: { series: [] },
    timeRange: { from: 'now-6h', to: 'now' },
    timeZone: 'browser',
    shouldShowAddCorrelation: false,
  },
  'Explore of 13.2': {
    exploreId: 'abc',
    targets: [target(slab)],
    data: { series: [] },
    timeRange: { from: 'now-6h', to: 'now' },
    timeZone: 'browser',
    shouldShowAddCorrelation: false,
    changeQuery: () => undefined,
  },
};

describe('queries on slab or cgroups', () => {
  it.each(Object.entries(queryContexts))('of %s lead to the nodes', (_, context) => {
    expect(check(context)).toEqual({ path: '/a/memcg-kmemleak-app/nodes?ds=prom&from=now-6h&to=now' });
  });

  it.each([
    'node_memory_SUnreclaim_bytes',
    'node_memory_Slab_bytes',
    'node_memory_SReclaimable_bytes',
    'node_memory_Percpu_bytes',
    'node_cgroups_cgroups{subsys_name="memory"}',
    'node_slabinfo_active_objects',
    'rate(kubelet_cgroup_manager_duration_seconds_count[5m])',
    'memcg_kmem_sysfs_slab_entries',
    'node:memcg_kmem_leak_growth:info',
  ])('include %s', (expr) => {
    expect(check({ targets: [{ expr }] })).toEqual({ path: '/a/memcg-kmemleak-app/nodes' });
  });

  it('are not just any queries', () => {
    for (const expr of ['up', 'node_memory_MemFree_bytes', 'container_memory_slabs', '', undefined, 7]) {
      expect(check({ targets: [{ expr }] })).toBeUndefined();
    }
    for (const context of [undefined, {}, { targets: 'x' }, { targets: [null, 'x', {}] }, { targets: [] }, 7]) {
      expect(check(context)).toBeUndefined();
    }
  });

  it('about one node lead to its page, at the moments that were picked', () => {
    const timeRange = { from: dateTime(1_795_000_000_000), to: dateTime(1_795_000_600_000) };
    const of = (...exprs: string[]) => check({ targets: exprs.map((expr) => target(expr)), timeRange })?.path;
    const page = '/a/memcg-kmemleak-app/nodes/w1?ds=prom&from=1795000000000&to=1795000600000';
    expect(of('node_cgroups_cgroups{node="w1"}', 'node_memory_Slab_bytes{x="y", node="w1"}')).toBe(page);
    expect(of('node_cgroups_cgroups{node=~"w1",cluster="a"}')).toBe(`${page}&cluster=a`);
    expect(of('node_cgroups_cgroups{node=~"w[.]1|w2"}')).toMatch(/\/nodes\?ds/);
    expect(of('node_cgroups_cgroups{node="w1"}', 'node_cgroups_cgroups{node="w2"}')).toMatch(/\/nodes\?ds/);
    expect(of('node_cgroups_cgroups{othernode="w1"}')).toMatch(/\/nodes\?ds/);
  });

  it('have their variables filled in first', () => {
    const replace = (text: string, vars?: unknown) => text.replace('$node', vars ? 'w9' : '?').replace('${ds}', 'main');
    setTemplateSrv({ replace } as unknown as TemplateSrv);
    const targets = [target('node_memory_Slab_bytes{node="$node"}', '${ds}')];
    expect(check({ targets, scopedVars: { node: {} } })).toEqual({ path: '/a/memcg-kmemleak-app/nodes/w9?ds=main' });
  });

  it('of a data source that answers no PromQL name none', () => {
    expect(check({ targets: [{ expr: slab, datasource: { uid: 'loki', type: 'loki' } }] })?.path).not.toContain('ds=');
    expect(check({ targets: [target(slab, '-- Mixed --')] })?.path).not.toContain('ds=');
  });
});

describe('the links', () => {
  it('are those that plugin.json announces, in the length that Grafana shows', () => {
    expect(links.map(({ title, description, targets }) => ({ targets, title, description }))).toEqual(
      pluginJson.extensions.addedLinks
    );
    for (const { title, path } of links) {
      expect(title.length).toBeGreaterThanOrEqual(10);
      expect(title.length).toBeLessThanOrEqual(25);
      expect(path).toMatch(/^\/a\/memcg-kmemleak-app\//);
    }
  });

  it('know the cluster label that is set once Grafana has told it', () => {
    const plugin = addExtensionLinks(new AppPlugin());
    const context = { instance: { labels: { ...labels, k8s: 'other' }, annotations: {} } };
    const path = () => asked('Open memcg kmem node page', context, plugin.addedLinkConfigs)?.path;
    expect(path()).toBe('/a/memcg-kmemleak-app/nodes/worker-17?cluster=prod-a');
    plugin.meta = { jsonData: { clusterLabel: 'k8s' } } as unknown as AppPluginMeta;
    expect(path()).toBe('/a/memcg-kmemleak-app/nodes/worker-17?cluster=other');
  });

  it('of the command palette go where they say: it runs them, and does nothing with a path', () => {
    for (const { path, onClick, targets } of links) {
      if (targets.includes('grafana/commandpalette/action')) {
        locationService.push('/elsewhere');
        onClick?.(undefined, {} as Parameters<NonNullable<typeof onClick>>[1]);
        expect(locationService.getLocation().pathname).toBe(path);
      }
    }
  });

  it('that a Grafana refuses do not keep the app from loading', () => {
    const plugin = new AppPlugin();
    plugin.addLink = () => {
      throw new Error('no such extension point');
    };
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(addExtensionLinks(plugin)).toBe(plugin);
    expect(warn).toHaveBeenCalledTimes(links.length);
    warn.mockRestore();
  });
});
