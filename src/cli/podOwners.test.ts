import { TextReader } from '../events';
import { OwnersReader } from './ownersRead';
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

  const event = (kind: string, name: string, message: string) => ({
    kind: 'Event',
    involvedObject: { kind, name, namespace: 'x' },
    message,
  });
  const owned = (kind: string, name: string, by: object) => ({
    kind,
    metadata: { name, namespace: 'x', ownerReferences: [{ controller: true, ...by }] },
  });
  const told = (...texts: string[]) => {
    const owners = new OwnersReader();
    for (const text of texts) {
      const reader = new TextReader({ onObject: (object) => owners.take(object) });
      [text.slice(0, 7), text.slice(7)].forEach((part) => reader.push(part));
      reader.end();
    }
    return owners.owners();
  };
  const pair = pods('x', 'import-7xkqz', 'import-b2c4d');

  it.each([
    ['a Job', 'Job', 'import', ['7xkqz', 'b2c4d'].map((end) => event('Job', 'import', `Created pod: import-${end}`))],
    [
      'a CronJob, by its Job',
      'CronJob',
      'nightly',
      [
        event('CronJob', 'nightly', 'Created job import'),
        ...['7xkqz', 'b2c4d'].map((end) => event('Job', 'import', `Created pod: import-${end}`)),
      ],
    ],
    [
      'references of objects',
      'Workflow',
      'w',
      ['7xkqz', 'b2c4d'].map((end) => owned('Pod', `import-${end}`, { kind: 'Workflow', name: 'w' })),
    ],
    [
      "a Job with a CronJob's name",
      'CronJob',
      'import',
      ['7xkqz', 'b2c4d'].map((end) => owned('Pod', `import-${end}`, { kind: 'Job', name: 'import-28011240' })),
    ],
  ])('believes Kubernetes before the names: %s', (_by, kind, owner, items) => {
    const list = { kind: 'List', items };
    const ways = [
      told(JSON.stringify(list), 'no { JSON'),
      told(JSON.stringify(list, null, 4)),
      told(`$ kubectl get events,pods,jobs -o json\n${JSON.stringify(list, null, 2)}\n$`),
      told(items.map((each) => JSON.stringify(each)).join('\n')),
    ];
    for (const owners of ways) {
      expect(podOwnersOf(pair, owners)).toEqual([{ namespace: 'x', kind, owner, pods: 2 }]);
    }
  });

  it('reads nothing of broken or other texts', () => {
    expect(told('{"items": [', 'Created pod: import-7xkqz', '[]', '{"items":[1,null,{"involvedObject":3}]}').size).toBe(
      0
    );
  });
});
