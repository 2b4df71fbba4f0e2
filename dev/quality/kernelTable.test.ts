import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { classifyKernel } from '../../src/kernel';
import knownReleases from '../../src/kernel/releases.fixture.json';
import atFirstSight from '../../src/kernel/releasesAtFirstSight.fixture.json';
import { escapeLabelValue } from '../fleet/exposition';
import { loadHistory, startPrometheus } from '../launcher/prometheus';
import { freePort, type Service } from '../launcher/service';

interface Rule {
  record?: string;
  expr: string;
}

const rulesFile = path.join(__dirname, '../../alerts/memcg-kmem.rules.yaml');
const at = 1_760_000_000;
const releases = [...knownReleases, ...atFirstSight].map(({ release }) => ({ release }));

/** The recording rules that classify, as one question to kube_node_info. */
function classifyingExpression(): string {
  const { groups } = parse(readFileSync(rulesFile, 'utf8')) as { groups: Array<{ rules: Rule[] }> };
  const ruleOf = (name: string) =>
    groups.flatMap(({ rules }) => rules).find(({ record }) => record === name)?.expr ?? '';
  const ofReleases = ruleOf('kernel_version:memcg_kmem_kernel:info')
    .replaceAll(/kernel_version:memcg_kmem_kernel_part\d+:info/g, (part) => `(${ruleOf(part)})`)
    .replaceAll('kernel_version:memcg_kmem_nodes:count', 'kube_node_info');
  return ruleOf('node:memcg_kmem_kernel:info')
    .replaceAll('node:memcg_kmem_kernel_release:info', 'kube_node_info')
    .replaceAll('kernel_version:memcg_kmem_kernel:info', `(${ofReleases})`);
}

describe('the kernel table in a real Prometheus', () => {
  const workDir = mkdtempSync(path.join(tmpdir(), 'kernel-table-'));
  let prometheus: Service | undefined;

  beforeAll(async () => {
    const lines = releases.map(
      ({ release }, index) => `kube_node_info{node="n${index}",kernel_version="${escapeLabelValue(release)}"} 1 ${at}`
    );
    const history = path.join(workDir, 'kernels.om');
    writeFileSync(history, ['# TYPE kube_node_info gauge', ...lines, '# EOF', ''].join('\n'));
    await loadHistory(history, path.join(workDir, 'data'));
    prometheus = await startPrometheus({ workDir, port: await freePort(), targets: {}, retention: '20y' });
  }, 60_000);

  afterAll(async () => {
    await prometheus?.close();
    rmSync(workDir, { recursive: true, force: true });
  });

  it('reads every release as TypeScript does', async () => {
    const body = new URLSearchParams({ query: classifyingExpression(), time: String(at) });
    const response = await fetch(`${prometheus?.url}/api/v1/query`, { method: 'POST', body });
    const { data } = (await response.json()) as { data: { result: Array<{ metric: Record<string, string> }> } };
    const inPrometheus = new Map(data.result.map(({ metric }) => [metric.node, `${metric.class} ${metric.row}`]));
    const seen = releases.map(({ release }, index) => [release, inPrometheus.get(`n${index}`)]);
    // An empty label is no label: Prometheus knows no release for it, and TypeScript none that is empty.
    const expected = releases.map(({ release }) => {
      const verdict = classifyKernel(release);
      return [release, `${verdict.class} ${verdict.rowId ?? 'other'}`];
    });
    expect(releases.length).toBeGreaterThan(500);
    expect(seen).toEqual(expected);
  }, 60_000);
});
