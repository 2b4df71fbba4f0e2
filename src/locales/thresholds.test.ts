import { defaultThresholds } from '../diagnosis/thresholds';
import thresholdFacts from '../knowledge/thresholdFacts.json';
import enUS from './en-US.json';

const english: Readonly<Record<string, string>> = enUS;

describe('thresholds', () => {
  it('are all described', () => {
    expect(thresholdFacts.map(({ id }) => id).sort()).toEqual(Object.keys(defaultThresholds).sort());
  });

  it.each(thresholdFacts)('$id means on the page what jsonnet says of it', ({ id, means }) => {
    expect(english[`threshold.${id}.means`]).toBe(means);
    expect(english[`threshold.${id}`]).toMatch(/\S/);
  });
});
