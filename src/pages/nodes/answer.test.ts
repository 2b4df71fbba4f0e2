import { type FleetProgress } from '../../data/fleetReading';
import { type QueryProgress } from '../../data/progress';
import { diagnose, type Forecast } from '../../diagnosis';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { sourceWords } from '../../locales/TextProvider';
import { fixedKernel, leakingSignals, type NodeFacts, quietSignals } from '../../test/answers';
import { fleetOf } from '../../test/fleetOf';
import { answerFor } from './answer';
import { answerText } from './answerText';

const answered: QueryProgress = { state: 'answered', notices: [], seriesCount: 1 };
const failure = { queryId: 'events', kind: 'timeout', technical: '' } as const;
const known: Record<string, FleetProgress> = {
  whole: { facts: answered, memory: answered, events: answered },
  waiting: {
    facts: answered,
    memory: { state: 'waiting', isSlow: true, sentAtSeconds: 1_795_000_000 },
    events: { state: 'waiting', isSlow: false },
  },
  partial: { facts: answered, memory: answered, events: { state: 'failed', failure } },
};

const said = (nodes: readonly NodeFacts[], queries: FleetProgress | undefined) => {
  const answer = answerFor(fleetOf([...nodes]), queries ?? {});
  const { headline, detail } = answer ? answerText(answer, sourceWords()) : { headline: '', detail: [] };
  return [headline, ...detail].join(' ');
};

const fleets: Record<string, NodeFacts[]> = {
  failing: [
    { node: 'a', signals: quietSignals, refused: 3 },
    { node: 'b', signals: leakingSignals },
  ],
  leaking: [{ node: 'b', signals: leakingSignals }],
  unaffected: [{ node: 'c', kernel: fixedKernel, signals: quietSignals }],
  blind: [{ node: 'd' }],
};

describe('the answer', () => {
  it('names the worst node', () => {
    const [failing] = [answerFor(fleetOf([...(fleets.leaking ?? []), ...(fleets.failing ?? [])]), known.whole ?? {})];
    expect(failing).toMatchObject({ kind: 'failing', worst: { evidence: { key: { node: 'a' } } } });
  });

  it('names what to enable first, where no node can be judged', () => {
    expect(answerFor(fleetOf(fleets.blind ?? []), known.whole ?? {})).toMatchObject({
      kind: 'blind',
      enable: 'nodeExporter',
    });
  });

  // Each of these is said of what is not there.
  const negative = /\b(none|not seen|enable this first|to see more|run node_exporter)\b/i;

  it.each(Object.keys(fleets))('about a fleet that is %s denies nothing while an answer is still to come', (kind) => {
    const sentence = said(fleets[kind] ?? [], known.waiting);
    expect(sentence).not.toMatch(negative);
    expect(sentence).toMatch(/Still being read since .*: Memory and slab, Events\./);
  });

  it.each(Object.keys(fleets))('about a fleet that is %s says that questions failed, where it would deny', (kind) => {
    const sentence = said(fleets[kind] ?? [], known.partial);
    expect(sentence).not.toMatch(/still being read|enable this first|to see more|none of them|none is/i);
    if (kind !== 'failing') {
      expect(sentence).toMatch(/not every question was answered/);
    }
  });

  it('denies where every question has its answer', () => {
    expect(said(fleets.leaking ?? [], known.whole)).toMatch(/None is failing yet/);
    expect(said(fleets.unaffected ?? [], known.whole)).toMatch(/none affected\.(?!.*for sure)/);
  });

  it('counts the nodes of which that is not sure, once every question has its answer', () => {
    const [calm, busy] = fleetOf([
      { node: 'calm', kernel: fixedKernel, signals: quietSignals },
      { node: 'busy', kernel: fixedKernel, signals: quietSignals },
    ]) as [FleetNode, FleetNode];
    const evidence = { ...busy.evidence, podStarts1d: 5_000, memoryCgroups: undefined, percpuBytes: undefined };
    const nodes = [calm, { ...busy, evidence, diagnosis: diagnose(evidence) }];
    const words = (queries: FleetProgress) => {
      const answer = answerFor(nodes, queries);
      return answer && answerText(answer, sourceWords()).detail.join(' ');
    };
    expect(words(known.whole ?? {})).toMatch(/For 1, that cannot be told for sure/);
    expect(words(known.waiting ?? {})).not.toMatch(/for sure/);
  });
});

const [failing, quiet] = fleetOf([
  { node: 'failing', signals: quietSignals, refused: 2 },
  { node: 'quiet', signals: quietSignals },
]) as [FleetNode, FleetNode];
const unplaced: FleetNode = { ...failing, id: 'pod', isWithoutNode: true };

it('counts no pod or text as a node', () => {
  expect(answerFor([quiet, unplaced], {})).toMatchObject({ kind: 'unplaced', unplaced: 1, counts: { failing: 0 } });
  expect(answerFor([failing, quiet, unplaced], {})).toMatchObject({
    kind: 'failing',
    unplaced: 1,
    counts: { failing: 1 },
  });
});

it.each<[string, Forecast, number, number]>([
  ['a range', { ...rangeOf(2, 6) }, 1, 0],
  ['a range so wide that it says nothing', { ...rangeOf(0, 548) }, 0, 1],
  ['a range that begins later', { ...rangeOf(20, 60) }, 0, 0],
  ['no range', { kind: 'none', why: 'not-enough-history' }, 0, 1],
])('%s makes a node fail soon, later, or nobody knows when', (_, forecast, withinHorizon, unforeseen) => {
  const leaking: FleetNode = { ...quiet, diagnosis: { ...quiet.diagnosis, state: 'leaking', forecast } };
  expect(answerFor([leaking], {})).toMatchObject({ kind: 'leaking', withinHorizon, unforeseen });
});

function rangeOf(fromDays: number, toDays: number): Forecast {
  return {
    kind: 'range',
    limit: 'cgroup-ids',
    earliestSeconds: fromDays * 86400,
    latestSeconds: toDays * 86400,
    confidence: 'low',
  };
}
