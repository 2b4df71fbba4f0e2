// The cluster label on the series of exporters alone, or of Kubernetes alone, in a real Prometheus without rules: overview and
// node page give every node the verdict that it has where the label is on both.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { askAll, type AskedServer } from '../engines/askServer';
import { loadHistory } from '../launcher/prometheus';
import { type Service } from '../launcher/service';
import { servePrometheus } from '../launcher/servePrometheus';
import { rowsOf } from '../../src/signals/answer';
import { type FleetNode } from '../../src/signals/evidence/fleetNode';
import { judgeFleet, judgeNode } from '../../src/signals/evidence/judge';
import { fleetQuestions } from '../../src/signals/questions/fleetQuestions';
import { clustersOf, nodeQuestions } from '../../src/signals/questions/nodeQuestions';
import { defaultSettings } from '../../src/signals/settings/settings';
import { conventionDays, conventionLookback, conventionStepSeconds } from './conventionFleet';
import { day } from './curves';
import { fleet } from './fleet';
import { fleetSeries } from './fleetSeries';
import { writeHistory } from './history';
import { type Series } from './series';
import { isNodeExporter, without } from './stacks/relabel';

jest.setTimeout(180_000);

const cluster = 'prod-a';
const nodes = fleet.filter((each) => each.cluster === cluster).slice(0, 14);
const endSeconds = Math.floor(Date.now() / 1000);
const settings = defaultSettings();
const sides = {
  both: (series: Series) => series,
  'Kubernetes alone': (series: Series) => (isNodeExporter(series) ? without(series, 'cluster') : series),
  'exporters alone': (series: Series) => (isNodeExporter(series) ? series : without(series, 'cluster')),
} as const;
type Side = keyof typeof sides;

const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-one-sided-'));
const services: Service[] = [];
const servers = new Map<Side, AskedServer>();

beforeAll(async () => {
  for (const side of Object.keys(sides) as Side[]) {
    const folder = path.join(workDir, side.replace(' ', '-'));
    mkdirSync(folder);
    const history = path.join(folder, 'history.om');
    const span = { endSeconds, days: conventionDays, stepSeconds: conventionStepSeconds };
    await writeHistory(history, span, fleetSeries(endSeconds, nodes).map(sides[side]));
    await loadHistory(history, path.join(folder, 'data'));
    const flags = [`--query.lookback-delta=${conventionLookback}`];
    const service = await servePrometheus({ workDir: folder, config: {}, flags });
    services.push(service);
    servers.set(side, { name: side, url: service.url, warnings: new Set(), infos: new Set() });
  }
});

afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
  rmSync(workDir, { recursive: true, force: true });
});

function serverOf(side: Side): AskedServer {
  const server = servers.get(side);
  if (!server) {
    throw new Error(`no server has the label on ${side}`);
  }
  return server;
}

const verdictOf = ({ diagnosis: { state, cause, confidence }, evidence }: FleetNode) =>
  [state, cause, confidence, evidence.slabUnreclaimableBytes, evidence.memoryCgroups].join(', ');

async function overview(side: Side) {
  const answers = await askAll(serverOf(side), fleetQuestions(settings, endSeconds), endSeconds);
  const judged = judgeFleet(answers, settings, endSeconds);
  const verdicts = judged.map((node) => [node.evidence.key.node, verdictOf(node)]);
  return { judged, verdicts, homes: rowsOf(answers, 'homes') };
}

it('asks for no home where both have the label', async () => {
  const { verdicts, homes } = await overview('both');
  expect(homes).toBeUndefined();
  expect(verdicts).toHaveLength(nodes.length);
});

it.each(['Kubernetes alone', 'exporters alone'] as const)('finds every exporter’s node where %s', async (side) => {
  const { judged, verdicts, homes } = await overview(side);
  expect(homes).toHaveLength(nodes.length);
  expect(verdicts).toEqual((await overview('both')).verdicts);

  const span = { fromSeconds: endSeconds - day, atSeconds: endSeconds };
  for (const node of judged) {
    const { key } = node.evidence;
    for (const isClusterKnown of [true, false]) {
      const questions = nodeQuestions({ ...key, isClusterKnown }, settings, span);
      const answers = await askAll(serverOf(side), questions, endSeconds);
      expect(clustersOf(answers, settings)).toEqual([key.cluster ?? '']);
      const page = judgeNode(answers, key, settings, endSeconds);
      expect([key.node, page && verdictOf(page)]).toEqual([key.node, verdictOf(node)]);
      expect(rowsOf(answers, 'slab')).toHaveLength(1);
    }
  }
});
