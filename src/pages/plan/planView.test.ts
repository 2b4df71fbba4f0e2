import fc from 'fast-check';
import { choiceChange, keysText, parseKeys, parsePlanView, settingsChange } from './planView';
import { changedSearch } from '../shared/address/useUrlQuery';

describe('the address of a plan', () => {
  it('holds any nodes', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    const key = fc.record({ cluster: fc.option(text, { nil: undefined }), node: text });
    const keys = fc.uniqueArray(key, { selector: (each) => JSON.stringify([each.cluster ?? null, each.node]) });
    fc.assert(
      fc.property(keys, (all) => {
        expect(parseKeys(keysText(all))).toEqual(all);
        const search = changedSearch('', choiceChange({ kind: 'fixed', keys: all, sinceSeconds: 7 }));
        expect(parsePlanView(search).choice).toEqual({ kind: 'fixed', keys: all, sinceSeconds: 7 });
      })
    );
  });

  it('holds the settings, and takes the defaults for what makes no sense', () => {
    const { settings } = parsePlanView(
      '?size=3&share=50&hours=0.5&zones=off&fix=nokmem&start=1795000000&window=22:00-04:00&days=weekend'
    );
    expect(settings).toEqual({
      waveSize: { unit: 'nodes', count: 3 },
      sharePercent: 50,
      hoursPerWave: 0.5,
      spreadsZones: false,
      fix: 'nokmem',
      startsAtSeconds: 1795000000,
      window: { fromMinute: 1320, toMinute: 240, days: 'weekend' },
    });
    expect(parsePlanView(changedSearch('', settingsChange(settings))).settings).toEqual(settings);
    expect(
      changedSearch(
        '',
        settingsChange(parsePlanView('?size=all&share=0&hours=x&fix=y&start=soon&window=night&days=x').settings)
      )
    ).toBe('');
  });
});
