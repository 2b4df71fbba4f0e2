import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reports, saidOf } from './wholeReports';
import { wholeSection } from './wholeSection';

describe('whole public reports', () => {
  const judged = reports.map((report) => ({ report, said: saidOf(report) }));

  it('are told as the text alone allows', () => {
    const wrong = judged.filter(({ said }) => !said.isRight).map(({ report }) => report.id);
    expect(wrong.sort()).toEqual([
      'aks-2279',
      'lore-20180726124833',
      'ndpi-116',
      'netdata-3726',
      'patch-kernfs',
      'rkt-3688',
      'source-watchdog',
      'zfs-11003',
      'zfs-4698',
      'zh-working-set',
    ]);
  });

  it('have their figures read', () => {
    const read = judged.reduce((sum, { said }) => sum + said.figuresRead, 0);
    expect(read).toBeGreaterThanOrEqual(52);
  });

  it('about something else are never called the memcg kmem leak', () => {
    const others = judged.filter(({ report }) => !report.causes.includes('memcg-kmem-leak'));
    expect(others.length).toBeGreaterThan(20);
    expect(others.filter(({ said }) => said.verdict.includes('memcg-kmem-leak'))).toEqual([]);
  });

  it('stand in docs/quality.md as they are judged now', () => {
    expect(readFileSync(path.join(__dirname, '../../docs/quality.md'), 'utf8')).toContain(wholeSection(judged));
  });
});
