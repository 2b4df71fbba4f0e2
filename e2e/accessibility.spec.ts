import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { seedNode } from './expected';
import { HostPage, pageContent as content } from './hostPage';
import { NodesPage } from './nodesPage';
import { refusedOn } from './pastedTexts';
import { PasteDrawer } from './pasteDrawer';
import { testStack } from './stack';
import { expect, test } from './test';

const newest = () => testStack().hosts['13.2.2'];
const app = '/a/memcg-kmemleak-app';
const configuration = '/plugins/memcg-kmemleak-app?page=configuration';
const seed = `cluster=prod-a&node=${seedNode}`;
const themes = ['dark', 'light'] as const;
type Theme = (typeof themes)[number];

const drawn = '[data-testid="node-row"]';

/** What stands there once the answers are in. */
const pages = [
  [`${app}/nodes`, drawn],
  [`${app}/nodes/${seedNode}?cluster=prod-a`, '[data-testid="node-verdict"]'],
  [`${app}/runbook/nokmem?${seed}`, '[data-testid="node-verdict"]'],
  [`${app}/runbook/relief`, 'ol li'],
  [`${app}/runbook/not-this-fault`, 'h2, h3'],
  [`${app}/coverage`, '[data-testid="coverage-answer"]'],
  [`${app}/alerts`, 'table'],
  [`${app}/plan`, '[data-testid="wave"]'],
  [configuration, '[data-testid="save-bar"]'],
] as const;

async function open(page: Page, path: string, theme: Theme, awaited: string): Promise<void> {
  await page.goto(`${newest()}${path}${path.includes('?') ? '&' : '?'}theme=${theme}`);
  await page.locator(awaited).first().waitFor();
}

/** Half way from one colour to another nothing has the contrast that it is to have. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished)).then(() => undefined);
  });
}

/** The themes differ in nothing but colours: the dark one is held against every rule, the light one against these. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

async function expectNothing(page: Page, within = content): Promise<void> {
  await page.waitForLoadState('networkidle');
  await stillness(page);
  // Only violations are looked at, and no page has a frame: with the rest axe takes twice the time.
  const axe = new AxeBuilder({ page })
    .include(within)
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true);
  const isLight = new URL(page.url()).searchParams.get('theme') === 'light';
  const { violations } = await (isLight ? axe.withRules(rulesOfColours) : axe).analyze();
  const found = violations.map(({ id, nodes }) => [
    id,
    nodes.length,
    nodes.slice(0, 3).map(({ html, any }) => [html.slice(0, 200), any[0]?.message]),
  ]);
  expect.soft(found, `${within} of ${page.url()}`).toEqual([]);
}

for (const [path, awaited] of pages) {
  for (const theme of themes) {
    test(`axe finds nothing on ${path}, ${theme}`, async ({ page }) => {
      const host = new HostPage(page, newest());
      await open(page, path, theme, awaited);
      await expectNothing(page);
      host.expectNoComplaints();
    });
  }
}

for (const theme of themes) {
  test(`axe finds nothing where something is missing or wrong, ${theme}`, async ({ page }) => {
    test.setTimeout(240_000);
    const states = [
      [`${app}/nodes/no-such-node?cluster=prod-a`, 'text=Nothing is known of no-such-node'],
      [`${app}/nodes?ds=unreachable`, 'text=answered none of the questions'],
      [`${app}/nodes?ds=removed`, 'text=is not there'],
      [`${app}/nodes/${seedNode}?cluster=prod-a&ds=no-history`, '[data-testid="node-verdict"]'],
      [`${app}/coverage?ds=unreachable`, 'text=answered none of the questions'],
      [`${app}/alerts?ds=forbidden-rules`, '[data-testid="rules-forbidden"]'],
      [`${app}/no-such-page`, 'text=There is no such page'],
    ] as const;
    for (const [path, awaited] of states) {
      await open(page, path, theme, awaited);
      await expectNothing(page);
    }
  });

  test(`axe finds nothing in what opens on demand, ${theme}`, async ({ page }) => {
    test.setTimeout(240_000);
    const nodes = new NodesPage(page, newest());
    const drawer = new PasteDrawer(page);
    await open(page, `${app}/nodes?q=${seedNode}`, theme, drawn);
    await nodes.showDetails(seedNode);
    await expectNothing(page);
    await page.getByRole('button', { name: 'Columns' }).click();
    await expectNothing(page, '[data-testid="toggletip-content"]');
    await page.keyboard.press('Escape');
    await drawer.open();
    await drawer.field.fill(refusedOn(seedNode));
    await expect(drawer.cards).toHaveAttribute('data-state', 'read');
    await expectNothing(page, '[role="dialog"]');
    await drawer.apply();
    await nodes.row(seedNode).getByRole('link', { name: seedNode }).click();
    await expect(page.getByTestId('pasted-note')).toBeVisible();
    await expectNothing(page);

    await open(page, `${app}/plan?cluster=prod-a`, theme, '[data-testid="wave"]');
    await page.getByRole('radio', { name: 'Ansible' }).check({ force: true });
    await expectNothing(page);

    await open(page, configuration, theme, '[data-testid="save-bar"]');
    await page.getByRole('button', { name: 'Test' }).click();
    await page.locator('[data-testid="connection-test"] table').waitFor();
    await page.getByLabel(/^Memory cgroup ID limit/).fill('-1');
    await expect(page.getByTestId('save-state')).not.toBeEmpty();
    await expectNothing(page);
    nodes.expectNoComplaints();
  });
}
