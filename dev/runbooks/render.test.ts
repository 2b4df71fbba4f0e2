import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runbookIds } from '../../src/runbook/options';
import { renderRunbooks } from './render';

const root = path.resolve(__dirname, '../..');

describe('docs/runbooks', () => {
  it('has an index and a page for each runbook, and nothing else', () => {
    const expected = ['README.md', ...runbookIds.map((option) => `${option}.md`)];
    expect(readdirSync(path.join(root, 'docs/runbooks')).sort()).toEqual(expected.sort());
  });

  it.each([...renderRunbooks()])('%s is what the plugin shows', (file, text) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toBe(text);
  });

  it.each(runbookIds)('%s has every part of a runbook', (option) => {
    const page = renderRunbooks().get(`docs/runbooks/${option}.md`) ?? '';
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(
      expect.arrayContaining([
        'What it means',
        'Impact',
        'Steps',
        'You are done when',
        'Pitfalls',
        'Roll back',
        'Escalate',
        'Sources',
      ])
    );
    // The first thing after the title is what to do.
    expect(page).toMatch(/^# .+\n\n\*\*Do now\.\*\* \S/m);
    expect(page).toMatch(/Last reviewed \d{4}-\d{2}-\d{2}\./);
    expect(page).not.toMatch(/\{\{|undefined|runbook\.[a-z]+\.[a-z]/);
  });
});
