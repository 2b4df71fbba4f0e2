// A small library for the classic dashboard schema: it loads on every Grafana from 11 on.
local datasource = { type: 'prometheus', uid: '${datasource}' };

{
  new(title, uid, description, tags):: {
    title: title,
    uid: uid,
    description: description,
    tags: tags,
    id: null,
    schemaVersion: 39,
    version: 1,
    editable: false,
    graphTooltip: 1,
    time: { from: 'now-7d', to: 'now' },
    refresh: '1m',
    timezone: 'browser',
    templating: { list: [] },
    annotations: { list: [] },
    links: [],
    panels: [],

    withVariables(list):: self { templating+: { list: list } },
    withLinks(list):: self { links: list },
    // Panels are laid out left to right in rows of 24 columns.
    withPanels(panels):: self {
      panels: std.foldl(
        function(laid, panel)
          local wraps = laid.x + panel.size.w > 24 || laid.h != panel.size.h && laid.x > 0;
          local x = if wraps then 0 else laid.x;
          local y = if wraps then laid.y + laid.h else laid.y;
          {
            x: x + panel.size.w,
            y: y,
            h: panel.size.h,
            list: laid.list + [panel { id: std.length(laid.list) + 1, gridPos: { x: x, y: y, w: panel.size.w, h: panel.size.h } }],
          },
        panels,
        { x: 0, y: 0, h: 0, list: [] }
      ).list,
    },
  },

  datasourceVariable(): { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', current: {}, hide: 0, refresh: 1, regex: '', includeAll: false, multi: false, options: [] },

  queryVariable(name, label, query): {
    name: name,
    label: label,
    type: 'query',
    datasource: datasource,
    query: { query: query, refId: name },
    definition: query,
    refresh: 2,
    sort: 1,
    includeAll: true,
    multi: true,
    allValue: '.*',
    current: { text: ['All'], value: ['$__all'] },
    options: [],
    regex: '',
    hide: 0,
  },

  link(title, url): { title: title, url: url, type: 'link', icon: 'external link', targetBlank: false, keepTime: true, includeVars: false, asDropdown: false, tags: [], tooltip: '' },

  local target(expr, legend, instant) = {
    refId: 'A',
    datasource: datasource,
    expr: expr,
    legendFormat: legend,
    instant: instant,
    range: !instant,
    format: if instant then 'table' else 'time_series',
  },

  local panel(type, title, description, unit, w, h) = {
    type: type,
    title: title,
    description: description,
    datasource: datasource,
    size:: { w: w, h: h },
    fieldConfig: { defaults: { unit: unit }, overrides: [] },
    options: {},
  },

  timeseries(title, description, unit, expr, legend='{{node}}', w=12, h=8): panel('timeseries', title, description, unit, w, h) {
    targets: [target(expr, legend, false)],
    fieldConfig+: { defaults+: { custom: { lineWidth: 1, fillOpacity: 0, showPoints: 'never', spanNulls: false } } },
    options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
  },

  stat(title, description, unit, expr, w=6, h=4): panel('stat', title, description, unit, w, h) {
    targets: [target(expr, '', false) { instant: true, range: false, format: 'time_series' }],
    options: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, colorMode: 'none', graphMode: 'none', textMode: 'auto', orientation: 'auto', justifyMode: 'auto' },
    fieldConfig+: { defaults+: { noValue: '0' } },
  },

  table(title, description, unit, expr, w=24, h=8): panel('table', title, description, unit, w, h) {
    targets: [target(expr, '', true)],
    options: { showHeader: true, footer: { show: false } },
    transformations: [{ id: 'organize', options: { excludeByName: { Time: true, __name__: true }, indexByName: {}, renameByName: {} } }],
  },
}
