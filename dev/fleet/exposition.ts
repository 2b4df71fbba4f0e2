import { type Labels, type Series } from './series';

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
  if (metric.endsWith('_total')) {
    return `# TYPE ${format === 'text' ? metric : metric.replace(/_total$/, '')} counter\n`;
  }
  if (metric.endsWith('_seconds_count')) {
    return `# TYPE ${metric.replace(/_count$/, '')} histogram\n`;
  }
  return `# TYPE ${metric} gauge\n`;
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
