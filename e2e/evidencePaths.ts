import { mkdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { behaviourOf } from '../dev/fleet/archetypes';
import { type Behaviour } from '../dev/fleet/behaviour';
import { eventMetricIds, eventMetricSeries } from '../dev/fleet/eventMetrics';
import { fleet, incidentNodeName } from '../dev/fleet/fleet';
import { type FleetNode } from '../dev/fleet/fleetNode';
import { historyChunks } from '../dev/fleet/history';
import { kubeletSeries, kubeStateMetricsSeries } from '../dev/fleet/kubernetes';
import { startLoki } from '../dev/fleet/loki';
import { nodeExporterSeries } from '../dev/fleet/nodeExporter';
import { type Series } from '../dev/fleet/series';
import { loadHistory, startPrometheus } from '../dev/launcher/prometheus';
import { freePort } from '../dev/launcher/service';

/** Clusters in which the seed node's events come by one metrics pipeline each, by none, and those of the probe's test. */
export const quietCluster = 'no-events';
export const withoutProbe = 'without-probe';
export const withProbe = 'with-probe';
export const busyNode = 'busy-el7';

export interface EvidencePaths {
  prometheusUrl: string;
  lokiUrl: string;
  startSeconds: number;
  close(): Promise<void>;
}

/** A node that starts a pod every minute and keeps most of their IDs: its forecast is about IDs, not memory. */
function busy(startSeconds: number): { node: FleetNode; behaviour: Behaviour } {
  const template = fleetNode('bj-k8s-node-004');
  const node: FleetNode = {
    ...template,
    name: busyNode,
    internalIp: '10.20.1.99',
    bootedDaysAgo: [12],
    leakMiBPerDay: 100,
  };
  const calm = behaviourOf(node, startSeconds);
  const perDay = (value: number) => (seconds: number) =>
    Math.round((value * Math.max(0, seconds - calm.bootSeconds(seconds))) / 86_400);
  return {
    node,
    behaviour: { ...calm, podStarts: perDay(1200), cgroupCreates: perDay(1200), slabEntries: perDay(2350) },
  };
}

function fleetNode(name: string): FleetNode {
  const node = fleet.find((each) => each.name === name);
  if (!node) {
    throw new Error(`the fleet has no node ${name}`);
  }
  return node;
}

const inCluster = (cluster: string, series: readonly Series[]): Series[] =>
  series.map((each) => ({ ...each, labels: { ...each.labels, cluster } }));

function nodeOf(node: FleetNode, behaviour: Behaviour): Series[] {
  return [
    ...nodeExporterSeries(node, behaviour),
    ...kubeStateMetricsSeries(node, behaviour),
    ...kubeletSeries(node, behaviour),
  ];
}

function allSeries(startSeconds: number): Series[] {
  const seed = fleetNode(incidentNodeName);
  const seedBehaviour = behaviourOf(seed, startSeconds);
  const seedSeries = nodeOf(seed, seedBehaviour);
  const failing = fleetNode('bj-k8s-node-007');
  const failingBehaviour = behaviourOf(failing, startSeconds);
  const crowded = busy(startSeconds);
  const probed = (hasProbe: boolean) => [
    ...nodeOf({ ...failing, hasProbe }, failingBehaviour),
    ...nodeOf({ ...crowded.node, hasProbe }, crowded.behaviour),
  ];
  const series = [
    ...eventMetricIds.flatMap((id) => inCluster(id, [...seedSeries, ...eventMetricSeries(id, seed, seedBehaviour)])),
    ...inCluster(quietCluster, seedSeries),
    ...inCluster(withoutProbe, probed(false)),
    ...inCluster(withProbe, probed(true)),
  ];
  const byMetric = new Map<string, Series[]>();
  for (const each of series) {
    byMetric.set(each.metric, [...(byMetric.get(each.metric) ?? []), each]);
  }
  return [...byMetric.values()].flat();
}

/** A Prometheus whose data reaches half an hour into the future, so that nothing has to be scraped, and a stand-in Loki. */
export async function startEvidencePaths(workDir: string): Promise<EvidencePaths> {
  const startSeconds = Math.floor(Date.now() / 1000);
  rmSync(workDir, { recursive: true, force: true });
  mkdirSync(workDir, { recursive: true });
  const file = path.join(workDir, 'history.om');
  const span = { endSeconds: startSeconds + 1800, days: 8 };
  await writeFile(file, historyChunks(allSeries(startSeconds), span));
  await loadHistory(file, path.join(workDir, 'data'));
  rmSync(file);
  const loki = await startLoki({ port: 0, startSeconds });
  const prometheus = await startPrometheus({ workDir, port: await freePort(0), targets: {} });
  return {
    prometheusUrl: prometheus.url,
    lokiUrl: loki.url,
    startSeconds,
    close: async () => {
      await prometheus.close();
      await loki.close();
    },
  };
}
