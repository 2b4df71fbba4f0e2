import { prometheusSource, stubGrafana } from '../test/stubGrafana';
import { alertmanagerOf } from './alertmanagers';

const manager = (uid: string) => prometheusSource({ uid, name: `Alertmanager ${uid}`, type: 'alertmanager' });

function chosen(alertmanagerUid: unknown, managers: Array<ReturnType<typeof manager>>) {
  const source = prometheusSource({ jsonData: { alertmanagerUid } as ReturnType<typeof prometheusSource>['jsonData'] });
  stubGrafana({}, [source, ...managers]);
  return alertmanagerOf({ uid: 'prom', type: 'prometheus', name: 'Prometheus', isDefault: true });
}

describe('the Alertmanager of a data source', () => {
  it('is the one that its settings link to', () => {
    expect(chosen('b', [manager('a'), manager('b')])).toBe('Alertmanager b');
    expect(chosen('grafana', [manager('a')])).toBe('grafana');
  });

  it('is the only one where nothing is linked, or what is linked is gone', () => {
    expect(chosen(undefined, [manager('a')])).toBe('Alertmanager a');
    expect(chosen('removed', [manager('a')])).toBe('Alertmanager a');
    expect(chosen(7, [manager('a')])).toBe('Alertmanager a');
  });

  it('is left to the reader where there are several, or none', () => {
    expect(chosen(undefined, [manager('a'), manager('b')])).toBeUndefined();
    expect(chosen(undefined, [])).toBeUndefined();
  });
});
