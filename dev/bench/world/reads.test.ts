import { hour, minute } from '../../fleet/curves';
import { overviewQueries } from '../../../src/signals/questions/fleetQueries';
import { defaultSettings } from '../../../src/signals/settings/settings';
import { readsOf, scrapesRead } from './reads';

const readsIn = (expr: string) => readsOf([{ id: 'a', kind: 'instant', expr }]);

describe('what a question reads', () => {
  it('is what subqueries around it look back over', () => {
    expect(readsIn('min_over_time((max by (x) (a{} or b{}[5m]))[24h:240m] offset 48h) + c{}')).toEqual(
      new Map([
        ['a', [{ fromSeconds: 72 * hour + 6 * minute, untilSeconds: 48 * hour }]],
        ['b', [{ fromSeconds: 72 * hour + 11 * minute, untilSeconds: 48 * hour }]],
        ['c', [{ fromSeconds: 6 * minute, untilSeconds: 0 }]],
      ])
    );
  });

  it('reaches back over four days for the growth of memory cgroups', () => {
    const reads = readsOf(overviewQueries(defaultSettings())).get('node_cgroups_cgroups') ?? [];
    expect(Math.max(...reads.map(({ fromSeconds }) => fromSeconds))).toBeGreaterThan(95 * hour);
  });

  const query = {
    id: 'memory',
    kind: 'instant',
    expr: 'max by (node) (a{x="1"} - a{x="1"} offset 24h) + increase(b{}[20m]) or node:recorded:max',
  } as const;

  it('is found by its ranges and offsets', () => {
    const reads = readsOf([query]);
    expect([...reads.keys()]).toEqual(['a', 'b']);
    expect(reads.get('a')).toEqual([
      { fromSeconds: 360, untilSeconds: 0 },
      { fromSeconds: 86_760, untilSeconds: 86_400 },
    ]);
    expect(reads.get('b')).toEqual([{ fromSeconds: 1_560, untilSeconds: 0 }]);
  });

  it('are the scrapes of those moments', () => {
    const scrapes = scrapesRead([{ fromSeconds: 360, untilSeconds: 0 }], [1_000], {
      everySeconds: 300,
      phaseSeconds: 7,
    });
    expect(scrapes).toEqual([907]);
  });
});
