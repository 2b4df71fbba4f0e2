import { meantCluster } from './meantCluster';

describe('the cluster that an address means', () => {
  it.each([
    ['the one that it names', 'a', ['', 'a', 'b'], 'a'],
    ['the one there is, where it names none', undefined, ['a'], 'a'],
    ['the one there is, where a template left the name empty', '', ['a'], 'a'],
    ['none, where series without a cluster are asked for', '', ['', 'a'], ''],
    ['none, where no series has the label that the alert was sent with', 'external', [''], ''],
  ])('is %s', (_, asked, clusters, cluster) => {
    expect(meantCluster(asked, clusters)).toEqual({ kind: 'one', cluster });
  });

  it.each([
    ['several have the name', undefined, ['a', 'b']],
    ['an empty name fits several', '', ['a', 'b']],
    ['the named one has no such node, and another has', 'gone', ['b']],
    ['the named one has none, and one has no name', 'gone', ['', 'b']],
  ])('is for the reader to choose where %s', (_, asked, clusters) => {
    expect(meantCluster(asked, clusters)).toEqual({ kind: 'several', clusters });
  });

  it('is nowhere where no cluster has the name', () => {
    expect(meantCluster('a', [])).toEqual({ kind: 'none' });
  });
});
