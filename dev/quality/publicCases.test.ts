import { readFileSync } from 'node:fs';
import path from 'node:path';
import { section } from './main';
import { judgeCases, type JudgedCase, scoreOf } from './publicCases';

describe('the public reports', () => {
  const judged = judgeCases();
  const having = (outcome: string) => judged.filter((each) => each.outcome === outcome).map(({ report }) => report.id);

  it('that can tell are all found', () => {
    expect(having('missed')).toEqual([]);
    expect(scoreOf(judged).found).toBeGreaterThanOrEqual(15);
  });

  it('with another cause are never called a kmem leak; one is called failing, and counts as accused', () => {
    const isNamed = ({ diagnosis: { cause }, report: { verdict } }: JudgedCase) =>
      cause === 'memcg-kmem-leak' && verdict === 'other-cause';
    expect(judged.filter(isNamed)).toEqual([]);
    expect(having('accused')).toEqual(['moby-42581']);
    expect(having('spared').length).toBeGreaterThan(20);
  });

  it('that are unclear stay open', () => {
    expect(having('overconfident')).toEqual([]);
  });

  it('stand in docs/quality.md as they are judged now', () => {
    expect(readFileSync(path.join(__dirname, '../../docs/quality.md'), 'utf8')).toContain(section(judged));
  });
});
