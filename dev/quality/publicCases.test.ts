import { readFileSync } from 'node:fs';
import path from 'node:path';
import { section } from './main';
import { judgeCases, scoreOf } from './publicCases';

describe('the public reports', () => {
  const judged = judgeCases();
  const having = (outcome: string) => judged.filter((each) => each.outcome === outcome).map(({ report }) => report.id);

  it('that can tell are all found', () => {
    expect(having('missed')).toEqual([]);
    expect(scoreOf(judged).found).toBeGreaterThanOrEqual(15);
  });

  it('with another cause are never called a kmem leak', () => {
    expect(having('accused')).toEqual([]);
    expect(having('spared').length).toBeGreaterThan(20);
  });

  it('that are unclear stay open', () => {
    expect(having('overconfident')).toEqual([]);
  });

  it('stand in docs/quality.md as they are judged now', () => {
    expect(readFileSync(path.join(__dirname, '../../docs/quality.md'), 'utf8')).toContain(section(judged));
  });
});
