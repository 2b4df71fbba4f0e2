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
}

const file = path.resolve(__dirname, '../../src/dashboards/memcg-kmem.json');
const dashboard = JSON.parse(readFileSync(file, 'utf8')) as Dashboard;
const chosenSource = { type: 'prometheus', uid: '${datasource}' };
const panels = dashboard.panels.filter(({ type }) => type !== 'row');

it('has a title, a fixed uid that links can rely on, and cannot be edited in place', () => {
  expect(dashboard).toMatchObject({ title: 'Memcg kmem leak', uid: 'memcg-kmem-leak', id: null, editable: false });
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
    query: 'prometheus',
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
    expect(panel.links?.map(({ url }) => url)).toEqual([expect.stringMatching(/^\/a\/memcg-kmemleak-app\/\w+$/)]);
    for (const { url } of panel.fieldConfig?.defaults.links ?? []) {
      // The page of the node says which fix suits it; a runbook named here could be the wrong one.
      expect(url).toMatch(/^\/a\/memcg-kmemleak-app\/nodes\//);
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
