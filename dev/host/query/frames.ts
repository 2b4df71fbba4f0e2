import type { PrometheusData, Sample, Series } from './prometheus';

export type CellValue = number | string | Record<string, string> | null;

/** Row numbers of the values JSON cannot carry. */
export interface Entities {
  NaN?: number[];
  Inf?: number[];
  NegInf?: number[];
}

export interface Notice {
  severity: 'warning' | 'info' | 'error';
  text: string;
}

export interface FieldSchema {
  name: string;
  type: 'time' | 'number' | 'string' | 'other';
  typeInfo: { frame: string };
  labels?: Record<string, string>;
  config?: Record<string, unknown>;
}

export interface Frame {
  schema: {
    refId: string;
    meta: Record<string, unknown>;
    fields: FieldSchema[];
  };
  data: { values: CellValue[][]; entities?: Array<Entities | null> };
}

export interface FrameContext {
  refId: string;
  expr: string;
  stepMs: number;
  legendFormat?: string;
}

interface Encoded {
  values: CellValue[];
  entities: Entities | null;
}

function encodeNumbers(samples: readonly Sample[]): Encoded {
  const entities: Entities = {};
  const values = samples.map(([, text], row) => {
    const key =
      text === 'NaN' ? 'NaN' : text === '+Inf' || text === 'Inf' ? 'Inf' : text === '-Inf' ? 'NegInf' : undefined;
    if (key === undefined) {
      return Number(text);
    }
    (entities[key] ??= []).push(row);
    return null;
  });
  return { values, entities: Object.keys(entities).length > 0 ? entities : null };
}

function seriesName(labels: Record<string, string>, context: FrameContext): string | undefined {
  if (context.legendFormat === '__auto') {
    return Object.keys(labels).length > 0 ? undefined : context.expr;
  }
  if (context.legendFormat !== undefined && context.legendFormat !== '') {
    return context.legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_whole, label: string) => labels[label] ?? '');
  }
  const { __name__: metric = '', ...rest } = labels;
  const pairs = Object.keys(rest)
    .sort()
    .map((label) => `${label}=${JSON.stringify(rest[label])}`);
  if (pairs.length > 0) {
    return `${metric}{${pairs.join(', ')}}`;
  }
  return metric === '' ? context.expr : metric;
}

function seriesFrame(series: Series, resultType: string, context: FrameContext): Frame {
  const samples = series.values ?? (series.value ? [series.value] : []);
  const encoded = encodeNumbers(samples);
  const name = seriesName(series.metric, context);
  return {
    schema: {
      refId: context.refId,
      meta: {
        type: resultType === 'matrix' ? 'timeseries-multi' : 'numeric-multi',
        typeVersion: [0, 1],
        custom: { resultType },
      },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: context.stepMs } },
        {
          name: series.metric.__name__ ?? 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels: series.metric,
          ...(name === undefined ? {} : { config: { displayNameFromDS: name } }),
        },
      ],
    },
    data: {
      values: [samples.map(([seconds]) => Math.round(seconds * 1000)), encoded.values],
      ...(encoded.entities ? { entities: [null, encoded.entities] } : {}),
    },
  };
}

function toSeries(data: PrometheusData): Series[] {
  switch (data.resultType) {
    case 'matrix':
    case 'vector':
      return data.result;
    case 'scalar':
    case 'string':
      return [{ metric: {}, value: data.result }];
  }
}

export function emptyFrame(refId: string): Frame {
  return { schema: { refId, meta: {}, fields: [] }, data: { values: [] } };
}

/** An empty answer is one frame without fields, not an empty list: Grafana hangs the executed query on it. */
export function toFrames(data: PrometheusData, notices: Notice[], context: FrameContext): Frame[] {
  const frames = toSeries(data).map((series) => seriesFrame(series, data.resultType, context));
  const all = frames.length > 0 ? frames : [emptyFrame(context.refId)];
  for (const frame of notices.length > 0 ? all : []) {
    frame.schema.meta.notices = notices;
  }
  const first = all[0];
  if (first) {
    first.schema.meta.executedQueryString = `Expr: ${context.expr}\nStep: ${context.stepMs / 1000}s`;
  }
  return all;
}
