import { type FleetNode } from '../../signals/evidence/fleetNode';
import { fixedKernel, leakingSignals, quietSignals } from '../../test/answers';
import { fleetOf } from '../../test/fleetOf';
import { sourceWords } from '../../locales/TextProvider';
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
