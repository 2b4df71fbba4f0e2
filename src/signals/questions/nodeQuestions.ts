import { type NodeKey } from '../../diagnosis/evidence';
import eventPresets from '../../knowledge/events.json';
import fleetQuestions from '../../knowledge/questions.json';
import { type Answers, type AskedSpan, rowsOf } from '../answer';
import { judgeNode } from '../evidence/judge';
import { eventsExpression, factTemplates, fleetTemplate, growthQuery, historyQuery, memoryQuery } from './fleetQueries';
import { eventLinesQuery } from './logQuestions';
import { laterQuestions } from './laterQuestions';
import { sidesOf } from '../oneSidedCluster';
import { inParts } from './parts';
import { type Query, type Question, question } from './question';
import { type NodeQuestionId, nodeQuestionIds, type SeriesRow, type SignalQuery } from '../series';
import { type Settings } from '../settings/settings';
import { anyOf, fillTemplate, joinMatchers, quoteForPromQL } from './template';

export type NodeQuery = SignalQuery<NodeQuestionId>;

/** What a node's charts span. */
export interface ChartWindow {
  windowSeconds: number;
  stepSeconds: number;
}

const maxPoints = 288;
const steps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Never more points than a chart has pixels for, however long the range. */
export function chartWindow(fromSeconds: number, atSeconds: number): ChartWindow {
  const windowSeconds = Math.max(60, atSeconds - fromSeconds);
  // Both ends are read a moment apart: a day may be a second longer than a day.
  const least = Math.floor(windowSeconds / maxPoints);
  return { windowSeconds, stepSeconds: steps.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400 };
}

/** `cluster` undefined in `name` with `isClusterKnown` false: any cluster may have the node. */
export interface NodeName extends NodeKey {
  isClusterKnown: boolean;
}

/** Clusters that have a node of this name, as far as is known: more than one, and the reader has to choose. */
export function clustersOf(answers: Answers<NodeQuestionId>, settings: Settings): string[] {
  return [...new Set(placesOf(answers, settings).map((row) => clusterOf(row, settings)))].sort();
}

/**
 * Exporters of the node, and the node as Kubernetes tells of it in each cluster. An exporter with a home is there, whatever its
 * own series say.
 */
function placesOf(answers: Answers<NodeQuestionId>, { clusterLabel }: Settings): SeriesRow[] {
  const homes = rowsOf(answers, 'homes') ?? [];
  const exporter = ({ labels }: SeriesRow) => JSON.stringify([labels[clusterLabel] ?? '', labels.instance]);
  const atHome = new Set(homes.map(exporter));
  return [...homes, ...(rowsOf(answers, 'where') ?? []).filter((row) => !atHome.has(exporter(row)))];
}

const clusterOf = ({ labels }: SeriesRow, { clusterLabel }: Settings) =>
  sidesOf(labels.home)?.home ?? labels[clusterLabel] ?? '';

/** The node that is meant; undefined until its cluster is settled. @param isSettled all that tells it has come, or will not */
export function keyOf(
  name: NodeName,
  answers: Answers<NodeQuestionId>,
  settings: Settings,
  isSettled: boolean
): NodeKey | undefined {
  const { cluster, node, isClusterKnown } = name;
  if (isClusterKnown) {
    return { cluster, node };
  }
  const clusters = clustersOf(answers, settings);
  return isSettled && clusters.length <= 1 ? { cluster: clusters[0] || undefined, node } : undefined;
}

/** All that is asked about one node. @param only ask these and no others */
export function nodeQuestions(
  name: NodeName,
  settings: Settings,
  span: AskedSpan,
  only?: readonly NodeQuestionId[]
): Array<Question<NodeQuestionId>> {
  const { atSeconds } = span;
  const window = chartWindow(span.fromSeconds, atSeconds);
  const lines = eventLinesQuery(settings);
  const queryOf = (id: NodeQuestionId, answers: Answers<NodeQuestionId>): Query | undefined => {
    if (id === 'where') {
      return whereQuery(name, settings);
    }
    if (id === 'homes') {
      return mayBeAway(answers, settings) ? nodeHomesQuery(name, settings) : undefined;
    }
    if (id === 'events' && lines) {
      return lines;
    }
    const key = keyOf(name, answers, settings, true);
    if (!key) {
      return undefined;
    }
    switch (id) {
      case 'podAges':
        return podAgesQuery(key, settings, rowsOf(answers, 'stuckPods') ?? []);
      case 'failing': {
        const isFailing = judgeNode(answers, key, settings, atSeconds)?.diagnosis.state === 'failing';
        return only?.includes(id) || isFailing ? failingQuery(key, settings) : undefined;
      }
      default: {
        const exporters = exportersOf(answers, key, settings);
        return [
          ...kubernetesQueries(key, settings, window, exporters),
          ...exporterQueries(key, settings, exporters, window),
        ].find((query) => query.id === id);
      }
    }
  };
  return nodeQuestionIds
    .filter((id) => only?.includes(id === 'homes' ? 'where' : id) ?? true)
    .map((id) => {
      const asked = question<NodeQuestionId>('node', id, (answers) => queryOf(id, answers));
      // What Kubernetes knows of a node is found by its name; the lines of all nodes are read.
      const isFound = (name.isClusterKnown && kubernetesIds.includes(id)) || (id === 'events' && lines !== undefined);
      return isFound ? { ...asked, after: [] } : asked;
    });
}

const kubernetesIds: readonly NodeQuestionId[] = ['facts', 'stuckPods', 'creations', 'alerts'];

/** The exporters that speak for a node: their addresses, and the cluster that their series name where it is another one. */
export interface NodeExporters {
  instances: readonly string[];
  cluster?: string;
}

const noExporters: NodeExporters = { instances: [] };

function exportersOf(answers: Answers<NodeQuestionId>, key: NodeKey, settings: Settings): NodeExporters {
  const rows = placesOf(answers, settings).filter(
    (row) => row.labels.instance && clusterOf(row, settings) === (key.cluster ?? '')
  );
  const instances = [...new Set(rows.map(({ labels: { instance = '' } }) => instance))].sort();
  const sides = rows.map(({ labels }) => sidesOf(labels.home)).find((each) => each !== undefined);
  return sides ? { instances, cluster: sides.own } : { instances };
}

/** Whether a node may have an exporter whose series do not name its cluster: where none that do were found. */
function mayBeAway(answers: Answers<NodeQuestionId>, settings: Settings): boolean {
  const rows = rowsOf(answers, 'where') ?? [];
  const exporters = new Set(rows.filter(({ labels }) => labels.instance).map((row) => clusterOf(row, settings)));
  return rows.some((row) => !exporters.has(clusterOf(row, settings)));
}

/** Which exporters speak for the node; asks for no value of any other. Theirs may lack the cluster label, or have it alone. */
export function whereQuery(name: NodeName, settings: Settings): NodeQuery {
  const { kubeStateMetrics } = settings.selectors;
  const cluster = name.isClusterKnown ? [clusterMatcher(name, settings)] : [];
  return build('where', whereSettings(name, settings), {
    nodeReplacement: replacement(name.node),
    renamedNode: joinMatchers(kubeStateMetrics, nodeMatcher(name, 'exported_node'), ...cluster),
  });
}

/** Which exporters without the cluster label belong to it, or with it where Kubernetes has none. */
export const nodeHomesQuery = (name: NodeName, settings: Settings): NodeQuery =>
  build('homes', whereSettings(name, settings));

function whereSettings(name: NodeName, settings: Settings): Settings {
  const { clusterLabel } = settings;
  const cluster = name.isClusterKnown ? [clusterMatcher(name, settings)] : [];
  const { nodeExporter, kubeStateMetrics } = settings.selectors;
  const ownOrNone =
    name.isClusterKnown && name.cluster !== undefined ? [`${clusterLabel}=~"${anyOf([name.cluster])}|"`] : [];
  const selectors = {
    ...settings.selectors,
    nodeExporter: joinMatchers(nodeExporter, ...ownOrNone),
    kubeStateMetrics: joinMatchers(kubeStateMetrics, nodeMatcher(name), ...cluster),
  };
  return { ...settings, selectors };
}

/** Questions that are worth asking without any exporter. @param exporters those of the node, as far as they are known */
export function kubernetesQueries(
  key: NodeKey,
  settings: Settings,
  window: ChartWindow,
  exporters = noExporters
): NodeQuery[] {
  const narrow = narrowed(key, settings, noExporters);
  const ofCluster = clusterOnly(key, settings);
  const { nodeExporter, kubelet } = narrowed(key, settings, exporters).selectors;
  const ofNode = { ...ofCluster, selectors: { ...ofCluster.selectors, nodeExporter, kubelet } };
  const renamed = byOtherNames(key, settings);
  return [
    { id: 'facts', kind: 'instant', ...inParts([...factTemplates.map(filledBy(narrow)), ...renamedFacts(renamed)]) },
    build('stuckPods', ofCluster, places(key, settings)),
    build('feeders', ofNode, places(key, settings)),
    either(build('costs', ofNode), build('costs', renamed)),
    {
      id: 'creations',
      kind: 'range',
      ...window,
      ...inParts([
        ...creations.map(filledBy(narrow)),
        ...refusedSeries(key, settings),
        ...creations.map(filledBy(renamed)),
      ]),
    },
    build('alerts', settings, places(key, settings), window),
  ];
}

/** Questions to the exporters of the node. The first two ask Kubernetes as well, and are worth asking without any exporter. */
export function exporterQueries(
  key: NodeKey,
  settings: Settings,
  exporters: NodeExporters,
  window: ChartWindow
): NodeQuery[] {
  const narrow = narrowed(key, settings, exporters);
  const { kubeStateMetrics } = clusterOnly(key, settings).selectors;
  const ofAnyName = { ...narrow, selectors: { ...narrow.selectors, kubeStateMetrics } };
  const events = eventsExpression(settings);
  const eitherWay = [
    ...(events === undefined ? [] : [build('events', narrow, { ...places(key, settings), events })]),
    build('changes', ofAnyName, places(key, settings), window),
  ];
  if (exporters.instances.length === 0) {
    return eitherWay;
  }
  return [
    ...eitherWay,
    memoryQuery(narrow, laterQuestions.node.memory.expr, { nodeReplacement: replacement(key.node) }),
    growthQuery('slabGrowth', narrow),
    growthQuery('cgroupGrowth', narrow),
    { ...historyQuery(narrow), id: 'history' },
    build('slab', narrow, {}, window),
    build('cgroups', narrow, {}, window),
    build('available', narrow, {}, window),
    build('caches', narrow, {}, { ...window, stepSeconds: Math.max(60, Math.ceil(window.windowSeconds / 48)) }),
  ];
}

/** Since when creation has been failing; asked only of a node where it is. */
export function failingQuery(key: NodeKey, settings: Settings): NodeQuery {
  const { expr, windowSeconds, stepSeconds } = laterQuestions.node.failing;
  const refused = refusedPresets(settings).map(
    ([, { refusedExpr }]) => `max(${ofThisNode(fillTemplate(refusedExpr, settings), key, settings)})`
  );
  const parts = [
    fillTemplate(expr, narrowed(key, settings, noExporters)),
    ...refused,
    fillTemplate(expr, byOtherNames(key, settings)),
  ];
  return { id: 'failing', kind: 'range', windowSeconds, stepSeconds, ...inParts(parts) };
}

export function podAgesQuery(key: NodeKey, settings: Settings, stuck: readonly SeriesRow[]): NodeQuery | undefined {
  const pods = [...new Set(stuck.flatMap(({ labels: { pod } }) => (pod ? [pod] : [])))].sort().slice(0, 50);
  if (pods.length === 0) {
    return undefined;
  }
  return build('podAges', clusterOnly(key, settings), { pods: anyOf(pods) });
}

/** Selectors that match this node's own series only, so that the overview's expressions read nothing else. */
function narrowed(key: NodeKey, settings: Settings, { instances, cluster }: NodeExporters): Settings {
  const { nodeExporter, kubeStateMetrics, kubelet, exporterPod } = settings.selectors;
  const own = [nodeMatcher(key), clusterMatcher(key, settings)];
  const ofExporters = clusterMatcher(cluster === undefined ? key : { ...key, cluster }, settings);
  // Contradicting matchers: a selector that matches nothing everywhere.
  const ofInstances = instances.length > 0 ? `instance=~"${anyOf(instances)}"` : 'instance="",instance!=""';
  return {
    ...settings,
    selectors: {
      nodeExporter: joinMatchers(nodeExporter, ofInstances, ofExporters),
      kubeStateMetrics: joinMatchers(kubeStateMetrics, ...own),
      kubelet: joinMatchers(kubelet, ...own),
      exporterPod,
    },
  };
}

/** Where a server keeps the labels of its targets: the node is `exported_node`, and a kubelet's instance is its name. */
function byOtherNames(key: NodeKey, settings: Settings): Settings {
  const { kubeStateMetrics, kubelet } = settings.selectors;
  const cluster = clusterMatcher(key, settings);
  const instance = `instance=~"${anyOf([key.node])}(:[0-9]+)?"`;
  return {
    ...settings,
    selectors: {
      ...narrowed(key, settings, noExporters).selectors,
      kubeStateMetrics: joinMatchers(kubeStateMetrics, nodeMatcher(key, 'exported_node'), cluster),
      kubelet: joinMatchers(kubelet, 'node=""', instance, cluster),
    },
  };
}

const creations = laterQuestions.node.creations.parts;
const filledBy = (settings: Settings) => (template: string) => fillTemplate(template, settings);

/** What kubelets tell, and the kernel: each facts' own label is looked after by its template. */
function renamedFacts(renamed: Settings): string[] {
  const { signals, neverRecorded } = fleetQuestions.fleet.facts;
  const { cgroupCreates15m, podStarts15m, podStarts1d, containerStarts1d } = signals;
  const templates = [neverRecorded, cgroupCreates15m, podStarts15m, podStarts1d, containerStarts1d];
  return templates.map(filledBy(renamed));
}

/** What is not found under the one name is under the other, or not at all. */
function either(query: NodeQuery, other: NodeQuery): NodeQuery {
  return { ...query, expr: `${query.expr}\nor\n${other.expr}` };
}

function clusterOnly(key: NodeKey, settings: Settings): Settings {
  const { kubeStateMetrics } = settings.selectors;
  return {
    ...settings,
    selectors: {
      ...settings.selectors,
      kubeStateMetrics: joinMatchers(kubeStateMetrics, clusterMatcher(key, settings)),
    },
  };
}

function places(key: NodeKey, settings: Settings) {
  return {
    node: quoteForPromQL(key.node),
    clusterMatcher: clusterMatcher(key, settings),
    thisNode: thisNode(key, settings),
  };
}

/** Presets whose count may be of use to the charts: those in use that see the text of a refused creation. */
function refusedPresets({ events: { source, preset } }: Settings): Array<[string, { refusedExpr: string }]> {
  return Object.entries(eventPresets).flatMap(([id, each]): Array<[string, { refusedExpr: string }]> =>
    'refusedExpr' in each && source === 'prometheus' && (preset === 'auto' || preset === id) ? [[id, each]] : []
  );
}

/** A count kept by the kubelet grows for ever; a counter's increase is already one of a window. */
function refusedSeries(key: NodeKey, settings: Settings): string[] {
  return refusedPresets(settings).map(([id, { refusedExpr }]) => {
    const signal = id === 'kubeEventInfo' ? 'refusedTotal' : 'refused20m';
    const own = ofThisNode(fillTemplate(refusedExpr, settings), key, settings);
    return `label_replace(max(${own}), "signal", "${signal}", "", "")`;
  });
}

function ofThisNode(expr: string, key: NodeKey, settings: Settings): string {
  return `((${expr}) and on (${settings.clusterLabel}, node) ${thisNode(key, settings)})`;
}

function thisNode({ cluster, node }: NodeKey, { clusterLabel }: Settings): string {
  const named = `label_replace(vector(1), "node", "${replacement(node)}", "", "")`;
  return cluster === undefined
    ? named
    : `label_replace(${named}, "${clusterLabel}", "${replacement(cluster)}", "", "")`;
}

/** In a replacement of label_replace a dollar sign would name a group. */
function replacement(text: string): string {
  return quoteForPromQL(text.replace(/\$/g, '$$$$'));
}

const nodeMatcher = ({ node }: NodeKey, label = 'node') => `${label}="${quoteForPromQL(node)}"`;
const clusterMatcher = ({ cluster }: NodeKey, { clusterLabel }: Settings) =>
  `${clusterLabel}="${quoteForPromQL(cluster ?? '')}"`;

/** Asked of one node as they are asked of the fleet. */
type FleetTemplateId = NodeQuestionId & Parameters<typeof fleetTemplate>[0];

function build(
  id: NodeQuestionId,
  settings: Settings,
  more: Readonly<Record<string, string>> = {},
  window?: ChartWindow
): NodeQuery {
  const template = laterQuestions.node[id];
  const fill = (text: string) => fillTemplate(text, settings, more);
  const asked =
    'parts' in template
      ? inParts(template.parts.map(fill))
      : { expr: fill('expr' in template ? template.expr : fleetTemplate(id as FleetTemplateId)) };
  if ('stepSeconds' in template) {
    const { windowSeconds, stepSeconds } = template;
    return { id, kind: 'range', ...asked, windowSeconds, stepSeconds };
  }
  return window ? { id, kind: 'range', ...asked, ...window } : { id, kind: 'instant', ...asked };
}
