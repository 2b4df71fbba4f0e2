import { type NodeEvidence } from '../../src/diagnosis';
import { defaultSettings, type LokiLayoutId, type Settings } from '../../src/signals/settings/settings';
import { fleet, incidentNodeName } from './fleet';
import { type Pipeline } from './loggedEvents';

/** What the settings call that which a pipeline writes. */
export const layoutOf: Record<Pipeline, LokiLayoutId> = {
  'alloy-logfmt': 'alloy',
  'alloy-shipped': 'alloy',
  'alloy-json': 'alloy',
  'k8s-monitoring-3': 'alloy',
  'k8s-monitoring-4': 'alloy',
  'event-exporter': 'eventExporter',
  opentelemetry: 'openTelemetry',
};

/** Events are read from Loki. */
export function lokiSettings(layout: LokiLayoutId, selector?: string): Settings {
  const usual = defaultSettings();
  return { ...usual, events: { ...usual.events, source: 'loki', loki: { layout, selector } } };
}

/** The nodes as metrics know them, the seed node with its pods that wait. */
export function knownNodes(atSeconds: number, hasCluster = true): NodeEvidence[] {
  return fleet.map(({ cluster, name, kernelVersion }) => ({
    key: { cluster: hasCluster ? cluster : undefined, node: name },
    atSeconds,
    kernelRelease: kernelVersion,
    slabHistory: [],
    stuckPods:
      name === incidentNodeName
        ? ['kube-state-metrics-598b99r4zfw', 'admission-create-z7p94'].map((end) => ({
            namespace: 'prometheus',
            pod: `kube-prometheus-stack-1681${end.startsWith('k') ? '388621' : ''}-${end}`,
            reason: 'ContainerCreating',
          }))
        : [],
    events: [],
  }));
}
