// The same machines under every convention of labels: the page must give each the same verdict.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  conventionDays,
  conventionLookback,
  conventionNodes,
  conventionSeries,
  conventionStepSeconds,
} from '../dev/fleet/conventionFleet';
import { conventions } from '../dev/fleet/conventions';
import { writeHistory } from '../dev/fleet/history';
import { type RunningHost } from '../dev/host/server';
import { loadHistory } from '../dev/launcher/prometheus';
import { startRuledPrometheus } from '../dev/launcher/ruledPrometheus';
import { type Service } from '../dev/launcher/service';
import { isGivenStack } from './hosts';
import { NodesPage } from './nodesPage';
import { grafanaOver } from './stack';
import { test } from './test';

const endSeconds = Math.floor(Date.now() / 1000);
const machines = conventionNodes();
let workDir: string;
let prometheus: Service | undefined;
let host: RunningHost | undefined;

// One worker, so that one Prometheus serves them all.
test.describe.configure({ mode: 'default' });
test.skip(isGivenStack, 'Starts a Prometheus of its own on this machine.');

test.beforeAll(async () => {
  test.setTimeout(300_000);
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-matrix-'));
  const history = path.join(workDir, 'history.om');
  const span = { endSeconds, days: conventionDays, stepSeconds: conventionStepSeconds };
  await writeHistory(history, span, conventionSeries(endSeconds));
  await loadHistory(history, path.join(workDir, 'data'));
  rmSync(history);
  prometheus = await startRuledPrometheus(workDir, conventionLookback);
  const { url } = prometheus;
  host = await grafanaOver([{ uid: 'matrix', name: 'matrix', type: 'prometheus', url, isDefault: true }]);
});

test.afterAll(async () => {
  await host?.close();
  await prometheus?.close();
  rmSync(workDir, { recursive: true, force: true });
});

for (const cluster of conventions.flatMap((each) => each.clusters)) {
  test(`cluster "${cluster}" has the verdicts its machines were described with`, async ({ page }) => {
    const nodes = new NodesPage(page, host?.url ?? '');
    // The history has an end: it is looked at as it was then.
    await nodes.open(`?ds=matrix&cluster=${cluster}&from=${(endSeconds - 3600) * 1000}&to=${endSeconds * 1000}`);
    const inCluster = machines.filter((each) => each.cluster === cluster);
    await nodes.expectVerdicts(inCluster.map(({ node, expected }) => ({ cluster, node, ...expected })));
    nodes.expectNoComplaints();
  });
}
