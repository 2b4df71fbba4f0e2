import { podOwnersOf } from './podOwners';

const pods = (namespace: string | undefined, ...names: string[]) => names.map((pod) => ({ namespace, pod }));

describe('whose pods are named', () => {
  it('counts different pods, those of most first', () => {
    expect(
      podOwnersOf([
        ...pods('shop', 'orders-6d8f7c9b5-x7x2k', 'orders-6d8f7c9b5-x7x2k', 'orders-5c4d8b7f99-2bcdf'),
        ...pods('batch', 'reports-28011240-7xkqz', 'reports-28011241-b2c4d', 'reports-1680674460-zzzzz'),
      ])
    ).toEqual([
      { namespace: 'batch', kind: 'CronJob', owner: 'reports', pods: 3 },
      { namespace: 'shop', kind: 'Deployment', owner: 'orders', pods: 2 },
    ]);
  });

  it.each([
    ['StatefulSet', 'db', ['db-0', 'db-1']],
    [null, 'import', ['import-7xkqz', 'import-b2c4d']],
    ['CronJob', 'a-b', ['a-b-28011240', 'a-b-28011241']],
  ])('takes %s of %s from the names', (kind, owner, names) => {
    expect(podOwnersOf(pods(undefined, ...names))).toEqual([{ namespace: null, kind, owner, pods: 2 }]);
  });

  it('keeps namespaces apart, and leaves out single pods and names that say nothing', () => {
    expect(podOwnersOf([...pods('a', 'x-0'), ...pods('b', 'x-1'), ...pods('c', 'one', 'two', 'three-a'), {}])).toEqual(
      []
    );
  });
});
