import { type Labels, type Series } from './series';
import { typeOf } from './versions/exporters';

/** A label value inside double quotes, in both exposition formats. */
export function escapeLabelValue(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}

export function seriesName(metric: string, labels: Labels): string {
  const pairs = Object.entries(labels)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}="${escapeLabelValue(value)}"`);
  return `${metric}{${pairs.join(',')}}`;
}

export type Format = 'text' | 'openMetrics';

/** The `# TYPE` line of a metric's family. OpenMetrics names a counter's family without `_total`. */
export function typeLine(metric: string, format: Format): string {
  const type = typeOf(metric);
  switch (type) {
    case 'counter':
      // OpenMetrics has no counter without _total, which exporters before it do have.
      return format === 'openMetrics' && !metric.endsWith('_total')
        ? `# TYPE ${metric} unknown\n`
        : `# TYPE ${format === 'text' ? metric : metric.replace(/_total$/, '')} counter\n`;
    case 'histogram':
    case 'summary':
      return `# TYPE ${metric.replace(/_count$/, '')} ${type}\n`;
    default:
      return `# TYPE ${metric} gauge\n`;
  }
}

/** What one scrape of the whole fleet at this moment returns. */
export function exposition(series: readonly Series[], seconds: number): string {
  const lines: string[] = [];
  let family = '';
  for (const { metric, labels, at } of series) {
    const value = at(seconds);
    if (value === undefined) {
      continue;
    }
    if (metric !== family) {
      family = metric;
      lines.push(typeLine(metric, 'text'));
    }
    lines.push(`${seriesName(metric, labels)} ${value}\n`);
  }
  return lines.join('');
}
