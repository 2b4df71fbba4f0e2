import { matchersOfNode, silencePath } from './silencePath';

const queryOf = (path: string) => new URLSearchParams(path.split('?')[1]);

it('the form of a silence is filled in for one node, at its Alertmanager', () => {
  const matchers = matchersOfNode({ cluster: 'prod & more', node: 'worker-17' }, 'k8s_cluster');
  const path = silencePath({ matchers, alertmanager: 'Alertmanager 1', comment: 'Reboot' });
  expect(path).toMatch(/^\/alerting\/silence\/new\?/);
  expect(queryOf(path).getAll('matcher')).toEqual([
    'alertname=~MemcgKmem.*',
    'k8s_cluster=prod & more',
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
