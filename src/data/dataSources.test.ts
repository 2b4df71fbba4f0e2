import { store } from '@grafana/data';
import { prometheusSource, stubGrafana } from '../test/stubGrafana';
import { chooseSource, listPrometheusSources, rememberSource } from './dataSources';

const first = prometheusSource({ uid: 'first', isDefault: false });
const byDefault = prometheusSource({ uid: 'default', isDefault: true });
const amazon = prometheusSource({ uid: 'amp', type: 'grafana-amazonprometheus-datasource', isDefault: false });
const victoria = prometheusSource({ uid: 'vm', type: 'victoriametrics-metrics-datasource', isDefault: false });
const loki = prometheusSource({ uid: 'loki', type: 'loki', isDefault: false });

function choose(wishes: Parameters<typeof chooseSource>[1], sources = [first, byDefault, amazon, victoria, loki]) {
  stubGrafana({}, sources);
  return chooseSource(listPrometheusSources(), wishes);
}

beforeEach(() => localStorage.clear());

describe('data sources', () => {
  it('are those that speak PromQL', () => {
    stubGrafana({}, [first, amazon, victoria, loki]);
    expect(listPrometheusSources().map(({ uid }) => uid)).toEqual(['first', 'amp', 'vm']);
  });

  it('are chosen by URL, setting, last use, default, order', () => {
    expect(choose({ fromUrl: 'vm', fromSettings: 'amp' })).toMatchObject({ source: { uid: 'vm' } });
    expect(choose({ fromSettings: 'amp' })).toMatchObject({ source: { uid: 'amp' } });
    expect(choose({})).toMatchObject({ source: { uid: 'default' } });
    expect(choose({}, [loki, first, amazon])).toMatchObject({ source: { uid: 'first' } });
    rememberSource('vm');
    expect(choose({})).toMatchObject({ source: { uid: 'vm' } });
  });

  it('are not replaced in silence', () => {
    expect(choose({ fromUrl: 'removed' })).toEqual({ kind: 'gone', uid: 'removed', wantedBy: 'url' });
    expect(choose({ fromSettings: 'removed' })).toEqual({ kind: 'gone', uid: 'removed', wantedBy: 'settings' });
  });

  it('fall back when the last used one is gone', () => {
    rememberSource('removed');
    expect(choose({})).toMatchObject({ source: { uid: 'default' } });
  });

  it('may be none', () => {
    expect(choose({}, [loki])).toEqual({ kind: 'none' });
  });

  it('stay usable when storage is full', () => {
    jest.spyOn(store, 'set').mockImplementationOnce(() => {
      throw new Error('QuotaExceededError');
    });
    expect(() => rememberSource('vm')).not.toThrow();
  });
});
