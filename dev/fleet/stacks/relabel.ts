import { type Labels, type Series } from '../series';

export const labelled = (series: Series, labels: Labels): Series => ({
  ...series,
  labels: { ...series.labels, ...labels },
});

export function without(series: Series, ...names: string[]): Series {
  const labels = Object.fromEntries(Object.entries(series.labels).filter(([name]) => !names.includes(name)));
  return { ...series, labels };
}

export const isNodeExporter = ({ exporter }: Series) =>
  exporter.name === 'nodeExporter' || exporter.name === 'nodeProbe';
export const isInventory = ({ exporter }: Series) => exporter.name === 'kubeStateMetrics';
export const isKubelet = ({ exporter }: Series) => exporter.name === 'kubelet';

/** Without the labels of the exporter's pod, which static targets and some collectors never have. */
export const withoutPod = (series: Series) => without(series, 'pod', 'namespace', 'container', 'endpoint', 'service');

/** `honor_labels: false`: what the scrape says wins, and the exporter's own labels of that name are renamed. */
export function dishonoured(series: Series, scrape: Labels): Series {
  const own = Object.entries(series.labels).map(([name, value]) => [name in scrape ? `exported_${name}` : name, value]);
  return { ...series, labels: { ...(Object.fromEntries(own) as Labels), ...scrape } };
}
