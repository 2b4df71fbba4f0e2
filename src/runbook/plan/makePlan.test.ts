import fc from 'fast-check';
import { compareUrgency } from '../../diagnosis/urgency';
import { type ClusterSize, makePlan, type MaintenancePlan, maxInWave } from './makePlan';
import { isPlannedByDefault, type PlanNode } from './planNode';
import { atSeconds, planNode, type PlanNodeTraits } from '../../test/planNodes';
import { defaultPlanSettings, type PlanSettings } from './planSettings';

const large: ClusterSize = { nodes: 100, controlPlane: 3 };

function plan(chosen: PlanNode[], settings: Partial<PlanSettings> = {}, size = large): MaintenancePlan {
  return makePlan({
    chosen,
    sizeOf: () => size,
    settings: { ...defaultPlanSettings, ...settings },
    startsAtSeconds: atSeconds,
    timeZone: 'UTC',
  });
}

const names = ({ waves }: MaintenancePlan) => waves.map(({ nodes }) => nodes.map(({ evidence }) => evidence.key.node));
const kinds = ({ waves }: MaintenancePlan) => waves.map(({ warnings }) => warnings.map(({ kind }) => kind));
const workers = (count: number, traits: PlanNodeTraits = {}) =>
  Array.from({ length: count }, (_, index) => planNode(`w${index}`, traits));
const three = { waveSize: { unit: 'nodes', count: 3 } } as const;

describe('waves', () => {
  it('are filled in the order given', () => {
    expect(names(plan(workers(7), three))).toEqual([['w0', 'w1', 'w2'], ['w3', 'w4', 'w5'], ['w6']]);
  });

  it('of no nodes are none', () => {
    expect(plan([]).waves).toEqual([]);
  });

  it('take one control-plane node alone, in its turn', () => {
    const chosen = [planNode('w0'), planNode('m0', { isControlPlane: true }), planNode('w1'), planNode('w2')];
    expect(names(plan(chosen, three))).toEqual([['w0', 'w1', 'w2'], ['m0']]);
    expect(names(plan([...chosen].reverse(), { waveSize: { unit: 'nodes', count: 2 } }))).toEqual([
      ['w2', 'w1'],
      ['m0'],
      ['w0'],
    ]);
  });

  it('are spread over the zones that are known, unless told not to', () => {
    const chosen = [
      ...['a0', 'a1', 'a2', 'a3'].map((name) => planNode(name, { zone: 'a' })),
      ...['b0', 'b1'].map((name) => planNode(name, { zone: 'b' })),
    ];
    const four = { waveSize: { unit: 'nodes', count: 4 } } as const;
    expect(names(plan(chosen, four))).toEqual([
      ['a0', 'a1', 'b0', 'b1'],
      ['a2', 'a3'],
    ]);
    expect(names(plan(chosen, { ...four, spreadsZones: false }))).toEqual([
      ['a0', 'a1', 'a2', 'a3'],
      ['b0', 'b1'],
    ]);
  });

  it('hold one cluster each, the cluster of the most urgent node first', () => {
    const chosen = [
      planNode('x', { cluster: 'b' }),
      planNode('x', { cluster: 'a' }),
      planNode('y', { cluster: 'b' }),
      planNode('y', { cluster: 'a' }),
    ];
    const { waves } = plan(chosen, { waveSize: { unit: 'nodes', count: 2 } });
    expect(waves.map(({ number, cluster, nodes }) => [number, cluster, nodes.length])).toEqual([
      [1, 'b', 2],
      [2, 'a', 2],
    ]);
  });

  it('of several clusters go side by side, those of one cluster one after another, within the windows', () => {
    const chosen = ['a', 'b', 'a', 'b', 'a'].map((cluster, index) => planNode(`n${index}`, { cluster }));
    const hours = (settings: Partial<PlanSettings>) =>
      plan(chosen, { waveSize: { unit: 'nodes', count: 1 }, hoursPerWave: 2, ...settings }).waves.map(
        ({ cluster, startsAtSeconds }) => [cluster, (startsAtSeconds - atSeconds) / 3600]
      );
    expect(hours({})).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 2],
      ['b', 2],
      ['a', 4],
    ]);
    // atSeconds is 18 November 2026, 11:06:40 UTC, in a window of three hours from eleven on.
    const window = { fromMinute: 11 * 60, toMinute: 14 * 60, days: 'every' } as const;
    expect(hours({ window }).map(([cluster, hour]) => [cluster, Math.ceil(Number(hour))])).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 24],
      ['b', 24],
      ['a', 48],
    ]);
    expect(hours({ startsAtSeconds: atSeconds + 7200 })[0]).toEqual(['a', 2]);
  });

  it('never take more than the share of the cluster; a cluster of one node gets its wave with a warning', () => {
    const ten = { waveSize: { unit: 'nodes', count: 10 } } as const;
    expect(names(plan(workers(5), ten, { nodes: 20, controlPlane: 3 }))).toEqual([['w0', 'w1', 'w2', 'w3'], ['w4']]);
    const lone = plan(workers(1), ten, { nodes: 1, controlPlane: 0 });
    expect(names(lone)).toEqual([['w0']]);
    expect(kinds(lone)).toEqual([['overShare']]);
  });

  it('of the only control-plane node come with a warning', () => {
    expect(kinds(plan([planNode('m', { isControlPlane: true })], {}, { nodes: 50, controlPlane: 1 }))).toEqual([
      ['onlyControlPlane'],
    ]);
  });

  it('warn where the fix is not what the kernel calls for', () => {
    const node = planNode('w', { kernel: '4.15.0-213-generic' });
    expect(kinds(plan([node], { fix: 'runtime' }))).toEqual([['fixDoubtful']]);
    expect(kinds(plan([node], { fix: 'suggested' }))).toEqual([[]]);
    const updatedFirst = planNode('w', { kernel: '3.10.0-957.el7.x86_64' });
    expect(kinds(plan([updatedFirst], { fix: 'nokmem' }))).toEqual([[]]);
  });
});

describe('last safe date', () => {
  it('is that of the node that may fail first, with its confidence; failing nodes are counted', () => {
    const [wave] = plan(
      [
        planNode('f', { state: 'failing' }),
        planNode('slow', { state: 'leaking', forecastDays: [9, 20] }),
        planNode('soon', { state: 'leaking', forecastDays: [6, 30] }),
        planNode('young', { state: 'leaking' }),
      ],
      { waveSize: { unit: 'nodes', count: 4 } }
    ).waves;
    expect(wave?.lastSafe).toEqual({
      failing: 1,
      first: {
        key: { node: 'soon' },
        earliestSeconds: atSeconds + 6 * 86400,
        latestSeconds: atSeconds + 30 * 86400,
        limit: 'memory',
        confidence: 'low',
      },
      unforeseen: 1,
    });
  });

  it('comes too late, possibly or as expected, at the stated time per wave', () => {
    const chosen = [
      planNode('a', { state: 'leaking', forecastDays: [1, 3] }),
      planNode('b', { state: 'leaking', forecastDays: [1, 3] }),
      planNode('c', { state: 'leaking', forecastDays: [1, 2.5] }),
    ];
    const { waves } = plan(chosen, { waveSize: { unit: 'nodes', count: 1 }, hoursPerWave: 24 });
    expect(
      waves.map(({ warnings }) => warnings.flatMap((each) => (each.kind === 'late' ? [each.certainty] : [])))
    ).toEqual([[], ['possible'], ['expected']]);
    expect(waves.map(({ endsAtSeconds }) => (endsAtSeconds - atSeconds) / 86400)).toEqual([1, 2, 3]);
  });
});

describe('a plan by default', () => {
  it.each([
    ['failing', true],
    ['leaking', true],
    ['exposed', true],
    ['protected', false],
    ['clear', false],
    ['unknown', false],
  ] as const)('%s nodes: %s', (state, isPlanned) => {
    expect(isPlannedByDefault(planNode('w', { state }))).toBe(isPlanned);
  });

  it('leaves out nodes whose cure is no reboot', () => {
    const node = planNode('w', { state: 'leaking' });
    expect(isPlannedByDefault({ diagnosis: { ...node.diagnosis, cause: 'live-cgroup-leak' } })).toBe(false);
  });
});

const anyNodes = fc
  .uniqueArray(
    fc.record({
      node: fc.integer({ min: 0, max: 400 }).map((id) => `n${id}`),
      cluster: fc.constantFrom('a', 'b', undefined),
      zone: fc.constantFrom('z1', 'z2', 'z3', undefined),
      isControlPlane: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
      state: fc.constantFrom('failing' as const, 'leaking' as const, 'exposed' as const, 'clear' as const),
      podStarts1d: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
      forecastDays: fc.option(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 90 })), {
        nil: undefined,
      }),
    }),
    { selector: ({ cluster, node }) => `${cluster}/${node}`, maxLength: 60 }
  )
  .map((all) => all.map(({ node, ...traits }) => planNode(node, traits)).sort(compareUrgency));

const anySettings: fc.Arbitrary<PlanSettings> = fc.record({
  waveSize: fc.oneof(
    fc.record({ unit: fc.constant('nodes' as const), count: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ unit: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 100 }) })
  ),
  sharePercent: fc.integer({ min: 1, max: 100 }),
  hoursPerWave: fc.double({ min: 0.1, max: 100, noNaN: true }),
  spreadsZones: fc.boolean(),
  fix: fc.constantFrom('suggested' as const, 'nokmem' as const, 'relief' as const),
});

describe('every plan', () => {
  const forEveryPlan = (check: (made: MaintenancePlan, chosen: PlanNode[], size: ClusterSize) => void) =>
    fc.assert(
      fc.property(anyNodes, anySettings, fc.integer({ min: 60, max: 200 }), (chosen, settings, nodes) => {
        const size = { nodes, controlPlane: 3 };
        check(plan(chosen, settings, size), chosen, size);
      }),
      { numRuns: 300 }
    );

  it('holds every chosen node exactly once', () => {
    forEveryPlan(({ waves }, chosen) => {
      const planned = waves.flatMap(({ nodes }) => nodes.map(({ id }) => id));
      expect([...planned].sort()).toEqual(chosen.map(({ id }) => id).sort());
    });
  });

  it('keeps each wave within its limits, in one cluster, control-plane nodes alone', () => {
    forEveryPlan(({ waves, settings }, chosen, size) => {
      for (const { nodes, cluster } of waves) {
        const planned = chosen.filter(({ evidence }) => evidence.key.cluster === cluster).length;
        const maxNodes = maxInWave(planned, size.nodes, settings);
        expect(nodes.length).toBeGreaterThan(0);
        expect(nodes.length).toBeLessThanOrEqual(maxNodes);
        expect(nodes.length === 1 || nodes.length * 100 <= size.nodes * settings.sharePercent).toBe(true);
        expect(new Set(nodes.map(({ evidence }) => evidence.key.cluster))).toEqual(new Set([cluster]));
        expect(nodes.length === 1 || nodes.every(({ isControlPlane }) => !isControlPlane)).toBe(true);
      }
    });
  });

  it('takes at most an even part of each zone while other zones have work left', () => {
    forEveryPlan(({ waves, settings }, chosen, size) => {
      for (const cluster of settings.spreadsZones ? new Set(waves.map((wave) => wave.cluster)) : []) {
        const own = waves.filter((wave) => wave.cluster === cluster && wave.kind === 'workers');
        const planned = chosen.filter(({ evidence }) => evidence.key.cluster === cluster).length;
        const maxNodes = maxInWave(planned, size.nodes, settings);
        own.forEach(({ nodes }, index) => {
          const left = own.slice(index).flatMap((wave) => wave.nodes.map(({ zone }) => zone));
          const zones = new Set(left.filter((zone) => zone !== undefined));
          for (const zone of zones) {
            const taken = nodes.filter((node) => node.zone === zone).length;
            expect(taken).toBeLessThanOrEqual(Math.ceil(maxNodes / zones.size));
          }
        });
      }
    });
  });

  it('begins each wave of a cluster with the most urgent node left, and orders waves by time, then by it', () => {
    forEveryPlan(({ waves }) => {
      waves.forEach((wave, index) => {
        const [head] = wave.nodes;
        const later = waves.slice(index + 1).filter(({ cluster }) => cluster === wave.cluster);
        for (const node of later.flatMap(({ nodes }) => nodes)) {
          expect(head && compareUrgency(head, node)).toBeLessThan(0);
        }
        const next = waves[index + 1];
        const [nextHead] = next?.nodes ?? [];
        if (head && next && nextHead) {
          const isLater = next.startsAtSeconds > wave.startsAtSeconds;
          const isAtOnce = next.startsAtSeconds === wave.startsAtSeconds;
          expect(isLater || (isAtOnce && compareUrgency(head, nextHead) < 0)).toBe(true);
        }
        expect(wave.number).toBe(index + 1);
      });
    });
  });

  it('is the same each time', () => {
    forEveryPlan((made, chosen, size) => {
      expect(plan(chosen, made.settings, size)).toEqual(made);
    });
  });
});
