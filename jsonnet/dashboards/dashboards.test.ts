// The rules of dashboard-linter, which is not installed here, as tests. Rules that do not apply, and why:
//   template-job, template-instance, target-job, target-instance: the panels read recorded series, which carry cluster
//   and node instead of job and instance; the same is demanded of those two below.
//   target-logql, target-logql-auto: no Loki panels.
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Target {
  expr: string;
  datasource: unknown;
}
interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: unknown;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: Target[];
  fieldConfig?: { defaults: { unit?: string; links?: Array<{ url: string }> } };
  links?: Array<{ url: string }>;
}
interface Variable {
  name: string;
  label: string;
  type: string;
  query: unknown;
  refresh: number;
  datasource?: unknown;
}
interface Dashboard {
  title: string;
  uid: string;
  id: null;
  editable: boolean;
  templating: { list: Variable[] };
  panels: Panel[];
  links: Array<{ url: string; keepTime: boolean }>;
}

const folder = path.resolve(__dirname, '../../src/dashboards');
/** One for each type of data source that Grafana's variable tells apart. */
const dashboards = [
  { file: 'memcg-kmem.json', uid: 'memcg-kmem-leak', type: 'prometheus' },
  { file: 'memcg-kmem-victoriametrics.json', uid: 'memcg-kmem-leak-vm', type: 'victoriametrics-metrics-datasource' },
];

describe.each(dashboards)('$file', ({ file, uid, type }) => {
  const dashboard = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Dashboard;
  const chosenSource = { type, uid: '${datasource}' };
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');

  it('has a title, a fixed uid that links can rely on, and cannot be edited in place', () => {
    expect(dashboard).toMatchObject({
      title: expect.stringMatching(/^Memcg kmem leak/) as string,
      uid,
      id: null,
      editable: false,
    });
  });

  it('is not an export that asks for its data source on import', () => {
    expect(Object.keys(dashboard)).not.toContain('__inputs');
  });

  it('lets the data source be chosen, and clusters and nodes reload with the time range', () => {
    const [datasource, ...others] = dashboard.templating.list;
    expect(datasource).toMatchObject({
      name: 'datasource',
      label: 'Data source',
      type: 'datasource',
      query: type,
    });
    expect(others.map(({ name }) => name)).toEqual(['cluster', 'node']);
    for (const variable of others) {
      expect(variable).toMatchObject({ type: 'query', refresh: 2, datasource: chosenSource });
      expect(variable.label).toMatch(/^[A-Z]/);
    }
  });

  describe.each(panels)('panel $title', (panel) => {
    it('has a title, a description that is a sentence, a unit, the chosen data source and something to ask', () => {
      expect(panel.title).not.toBe('');
      expect(panel.description).toMatch(/^.+[.]$/);
      expect(panel.fieldConfig?.defaults.unit).toBeTruthy();
      expect(panel.datasource).toEqual(chosenSource);
      expect(panel.targets?.length).toBeGreaterThan(0);
    });

    it('asks for the chosen clusters and nodes, of recorded series only', () => {
      for (const { expr, datasource } of panel.targets ?? []) {
        expect(datasource).toEqual(chosenSource);
        for (const [, matchers] of expr.matchAll(/(?:node:memcg_kmem_\w+:\w+|ALERTS)(\{[^}]*\})/g)) {
          expect(matchers === '{}' || /cluster=~"\$cluster",node=~"\$node"/.test(matchers ?? '')).toBe(true);
        }
        expect(expr).not.toMatch(/\b(node|kube|kubelet)_[a-z]/);
      }
    });

    it('fixes no range and no counter without its rate', () => {
      for (const { expr } of panel.targets ?? []) {
        expect(expr).not.toMatch(/\[\d+[smhd]\]/);
        expect(expr).not.toMatch(/_total\b/);
      }
    });

    it('leads to a page of the plugin', () => {
      expect(panel.links?.map(({ url }) => url)).toEqual([expect.stringMatching(/^\/a\/memcg-kmemleak-app\/\w+\?/)]);
      for (const { url } of panel.fieldConfig?.defaults.links ?? []) {
        // The page of the node says which fix suits it; a runbook named here could be the wrong one.
        expect(url).toMatch(/^\/a\/memcg-kmemleak-app\/nodes\//);
      }
    });

    it('takes the data source and the time range along', () => {
      for (const { url } of [...(panel.links ?? []), ...(panel.fieldConfig?.defaults.links ?? [])]) {
        expect(url).toMatch(/[?&]ds=\$\{datasource\}&\$\{__url_time_range\}$/);
      }
    });
  });

  it('numbers its panels once and lays none over another', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`)
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...dashboard.panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
  });

  it('shows the titles of its figures whole on a screen of 1600 px with the menu docked', () => {
    const columnPixels = (1600 - 300) / 24;
    // Around the title: padding, and the icons of description, links and menu.
    const aroundPixels = 150;
    const letterPixels = 8;
    const cut = dashboard.panels.filter(
      ({ type: kind, title, gridPos: { w } }) =>
        kind === 'stat' && title.length * letterPixels + aroundPixels > w * columnPixels
    );
    expect(cut.map(({ title }) => title)).toEqual([]);
  });

  it('leads to the plugin with its data source and time range', () => {
    expect(dashboard.links).toEqual([
      expect.objectContaining({ url: '/a/memcg-kmemleak-app/nodes?ds=${datasource}', keepTime: true }),
    ]);
  });
});
