// The simulated fleet in a real Prometheus that evaluates the shipped rules: every panel of the dashboard has data, the
// page calls each node what its alert says, and VictoriaMetrics answers every rule's expression as Prometheus does.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { day } from '../dev/fleet/curves';
import { seriesName } from '../dev/fleet/exposition';
import { fleetSeries } from '../dev/fleet/fleetSeries';
import { historyStepSeconds, writeHistory } from '../dev/fleet/history';
import { loadHistory } from '../dev/launcher/prometheus';
import { type Group, rulesEvaluated, shippedGroups, startRuledPrometheus } from '../dev/launcher/ruledPrometheus';
import { type Service } from '../dev/launcher/service';
import { askAll, type AskedServer } from '../dev/engines/askServer';
import { askOverview, askQuery } from '../dev/vm/askOverview';
import { instantQuery, type Row } from '../dev/vm/instantQuery';
import { importLines, importSeries, startVictoriaMetrics } from '../dev/vm/victoriaMetrics';
import { diagnose } from '../src/diagnosis';
import { states as knownStates } from '../src/diagnosis/diagnosis';
import { countStates } from '../src/pages/shared/verdict/filterNodes';
import { rowsOf as rowsTo } from '../src/signals/answer';
import { collect } from '../src/signals/evidence/collect';
import { type FleetNode } from '../src/signals/evidence/fleetNode';
import { judgeFleet } from '../src/signals/evidence/judge';
import { countRest, restOf } from '../src/signals/evidence/restOfFleet';
import { historyQuery, signalQueries } from '../src/signals/questions/fleetQueries';
import { fleetQuestions } from '../src/signals/questions/fleetQuestions';
import { type Recorded, recordedForPage, recordedOf, recordedQuery } from '../src/signals/questions/recordedSeries';
import { type EvidenceRows } from '../src/signals/series';
import { defaultSettings } from '../src/signals/settings/settings';

// The longest look back of any rule is three days.
const days = 3.2;
// The history stands still while the rules run; old enough to be missed on a busy machine without this.
const lookback = '30m';

const lately: Recorded = { series: new Set(recordedForPage), isForLong: false, unrecorded: [] };

const failing = ['node:memcg_kmem_memory_total_bytes:max'];
const growths = ['node:memcg_kmem_slab_steady_growth:bytes_per_day', 'node:memcg_kmem_memory_cgroups_growth:per_day'];
const restOnLeaks = [
  'node:memcg_kmem_state:info',
  'node:memcg_kmem_suspect:bool',
  'suspect:memcg_kmem_evidence:value',
  'suspect:memcg_kmem_kernel:info',
  'cluster:memcg_kmem_calm_nodes:count',
];
const isMissing = ({ name }: Group) => /^memcg-kmem\.(slab|cgroup-growth)-[0-9]+h\.rules$/.test(name);
const restOnMissing = [
  ...growths,
  ...restOnLeaks,
  'node:memcg_kmem_slab_growing:bytes_per_day',
  'node:memcg_kmem_slab_may_level_off:bytes',
  'node:memcg_kmem_protected:bool',
  ...shippedGroups()
    .filter(isMissing)
    .flatMap((group) => group.rules.map(({ record = '' }) => record)),
  'node:memcg_kmem_other_slab_leak:bytes_per_day',
  'node:memcg_kmem_leak_growth:info',
];

function faultyGroups(): Group[] {
  const exporters = 'node_memory_MemTotal_bytes';
  const fails = `${exporters} * on () ${exporters}`;
  return shippedGroups()
    .filter((group) => !isMissing(group))
    .map((group) => ({
      ...group,
      rules: group.rules.map((rule) => (failing.includes(rule.record ?? '') ? { ...rule, expr: fails } : rule)),
    }));
}

interface Dashboard {
  panels: Array<{ title: string; targets?: Array<{ expr: string }> }>;
}

const root = path.resolve(__dirname, '..');
const rules = shippedGroups()
  .flatMap((group) => group.rules)
  .map((rule) => ({ ...rule, name: rule.record ?? rule.alert ?? '' }));
const dashboard = JSON.parse(readFileSync(path.join(root, 'src/dashboards/memcg-kmem.json'), 'utf8')) as Dashboard;
const panels = dashboard.panels.flatMap(({ title, targets }) => (targets ? [{ title, targets }] : []));

const endSeconds = Math.floor(Date.now() / 1000);
let workDir: string;
let prometheus: Service;
/** The same with rules of which some groups are missing, and one fails whenever it is evaluated. */
let faulty: Service;
let victoriaMetrics: Service;

jest.setTimeout(300_000);

beforeAll(async () => {
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-servers-'));
  const history = path.join(workDir, 'history.om');
  await writeHistory(history, { endSeconds, days });
  await loadHistory(history, path.join(workDir, 'data'));
  rmSync(history);
  const faultyDir = path.join(workDir, 'faulty');
  cpSync(path.join(workDir, 'data'), path.join(faultyDir, 'data'), { recursive: true });
  prometheus = await startRuledPrometheus(workDir, lookback);
  faulty = await startRuledPrometheus(faultyDir, lookback, faultyGroups());
  await Promise.all([
    rulesEvaluated(prometheus, endSeconds + 240),
    rulesEvaluated(faulty, endSeconds + 240, [...restOnMissing, ...failing]),
  ]);
});

afterAll(async () => {
  await victoriaMetrics?.close();
  await Promise.all([prometheus?.close(), faulty?.close()]);
  rmSync(workDir, { recursive: true, force: true });
});

describe('dashboard', () => {
  // Panels that may be empty on this fleet, and why.
  const mayBeEmpty: Record<string, string> = {
    'Kernel unknown': 'the kernel table knows every kernel of the fleet; the panel then shows 0',
  };
  const emptyTargets: Record<string, string> = {
    'node:memcg_kmem_percpu_bytes:max': 'kernel 3.10 does not report it; the fleet simulates none',
    'node:memcg_kmem_dying_memory_cgroups:max': 'read from cgroup v2; the fleet simulates v1',
  };

  it.each(panels)('$title has data', async ({ title, targets }) => {
    for (const { expr } of targets) {
      const filled = expr.replaceAll('$cluster', '.*').replaceAll('$node', '.*');
      const rows = await instantQuery(prometheus.url, filled, Date.now() / 1000);
      const excused = title in mayBeEmpty || Object.keys(emptyTargets).some((metric) => expr.startsWith(metric));
      expect([title, expr, rows.length > 0 || excused]).toEqual([title, expr, true]);
    }
  });
});

describe('the page, asking the same Prometheus', () => {
  /** State -> the nodes that the page puts there. */
  let states: Map<string, string[]>;
  let kernelClasses: Map<string, string>;
  let now: number;
  let answers: EvidenceRows;

  beforeAll(async () => {
    now = Math.floor(Date.now() / 1000);
    answers = await askOverview(prometheus.url, defaultSettings(), now);
    ({ states, kernelClasses } = judged(answers, now));
  });

  it('finds that the rules have recorded every exporter, lately', async () => {
    const query = recordedQuery(defaultSettings());
    expect(recordedOf(query ? await askQuery(prometheus.url, query, now) : [])).toEqual(lately);
  });

  it.each([lately, { ...lately, unrecorded: ['10.20.1.63:9100', '10.20.1.61:9100'] }])(
    'calls every node the same by what the rules have recorded: %j',
    async (recorded) => {
      const read = await askOverview(prometheus.url, defaultSettings(), now, recorded);
      expect(read.memory?.some(({ labels }) => labels.exporter)).toBe(recorded.unrecorded.length > 0);
      expect(judged(read, now).states).toEqual(states);
    }
  );

  it('reads as it is what missing groups, or a rule that fails, has not recorded, and calls every node the same', async () => {
    const query = recordedQuery(defaultSettings());
    const recorded = recordedOf(query ? await askQuery(faulty.url, query, now) : []);
    const lost = recordedForPage.filter((series) => !recorded?.series.has(series));
    expect(lost.sort()).toEqual([...growths, ...failing, ...restOnLeaks].sort());
    expect(recorded?.unrecorded).toEqual([]);
    const read = await askOverview(faulty.url, defaultSettings(), now, recorded);
    expect(judged(read, now).states).toEqual(states);
  });

  it.each(['MemcgKmemTelemetryMissing', 'MemcgKmemKernelExposed'])(
    'has rules that say no more than they know where others are missing: %s',
    async (alert) => {
      const nodesOf = async ({ url }: Service) =>
        (await instantQuery(url, exprOf(alert), now)).map(({ metric }) => metric);
      const whole = await nodesOf(prometheus);
      expect(whole.length).toBeGreaterThan(0);
      expect(whole).toEqual(expect.arrayContaining(await nodesOf(faulty)));
    }
  );

  it('asks for suspects first, calls each of them the same, and counts the others as it would call them', async () => {
    await expectSuspectsFirst(prometheus.url, now, undefined);
  });

  it('sees the same history while the rules have recorded little', async () => {
    const settings = defaultSettings();
    const seen = async (recorded?: Recorded) => {
      const history = await askQuery(prometheus.url, historyQuery(settings, recorded), now);
      return collect({ memory: answers.memory, history }, settings, now).flatMap(({ key, slabHistory }) =>
        slabHistory.length > 0 ? { key, slabHistory } : []
      );
    };
    const placed = await seen(lately);
    expect(placed.some(({ slabHistory }) => slabHistory.length > 10)).toBe(true);
    expect(placed).toEqual(await seen());
  });

  const exprOf = (alert: string) => rules.find((each) => each.alert === alert)?.expr ?? '';
  const alerted = (alert: string) => rowsOf(exprOf(alert));

  async function rowsOf(expr: string): Promise<string[]> {
    const rows = await instantQuery(prometheus.url, expr, now);
    return rows.map(({ metric }) => `${metric.cluster ?? ''}/${metric.node ?? ''}`).sort();
  }

  it('calls exposed exactly the nodes that MemcgKmemKernelExposed counts', async () => {
    expect(await rowsOf('node:memcg_kmem_exposed:info')).toEqual(states.get('exposed'));
    const counted = await instantQuery(prometheus.url, exprOf('MemcgKmemKernelExposed'), now);
    const sum = counted.reduce((total, { value }) => total + Number(value[1]), 0);
    expect(sum).toBe(states.get('exposed')?.length);
  });

  it.each([
    ['failing', 'MemcgKmemCreationFailing'],
    ['leaking', 'MemcgKmemLeakGrowing'],
  ])('calls %s exactly the nodes of %s', async (state, alert) => {
    expect(states.get(state)?.length).toBeGreaterThan(0);
    expect(await alerted(alert)).toEqual(states.get(state));
  });

  it.each([...knownStates])('calls %s exactly the nodes that the rules record as that', async (state) => {
    expect(await rowsOf(`node:memcg_kmem_state:info{state="${state}"}`)).toEqual(states.get(state) ?? []);
  });

  it('finds every node that fails or leaks among the suspects, and not everybody', async () => {
    const suspects = await rowsOf('node:memcg_kmem_suspect:bool');
    expect(suspects).toEqual(
      expect.arrayContaining([...(states.get('failing') ?? []), ...(states.get('leaking') ?? [])])
    );
    expect(suspects.length).toBeLessThan(0.75 * [...states.values()].flat().length);
  });

  it('calls unknown the nodes of MemcgKmemTelemetryMissing', async () => {
    const canLeak = (node: string) => ['affected', 'partially-fixed'].includes(kernelClasses.get(node) ?? '');
    expect(await alerted('MemcgKmemTelemetryMissing')).toEqual(states.get('unknown')?.filter(canLeak));
  });
});

/** What the page shows first, beside what it says of everybody. */
async function expectSuspectsFirst(url: string, now: number, form: AskedServer['form']): Promise<void> {
  const settings = defaultSettings();
  const server: AskedServer = { name: url, url, form, warnings: new Set(), infos: new Set() };
  const whole = await askAll(server, fleetQuestions(settings, now, 'everything'), now);
  const first = await askAll(server, fleetQuestions(settings, now, 'suspects'), now);
  const everybody = judgeFleet(whole, settings, now);
  const shown = judgeFleet(first, settings, now);
  const verdict = ({ id, diagnosis: { state, cause } }: FleetNode) => `${id} ${state} ${cause}`;
  const ids = new Set(shown.map(({ id }) => id));
  expect(shown.map(verdict)).toEqual(everybody.filter(({ id }) => ids.has(id)).map(verdict));
  expect(shown.length).toBeLessThan(0.75 * everybody.length);
  const { failing: fail, leaking: leak, ...others } = countStates(everybody.filter(({ id }) => !ids.has(id)));
  expect([fail, leak]).toEqual([0, 0]);
  expect(countRest(restOf(first, settings), undefined)).toEqual({ failing: 0, leaking: 0, ...others });
  const rowCount = (answers: typeof whole) =>
    (['facts', 'memory', 'slabGrowth', 'cgroupGrowth', 'besides', 'states'] as const).reduce(
      (sum, id) => sum + (rowsTo(answers, id) ?? []).length,
      0
    );
  expect(rowCount(first)).toBeLessThan(0.75 * rowCount(whole));
}

describe('VictoriaMetrics', () => {
  let atSeconds: number;
  let answered = 0;

  beforeAll(async () => {
    victoriaMetrics = await startVictoriaMetrics(workDir);
    const steps = Math.floor((days * day) / historyStepSeconds);
    const moments = Array.from({ length: steps + 1 }, (_, i) => endSeconds - (steps - i) * historyStepSeconds);
    await importSeries(victoriaMetrics.url, fleetSeries(endSeconds), moments);
    // Expressions that read recorded series get the ones Prometheus has recorded.
    atSeconds = Math.floor(Date.now() / 1000);
    const recorded = await instantQuery(prometheus.url, '{__name__=~".+:memcg_kmem_.+"}', atSeconds);
    await importLines(
      victoriaMetrics.url,
      recorded.map(
        ({ metric: { __name__: name, ...labels }, value }) =>
          `${seriesName(name ?? '', labels)} ${value[1]} ${Math.floor(value[0] * 1000)}`
      )
    );
    expect(recorded.length).toBeGreaterThan(400);
    await searchable(recorded.length);
  });

  /** On a busy machine a flush returns before what it wrote can be found. */
  async function searchable(series: number): Promise<void> {
    const query = 'count({__name__=~".+:memcg_kmem_.+"})';
    while (Number((await instantQuery(victoriaMetrics.url, query, atSeconds))[0]?.value[1] ?? 0) < series) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  it.each(rules)('$name: the same rows and values as Prometheus', async ({ expr }) => {
    const ours = byLabels(await instantQuery(prometheus.url, expr, atSeconds));
    const theirs = byLabels(await instantQuery(victoriaMetrics.url, expr, atSeconds, { max_lookback: lookback }));
    expectSame(theirs, ours);
    answered += ours.size > 0 ? 1 : 0;
  });

  it.each(['facts', 'memory'] as const)('the page reads the same of the recorded series: %s', async (id) => {
    const expr = signalQueries(defaultSettings(), lately).find((query) => query.id === id)?.expr ?? '';
    const ours = byLabels(await instantQuery(prometheus.url, expr, atSeconds), isEveryLabel);
    const theirs = byLabels(
      await instantQuery(victoriaMetrics.url, expr, atSeconds, { max_lookback: lookback }),
      isEveryLabel
    );
    expect(ours.size).toBeGreaterThan(100);
    expectSame(theirs, ours);
  });

  it('is asked for suspects first, each called the same, and the others are counted as they would be called', async () => {
    await expectSuspectsFirst(victoriaMetrics.url, atSeconds, { max_lookback: lookback });
  });

  it('was asked what has an answer: most rules had rows to compare', () => {
    expect(answered).toBeGreaterThan(0.75 * rules.length);
  });
});

/** State -> the nodes that the page puts there; node -> class of its kernel. */
function judged(answers: EvidenceRows, now: number) {
  const states = new Map<string, string[]>();
  const kernelClasses = new Map<string, string>();
  for (const evidence of collect(answers, defaultSettings(), now)) {
    const node = `${evidence.key.cluster ?? ''}/${evidence.key.node}`;
    const { state, kernel } = diagnose(evidence);
    states.set(state, [...(states.get(state) ?? []), node].sort());
    kernelClasses.set(node, kernel.class);
  }
  return { states, kernelClasses };
}

/** VictoriaMetrics keeps a dozen digits of a value. */
function expectSame(theirs: ReadonlyMap<string, number>, ours: ReadonlyMap<string, number>): void {
  expect([...theirs.keys()]).toEqual([...ours.keys()]);
  for (const [labels, value] of ours) {
    expect(theirs.get(labels)).toBeCloseTo(value, value > 1e6 ? 0 : 6);
  }
}

const isEveryLabel = () => true;
const isNotName = (label: string) => label !== '__name__';

function byLabels(rows: Row[], isKept: (label: string) => boolean = isNotName): Map<string, number> {
  const pairs = rows.map(({ metric, value }): [string, number] => {
    const labels = Object.entries(metric)
      .filter(([name]) => isKept(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return [JSON.stringify(labels), Number(value[1])];
  });
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}
