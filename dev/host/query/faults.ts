import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, HostDataSource } from '../data-sources';
import { parseAnswer, QueryFailure, refusedConnection, type QueryAnswer, type Sample, type Series } from './prometheus';

/** Label values that break careless markup, CSV, PromQL matchers, shell quoting or layout. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror="document.title=1">',
  'a"b\\c\nd',
  "'; rm -rf / #$(id)`id`",
  '\u202egnp.exe',
  'x'.repeat(300),
  '{{node}} ${__interval} %s',
];

function duplicated(series: Series[]): Series[] {
  return series.flatMap((one) => [one, { ...one, metric: { ...one.metric, prometheus_replica: 'replica-b' } }]);
}

function withHostileSeries(series: Series[]): Series[] {
  const [template] = series;
  if (!template) {
    return series;
  }
  const strangeValues = ['NaN', '+Inf', '-Inf', '-1', '1e308', '0'];
  const strangers = hostileTexts.map((text, index): Series => {
    const value = strangeValues[index % strangeValues.length] ?? 'NaN';
    const metric = Object.fromEntries(
      Object.entries(template.metric).map(([label, old]) => [label, label === '__name__' ? old : text])
    );
    const strange = ([time]: Sample): Sample => [time, value];
    return {
      metric,
      ...(template.value ? { value: strange(template.value) } : {}),
      ...(template.values ? { values: template.values.map(strange) } : {}),
    };
  });
  return [...series, ...strangers];
}

function replaceSeries(answer: QueryAnswer, change: (series: Series[]) => Series[]): QueryAnswer {
  const { data } = answer;
  if (data.resultType !== 'matrix' && data.resultType !== 'vector') {
    return answer;
  }
  return { ...answer, data: { resultType: data.resultType, result: change(data.result) } };
}

/** Faults that come before the data source is asked. */
export async function beforeQuery(
  dataSource: HostDataSource,
  expr: string,
  url: string,
  signal: AbortSignal
): Promise<void> {
  const { fault } = dataSource;
  switch (fault?.kind) {
    case 'unreachable':
      throw refusedConnection(url, 'POST');
    case 'slow':
      await sleep(fault.delayMs, undefined, { signal });
      return;
    case 'errorFor':
      if (expr.includes(fault.exprContains)) {
        throw new QueryFailure(fault.message, fault.status ?? 422);
      }
      return;
    case 'upstream':
      parseAnswer(fault.body, fault.status);
      return;
    case 'malformed':
      parseAnswer('<html><body>Sign in</body></html>', 200);
      return;
    default:
      return;
  }
}

/** Faults that spoil a good answer. */
export function afterQuery(fault: Fault | undefined, answer: QueryAnswer): QueryAnswer {
  switch (fault?.kind) {
    case 'duplicate':
      return replaceSeries(answer, duplicated);
    case 'hostile':
      return replaceSeries(answer, withHostileSeries);
    case 'empty':
      return replaceSeries(answer, () => []);
    case 'warning':
      return { ...answer, warnings: [...answer.warnings, fault.message] };
    default:
      return answer;
  }
}
