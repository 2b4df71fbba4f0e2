import fc from 'fast-check';
import { defaultSettings } from '../settings/settings';
import { escapeForRe2, fillTemplate, quoteForPromQL } from './template';

describe('fillTemplate', () => {
  it('fills label, matchers and thresholds', () => {
    const settings = { ...defaultSettings(), clusterLabel: 'k8s_cluster' };
    settings.selectors = { ...settings.selectors, kubelet: 'job="kubelet"' };
    expect(fillTemplate('max by (<cluster>) (x{a="b",<kubelet>} > <memoryCgroupsHigh>)', settings)).toBe(
      'max by (k8s_cluster) (x{a="b",job="kubelet"} > 20000)'
    );
  });

  it('refuses a name nobody defines', () => {
    expect(() => fillTemplate('<nobody>', defaultSettings())).toThrow('<nobody>');
    expect(() => fillTemplate('<constructor>', defaultSettings())).toThrow('<constructor>');
  });
});

describe('values inside PromQL', () => {
  it('never end their string, and match only themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const quoted = quoteForPromQL(value);
        expect(quoted.replace(/\\./g, '')).not.toMatch(/["\\\n]/);
        expect(new RegExp(`^(?:${escapeForRe2(value)})$`).test(value)).toBe(true);
      })
    );
  });
});
