// What is too long for an address is asked in parts: over a real Prometheus without rules the answers are those to the whole.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { askAll, type AskedServer } from '../engines/askServer';
import { loadHistory } from '../launcher/prometheus';
import { type Service } from '../launcher/service';
import { servePrometheus } from '../launcher/servePrometheus';
import { askQuery } from '../vm/askOverview';
import { rowsOf } from '../../src/signals/answer';
import { type FleetNode } from '../../src/signals/evidence/fleetNode';
import { judgeFleet, judgeNode } from '../../src/signals/evidence/judge';
import { coverageQuestions } from '../../src/signals/questions/coverageQuestions';
import { fleetQuestions } from '../../src/signals/questions/fleetQuestions';
import { nodeQuestions } from '../../src/signals/questions/nodeQuestions';
import { sentFor } from '../../src/signals/questions/parts';
import { type Question } from '../../src/signals/questions/question';
import { type SeriesRow, type SignalQuery } from '../../src/signals/series';
import { defaultSettings, type Settings } from '../../src/signals/settings/settings';
import { conventionDays, conventionLookback, conventionStepSeconds } from './conventionFleet';
import { day } from './curves';
import { fleet } from './fleet';
import { writeHistory } from './history';

jest.setTimeout(180_000);

const nodes = fleet.filter((each) => each.cluster === 'prod-a');
const endSeconds = Math.floor(Date.now() / 1000);
const usual = defaultSettings();
// So long that most of what is asked goes in parts; everything has a job of one of these names, or none.
const anyJob = `job=~"|.+|integrations/kubernetes/${'kube-state-metrics-of-a-long-name'.repeat(2)}"`;
const long: Settings = {
  ...usual,
  selectors: {
    nodeExporter: anyJob,
    kubeStateMetrics: anyJob,
    kubelet: anyJob,
    exporterPod: usual.selectors.exporterPod,
  },
};

const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-parts-'));
let service: Service;
let server: AskedServer;

beforeAll(async () => {
  const history = path.join(workDir, 'history.om');
  await writeHistory(history, { endSeconds, days: conventionDays, stepSeconds: conventionStepSeconds, nodes });
  await loadHistory(history, path.join(workDir, 'data'));
  const flags = [`--query.lookback-delta=${conventionLookback}`];
  service = await servePrometheus({ workDir, config: {}, flags });
  server = { name: 'Prometheus', url: service.url, warnings: new Set(), infos: new Set() };
});

afterAll(async () => {
  await service?.close();
  rmSync(workDir, { recursive: true, force: true });
});

/** The answers, and of what was asked in parts the answer to the whole beside them. */
async function askedBothWays<Id extends string>(questions: ReadonlyArray<Question<Id>>) {
  const parted = new Map<Id, SignalQuery<string>>();
  const noting = questions.map((each): Question<Id> => ({
    ...each,
    queryAfter: (answers) => {
      const query = each.queryAfter(answers);
      if (query && (query.kind === 'instant' || query.kind === 'range') && sentFor(query).flat().length > 1) {
        parted.set(each.id, query);
      }
      return query;
    },
  }));
  const answers = await askAll(server, noting, endSeconds);
  const wholes = new Map<Id, readonly SeriesRow[]>();
  for (const [id, query] of parted) {
    wholes.set(id, await askQuery(server.url, query, endSeconds));
  }
  return { answers, wholes };
}

const sorted = (rows: readonly SeriesRow[] | undefined) =>
  (rows ?? [])
    .map(({ labels, values }) => {
      const named = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
      return JSON.stringify([named, values]);
    })
    .sort();

const verdictOf = ({ diagnosis, evidence }: FleetNode) => ({ diagnosis, evidence });

it('the overview calls every node the same, with the same evidence', async () => {
  const { answers, wholes } = await askedBothWays(fleetQuestions(long, endSeconds));
  expect([...wholes.keys()].sort()).toEqual(['cgroupGrowth', 'events', 'facts', 'memory', 'slabGrowth']);
  for (const [id, rows] of wholes) {
    // Figures of exporters, which are placed when the evidence is collected.
    if (id !== 'memory') {
      expect([id, sorted(rowsOf(answers, id))]).toEqual([id, sorted(rows)]);
    }
  }
  const whole = await askAll(server, fleetQuestions(usual, endSeconds), endSeconds);
  const judged = judgeFleet(answers, long, endSeconds).map(verdictOf);
  expect(judged.length).toBe(nodes.length);
  expect(judged).toEqual(judgeFleet(whole, usual, endSeconds).map(verdictOf));
});

it('the coverage counts the same', async () => {
  const { answers, wholes } = await askedBothWays(coverageQuestions(long));
  expect(wholes.size).toBeGreaterThan(1);
  for (const [id, rows] of wholes) {
    expect([id, sorted(rowsOf(answers, id))]).toEqual([id, sorted(rows)]);
  }
});

it('a node’s page has the same figures, curves and verdict as the overview', async () => {
  const span = { fromSeconds: endSeconds - day, atSeconds: endSeconds };
  const overview = judgeFleet(await askAll(server, fleetQuestions(usual, endSeconds), endSeconds), usual, endSeconds);
  const seen = new Set<string>();
  for (const { evidence, diagnosis } of overview.slice(0, 12)) {
    const { answers, wholes } = await askedBothWays(
      nodeQuestions({ ...evidence.key, isClusterKnown: true }, usual, span)
    );
    for (const [id, rows] of wholes) {
      seen.add(id);
      if (id !== 'memory') {
        expect([id, sorted(rowsOf(answers, id))]).toEqual([id, sorted(rows)]);
      }
    }
    const { state, cause } = judgeNode(answers, evidence.key, usual, endSeconds)?.diagnosis ?? {};
    expect([evidence.key.node, state, cause]).toEqual([evidence.key.node, diagnosis.state, diagnosis.cause]);
  }
  expect([...seen]).toEqual(expect.arrayContaining(['facts', 'slabGrowth', 'cgroupGrowth', 'creations', 'failing']));
});
