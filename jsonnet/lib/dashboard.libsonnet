// A small library for the classic dashboard schema: it loads on every Grafana from 11 on.
// sourceType: the type of data source that is asked. Grafana's variable offers one type, of which Amazon's and Azure's
// Prometheus count as "prometheus" and the VictoriaMetrics plugin does not.
function(sourceType) {
  local datasource = { type: sourceType, uid: '${datasource}' },

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
    withAnnotations(list):: self { annotations: { list: list } },
    // Panels are laid out left to right in 24 columns; a row begins a new line.
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

  datasourceVariable(): { name: 'datasource', label: 'Data source', type: 'datasource', query: sourceType, current: {}, hide: 0, refresh: 1, regex: '', includeAll: false, multi: false, options: [] },

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

  // A vertical line on every chart, at each moment for which the expression has a sample.
  annotation(name, color, expr, title): { name: name, datasource: datasource, enable: true, hide: false, iconColor: color, expr: expr, titleFormat: title, step: '5m', useValueForTime: false },

  row(title): { type: 'row', title: title, collapsed: false, panels: [], size:: { w: 24, h: 1 } },

  local refIds = 'ABCDEFGH',
  local target(query, index, instant) = {
    refId: refIds[index],
    datasource: datasource,
    expr: query.expr,
    legendFormat: query.legend,
    instant: instant,
    range: !instant,
    format: if instant then 'table' else 'time_series',
  },
  // One expression, or several with their legends.
  local queries(expr, legend) = if std.isString(expr) then [{ expr: expr, legend: legend }] else expr,
  local targets(expr, legend, instant) =
    local list = queries(expr, legend);
    [target(list[i], i, instant) for i in std.range(0, std.length(list) - 1)],

  local panel(type, title, description, unit, w, h) = {
    type: type,
    title: title,
    description: description,
    datasource: datasource,
    size:: { w: w, h: h },
    fieldConfig: { defaults: { unit: unit }, overrides: [] },
    options: {},
    // Where a click on the panel's title, and on one of its series or rows, leads.
    withLinks(panelLinks, dataLinks=[]):: self { links: panelLinks, fieldConfig+: { defaults+: { links: dataLinks } } },
  },
  to(title, url):: { title: title, url: url, targetBlank: false },

  timeseries(title, description, unit, expr, legend='{{node}}', w=12, h=8): panel('timeseries', title, description, unit, w, h) {
    targets: targets(expr, legend, false),
    fieldConfig+: { defaults+: { custom: { lineWidth: 1, fillOpacity: 0, showPoints: 'never', spanNulls: false } } },
    options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
  },

  // Wide enough for the title beside the icons of description and links on a screen of 1600 px with the menu docked.
  stat(title, description, unit, expr, w=8, h=3): panel('stat', title, description, unit, w, h) {
    targets: [each { format: 'time_series' } for each in targets(expr, '', true)],
    options: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, colorMode: 'none', graphMode: 'none', textMode: 'auto', orientation: 'auto', justifyMode: 'auto' },
    fieldConfig+: { defaults+: { noValue: '0' } },
  },

  // names: label -> column title; labels not named are left out.
  table(title, description, unit, expr, names, w=12, h=9): panel('table', title, description, unit, w, h) {
    targets: targets(expr, '', true),
    options: { showHeader: true, footer: { show: false } },
    transformations: [
      { id: 'filterFieldsByName', options: { include: { names: std.objectFields(names) } } },
      { id: 'organize', options: { excludeByName: {}, indexByName: {}, renameByName: names } },
    ],
  },
}
