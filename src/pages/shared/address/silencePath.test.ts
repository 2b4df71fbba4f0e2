import { matchersOfNode, silencePath } from './silencePath';

const queryOf = (path: string) => new URLSearchParams(path.split('?')[1]);

it('the form of a silence is filled in for one node, at its Alertmanager', () => {
  const matchers = matchersOfNode({ cluster: 'prod & more', node: 'worker-17' }, 'k8s_cluster');
  const path = silencePath({ matchers, alertmanager: 'Alertmanager 1', comment: 'Reboot' });
  expect(path).toMatch(/^\/alerting\/silence\/new\?/);
  expect(queryOf(path).getAll('matcher')).toEqual([
    'alertname=~MemcgKmem.*',
    'k8s_cluster="prod & more"',
    'node=worker-17',
  ]);
  expect(queryOf(path).get('alertmanager')).toBe('Alertmanager 1');
  expect(queryOf(path).get('comment')).toBe('Reboot');
});

it('names neither a cluster nor an Alertmanager that is not known', () => {
  const path = silencePath({ matchers: matchersOfNode({ node: 'n' }, 'cluster'), comment: '' });
  expect(queryOf(path).getAll('matcher')).toEqual(['alertname=~MemcgKmem.*', 'node=n']);
  expect(queryOf(path).has('alertmanager')).toBe(false);
});

it('a name never widens the silence: what would end its matcher is quoted', () => {
  for (const cluster of ['prod,b', 'a"b', 'a\\b', 'a=b', 'a b', '{x}', 'node=~.*', '', 'line\nfeed']) {
    const path = silencePath({ matchers: matchersOfNode({ cluster, node: 'n' }, 'cluster'), comment: '' });
    const [, matcher = ''] = queryOf(path).getAll('matcher');
    // A quoted text of JSON is one of Alertmanager's, as far as these names go.
    expect(JSON.parse(matcher.replace(/^cluster=/, ''))).toBe(cluster);
  }
});
