import AxeBuilder from '@axe-core/playwright';
import { seedNode } from './expected';
import { HostPage } from './hostPage';
import { testStack } from './stack';
import { expect, test } from './test';

const newest = () => testStack().hosts['13.2.2'];
const seed = `cluster=prod-a&node=${seedNode}`;

/** Path under the app, and what stands there once the answers are in. */
const pages = [
  ['nodes', '[data-testid="node-row"]'],
  [`nodes/${seedNode}?cluster=prod-a`, '[data-testid="node-verdict"]'],
  [`runbook/nokmem?${seed}`, '[data-testid="node-verdict"]'],
  ['runbook/relief', 'ol li'],
  ['runbook/not-this-fault', 'h2, h3'],
  ['coverage', '[data-testid="coverage-answer"]'],
  ['alerts', 'table'],
  ['plan', '[data-testid="wave"]'],
] as const;

for (const [path, awaited] of pages) {
  for (const theme of ['dark', 'light'] as const) {
    test(`axe finds nothing on ${path}, ${theme}`, async ({ page }) => {
      const host = new HostPage(page, newest());
      await page.goto(`${newest()}/a/memcg-kmemleak-app/${path}${path.includes('?') ? '&' : '?'}theme=${theme}`);
      await page.locator(awaited).first().waitFor();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).include('[data-testid="page-content"]').analyze();
      expect(
        violations.map(({ id, nodes }) => [
          id,
          nodes.length,
          nodes.slice(0, 3).map(({ html, any }) => [html.slice(0, 200), any[0]?.message]),
        ])
      ).toEqual([]);
      host.expectNoComplaints();
    });
  }
}
