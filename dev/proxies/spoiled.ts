import type { LogStream, QueryData, Sample, Series } from '../host/query/prometheus';
import type { SpoilingFault } from './fault';

/** What Prometheus and Loki wrap their answers in. */
export interface Answered {
  status: 'success';
  data: QueryData;
  warnings?: string[];
}

/** Label values and lines that break careless markup, CSV, PromQL matchers, shell quoting or layout. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror="document.title=1">',
  'a"b\\c\nd',
  "'; rm -rf / #$(id)`id`",
  '\u202egnp.exe',
  'x'.repeat(300),
  '{{node}} ${__interval} %s',
];

const strangeValues = ['NaN', '+Inf', '-Inf', '-1', '1e308', '0'] as const;
const otherReplica = { prometheus_replica: 'replica-b' };

/** A good answer as the fault makes it; what carries no series and no lines stays as it is. */
export function spoiled(fault: SpoilingFault, answer: Answered): Answered {
  switch (fault.kind) {
    case 'none':
      return answer;
    case 'warning':
      return { ...answer, warnings: [...(answer.warnings ?? []), fault.message] };
    case 'empty':
      return replaced(
        answer,
        () => [],
        () => []
      );
    case 'duplicate':
      return replaced(
        answer,
        (series) => series.flatMap((one) => [one, { ...one, metric: { ...one.metric, ...otherReplica } }]),
        (streams) => streams.flatMap((one) => [one, { ...one, stream: { ...one.stream, ...otherReplica } }])
      );
    case 'hostile':
      return replaced(answer, withHostileSeries, withHostileStreams);
  }
}

function replaced(
  answer: Answered,
  ofSeries: (series: Series[]) => Series[],
  ofStreams: (streams: LogStream[]) => LogStream[]
): Answered {
  const { data } = answer;
  switch (data.resultType) {
    case 'matrix':
    case 'vector':
      return { ...answer, data: { ...data, result: ofSeries(data.result) } };
    case 'streams':
      return { ...answer, data: { ...data, result: ofStreams(data.result) } };
    case 'scalar':
    case 'string':
      return answer;
  }
}

function withText(labels: Record<string, string>, text: string): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([label, old]) => [label, label === '__name__' ? old : text]));
}

function withHostileSeries(series: Series[]): Series[] {
  const [template] = series;
  if (!template) {
    return series;
  }
  const strangers = hostileTexts.map((text, index): Series => {
    const value = strangeValues[index % strangeValues.length] ?? 'NaN';
    const strange = ([time]: Sample): Sample => [time, value];
    return {
      metric: withText(template.metric, text),
      ...(template.value ? { value: strange(template.value) } : {}),
      ...(template.values ? { values: template.values.map(strange) } : {}),
    };
  });
  return [...series, ...strangers];
}

function withHostileStreams(streams: LogStream[]): LogStream[] {
  const [template] = streams;
  if (!template) {
    return streams;
  }
  const strangers = hostileTexts.map((text): LogStream => ({
    stream: withText(template.stream, text),
    values: template.values.map(([nanoseconds]) => [nanoseconds, text]),
  }));
  return [...streams, ...strangers];
}
