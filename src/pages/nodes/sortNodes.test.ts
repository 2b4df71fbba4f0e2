import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type FleetProgress } from '../../data/fleetReading';
import { fixedKernel, leakingSignals, quietSignals } from '../../test/answers';
import { fleetOf } from '../../test/fleetOf';
import { sourceWords } from '../../locales/TextProvider';
import { answerFor } from './answer';
import { createNodeFilter } from '../shared/verdict/filterNodes';
import { sortNodes } from './sortNodes';

const fleet = fleetOf([
  { node: 'clear', kernel: fixedKernel, signals: quietSignals },
  { node: 'unseen' },
  { node: 'leaks-slowly', signals: leakingSignals },
  { node: 'leaks-fast', signals: { ...leakingSignals, slabSteadyGrowthBytesPerDay: 2e9 } },
  { node: 'fails-often', signals: quietSignals, refused: 30278 },
  { node: 'fails', signals: quietSignals, refused: 3 },
  { node: 'exposed', signals: quietSignals },
  { node: 'exposed-busy', signals: { ...quietSignals, podStarts15m: 40, cgroupCreates15m: 120 } },
]);
const names = (nodes: readonly FleetNode[]) => nodes.map(({ evidence }) => evidence.key.node);

describe('sortNodes', () => {
  it('puts first what needs the reader first', () => {
    expect(names(sortNodes(fleet, { column: 'urgency', isDescending: false }))).toEqual([
      'fails-often',
      'fails',
      'leaks-fast',
      'leaks-slowly',
      'exposed-busy',
      'exposed',
      'clear',
      'unseen',
    ]);
  });

  it.each([true, false])('puts nodes without a value last (descending: %s)', (isDescending) => {
    expect(names(sortNodes(fleet, { column: 'slab', isDescending })).at(-1)).toBe('unseen');
  });

  it('sorts by growth', () => {
    expect(names(sortNodes(fleet, { column: 'growth', isDescending: true })).slice(0, 2)).toEqual([
      'leaks-fast',
      'leaks-slowly',
    ]);
  });
});

describe('createNodeFilter', () => {
  const filter = createNodeFilter(sourceWords());

  it.each([
    ['FAILS', ['fails', 'fails-often']],
    ['el9', ['clear']],
    ['cgroups refused', ['fails', 'fails-often']],
    ['leaks nonsense', []],
  ])('finds %s', (search, found) => {
    expect(names(filter(fleet, { states: [], search })).sort()).toEqual(found);
  });

  it('keeps chosen states', () => {
    expect(names(filter(fleet, { states: ['leaking'], search: '' })).sort()).toEqual(['leaks-fast', 'leaks-slowly']);
  });
});

describe('answerFor', () => {
  const queries: FleetProgress = { facts: { state: 'answered', notices: [], seriesCount: 1 } };

  it('names the worst node and how many may follow within a week', () => {
    expect(answerFor(fleet, queries)).toMatchObject({
      kind: 'failing',
      worst: { evidence: { key: { node: 'fails-often' } } },
    });
  });

  it('does not call a fleet clear when a question failed', () => {
    const clear = fleetOf([{ node: 'clear', kernel: fixedKernel, signals: quietSignals }]);
    const failure = { queryId: 'events', kind: 'timeout', technical: '' } as const;
    expect(answerFor(clear, queries)).toMatchObject({ kind: 'unaffected', isWhole: true });
    expect(answerFor(clear, { ...queries, events: { state: 'failed', failure } })).toMatchObject({
      kind: 'unaffected',
      isWhole: false,
    });
  });

  it('says that it is blind when no node can be judged', () => {
    expect(answerFor(fleetOf([{ node: 'unseen' }]), queries)).toMatchObject({ kind: 'blind', enable: 'nodeExporter' });
  });
});
