import { planFactsOf } from './planFacts';
import { nodeId } from './collect';
import { type SeriesRow } from '../series';
import { defaultSettings } from '../settings/settings';

const settings = defaultSettings();
const row = (labels: SeriesRow['labels'], value = 1): SeriesRow => ({ labels, values: [[1, value]] });

describe('where nodes stand', () => {
  it('reads roles and zones by cluster and node; the stable label wins over the beta one', () => {
    const places = planFactsOf(
      [
        row({ cluster: 'a', node: 'm1', signal: 'controlPlane' }),
        row({ cluster: 'a', node: 'm1', signal: 'zone', zone: 'z1' }),
        row({ cluster: 'a', node: 'm1', signal: 'betaZone', zone: 'old' }),
        row({ cluster: 'b', node: 'm1', signal: 'betaZone', zone: 'z9' }),
        row({ node: 'lone', signal: 'zone', zone: 'z2' }),
        row({ node: 'lone', signal: 'kernelBefore', kernel_version: 'k1' }),
        row({ node: 'lone', signal: 'kernelBefore', kernel_version: 'k2' }),
      ],
      settings
    );
    expect(Object.fromEntries(places)).toEqual({
      [nodeId({ cluster: 'a', node: 'm1' })]: { cluster: 'a', isControlPlane: true, zone: 'z1' },
      [nodeId({ cluster: 'b', node: 'm1' })]: { cluster: 'b', isControlPlane: false, zone: 'z9' },
      [nodeId({ node: 'lone' })]: { isControlPlane: false, zone: 'z2', kernelsBefore: ['k1', 'k2'] },
    });
  });

  it('takes no fact from rows without a node, a value or a meaning', () => {
    const places = planFactsOf(
      [
        row({ signal: 'controlPlane' }),
        row({ node: 'a', signal: 'controlPlane' }, NaN),
        row({ node: 'b', signal: 'controlPlane' }, 0),
        row({ node: 'c', signal: 'zone', zone: '' }),
      ],
      settings
    );
    expect([...places.values()]).toEqual([{ isControlPlane: false }]);
  });
});
