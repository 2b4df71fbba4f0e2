// What is sent to Kubernetes and read from it, with a real API server and a real kubectl: stand-ins answer as we believe.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../src/cli/main';
import { type Report } from '../../src/cli/report';
import { shellScript } from '../../src/runbook/plan/shellScript';
import { el7Kernel, planNode } from '../../src/test/planNodes';
import { planOf } from '../../src/test/plans';
import { isBuilt } from './engines';
import { type KubernetesApi, startKubernetesApi } from './kubernetesApi';
import { emptyDirPod, eventsOf, failingEvents, machine, pod, podDisruptionBudget } from './kubernetesObjects';
import { RebootingNodes } from './rebootingNodes';

jest.setTimeout(240_000);

const isHere = isBuilt('kubernetes') && isBuilt('etcd');
const describeHere = isHere ? describe : describe.skip;
if (!isHere) {
  it.todo('needs what "npm run engines -- etcd kubernetes" builds');
}

const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-kubernetes-'));
let api: KubernetesApi;

beforeAll(async () => {
  if (!isHere) {
    return;
  }
  api = await startKubernetesApi(path.join(workDir, 'api'));
  api.create(...['w1', 'w2', 'w3', 'spare'].map((name) => machine(name)));
  // A controller that is not here takes it away from nodes that are ready.
  api.kubectl('taint', 'nodes', '--all', 'node.kubernetes.io/not-ready-');
});

afterAll(async () => {
  await api?.close();
  rmSync(workDir, { recursive: true, force: true });
});

describeHere('the plan as a script', () => {
  const script = shellScript(planOf([planNode('w1'), planNode('w2'), planNode('w3')])).text;
  let nodes: RebootingNodes;
  let runs = 0;
  beforeEach(() => {
    const folder = path.join(workDir, `run-${++runs}`);
    mkdirSync(folder);
    nodes = new RebootingNodes(folder, api);
  });
  afterEach(() => {
    api.kubectl('delete', 'pods,pdb', '--all', '--force', '--grace-period=0');
    ['w1', 'w2', 'w3'].forEach((name) => api.kubectl('uncordon', name));
  });
  const cordoned = () =>
    api.kubectl('get', 'nodes', '-o', 'jsonpath={.items[?(@.spec.unschedulable)].metadata.name}').split(' ').join();
  const podsLeft = () => api.kubectl('get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}').trim();

  it('moves pods, reboots and gives nodes back', () => {
    api.create(pod('api-0', 'w1'), pod('api-1', 'w2'), pod('api-2', 'spare'));
    const { status, stderr } = nodes.run(script, ['--act', '--yes']);
    expect([status, stderr]).toEqual([0, '']);
    expect(nodes.rebooted()).toEqual(['w1', 'w2', 'w3']);
    expect(podsLeft()).toBe('api-2');
    expect(cordoned()).toBe('');
    expect(api.kubectl('get', 'nodes', '-o', 'jsonpath={.items[*].metadata.annotations}')).not.toContain('memcg-kmem');
  });

  it('finds what stands in the way, and touches nothing', () => {
    api.create(
      pod('api-0', 'w1'),
      podDisruptionBudget('api', 0),
      emptyDirPod('cache-0', 'w2'),
      { ...pod('once', 'w3'), metadata: { name: 'once', namespace: 'default' } },
      pod('huge-0', 'w3', { cpu: '400' })
    );
    for (const args of [['--check'], ['--act', '--yes']]) {
      const { status, stdout, stderr } = nodes.run(script, args);
      expect(status).toBe(1);
      expect(stdout).toMatch(/w1: cannot be drained:\n.*disruption budget/);
      expect(stdout).toMatch(/w2: cannot be drained:\n.*default\/cache-0/);
      expect(stdout).toMatch(/w3: cannot be drained:\n.*default\/once/);
      expect(stdout).toMatch(/wave 2: \d+ pods must move and ask for 400\.\d CPU/);
      expect(stderr).toContain('Nothing was touched');
    }
    expect([nodes.rebooted(), cordoned()]).toEqual([[], '']);
    expect(podsLeft().split(' ')).toHaveLength(4);
  });

  it('lets go what its flags give up', () => {
    api.create(emptyDirPod('cache-0', 'w2'), {
      ...pod('once', 'w3'),
      metadata: { name: 'once', namespace: 'default' },
    });
    const { status } = nodes.run(script, ['--act', '--yes', '--delete-emptydir-data', '--force']);
    expect([status, podsLeft()]).toEqual([0, '']);
  });

  it('keeps the cordon of somebody else, and goes on where it was stopped', () => {
    api.kubectl('cordon', 'w2');
    nodes.keepsItsBoot('w3');
    const first = nodes.run(script, ['--act'], 'y\n');
    expect([first.status, nodes.rebooted()]).toEqual([0, ['w1', 'w2']]);
    expect(first.stdout).toContain('w2 stays cordoned, as it was before');
    expect(cordoned()).toBe('w2');
    const again = nodes.run(script, ['--act', '--yes']);
    expect(again.stdout).toMatch(/w1: is done already/);
    expect(again.stderr).toContain('w3 is up, but the change is not in force');
    expect(cordoned()).toBe('w2,w3');
  });
});

describeHere('what kubectl prints of nodes that refuse pods', () => {
  beforeAll(() => {
    api.create(pod('job-1', 'w1'), pod('job-2', 'w2'));
    api.create(...failingEvents((name) => api.kubectl('get', 'pod', name, '-o', 'jsonpath={.metadata.uid}')));
  });

  const report = async (text: string): Promise<Report> => {
    const out: string[] = [];
    async function* stdin() {
      yield new TextEncoder().encode(text);
    }
    const stdout = { write: (part: string) => out.push(part) };
    await run(['--json'], { stdin: stdin(), stdout, stderr: { write: () => undefined }, env: {} }, '1.2.3');
    return JSON.parse(out.join('')) as Report;
  };
  const refusals = async (text: string) =>
    (await report(text)).readings.filter(({ meaning }) => meaning === 'creation-refused');

  it.each([
    ['get events, as JSON', ['get', 'events', '-A', '-o', 'json']],
    ['get events.events.k8s.io, as JSON', ['get', 'events.events.k8s.io', '-A', '-o', 'json']],
    ['events, as JSON', ['events', '-A', '-o', 'json']],
  ])('%s: node, count and reason of each event', async (_, args) => {
    const read = await refusals(api.kubectl(...args));
    const found = read.map(({ node, count, reason }) => [node, count, reason]).sort();
    expect(found).toEqual(eventsOf());
  });

  it.each([
    ['get events', ['get', 'events', '-A'], []],
    ['get events -o wide', ['get', 'events', '-A', '-o', 'wide'], ['node', 'count']],
    ['get events --sort-by', ['get', 'events', '--sort-by=.lastTimestamp'], []],
    ['get events without headers', ['get', 'events', '--no-headers', '-o', 'wide'], ['node', 'count']],
    ['events', ['events', '-A'], ['count']],
    // Of YAML the messages alone are read.
    ['get events -o yaml', ['get', 'events', '-A', '-o', 'yaml'], []],
  ] as const)('%s, for people: what is there to be read', async (_, args, told) => {
    const read = await refusals(api.kubectl(...args));
    const found = read.map((each) => told.map((field) => each[field])).sort();
    const all = eventsOf().map(([node, count, reason]) => ({ node, count, reason }));
    expect(found).toEqual(all.map((each) => told.map((field) => each[field])).sort());
  });

  it.each([
    ['get nodes -o wide', ['get', 'nodes', '-o', 'wide']],
    ['describe nodes', ['describe', 'nodes']],
    ['get nodes, as JSON', ['get', 'nodes', '-o', 'json']],
  ])('%s: the kernel of each, beside its events', async (_, args) => {
    const { nodes } = await report(`${api.kubectl('get', 'events', '-o', 'wide')}\n${api.kubectl(...args)}`);
    const facts = nodes.map(({ node, state, causes, reasons }) => [
      node,
      state,
      causes[0]?.cause,
      reasons.some(({ detail, text }) => `${detail} ${text}`.includes(el7Kernel)),
    ]);
    expect(facts.filter(([node]) => node === 'w1' || node === 'w2').sort()).toEqual(
      ['w1', 'w2'].map((node) => [node, 'failing', 'memcg-kmem-leak', true])
    );
  });
});
