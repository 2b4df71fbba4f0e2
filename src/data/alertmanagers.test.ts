import { prometheusSource, stubGrafana } from '../test/stubGrafana';
import { alertmanagersOf } from './alertmanagers';

const manager = (uid: string) => prometheusSource({ uid, name: `Alertmanager ${uid}`, type: 'alertmanager' });

function chosen(alertmanagerUid: unknown, managers: Array<ReturnType<typeof manager>>) {
  const source = prometheusSource({ jsonData: { alertmanagerUid } as ReturnType<typeof prometheusSource>['jsonData'] });
  stubGrafana({}, [source, ...managers]);
  return alertmanagersOf({ uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true });
}

describe('the Alertmanager of a data source', () => {
  it('is the one that its settings link to', () => {
    expect(chosen('b', [manager('a'), manager('b')])).toEqual(['Alertmanager b']);
    expect(chosen('grafana', [manager('a')])).toEqual(['grafana']);
  });

  it('is the only one where nothing is linked, or what is linked is gone', () => {
    expect(chosen(undefined, [manager('a')])).toEqual(['Alertmanager a']);
    expect(chosen('removed', [manager('a')])).toEqual(['Alertmanager a']);
    expect(chosen(7, [manager('a')])).toEqual(['Alertmanager a']);
  });

  it('is any of several where nothing is linked: the reader chooses', () => {
    expect(chosen(undefined, [manager('a'), manager('b')])).toEqual(['Alertmanager a', 'Alertmanager b']);
    expect(chosen(undefined, [])).toEqual([]);
  });
});
