// A Viewer, an Editor and an Admin walk every page: no link leads where Grafana would show its home page instead, and nothing
// that the page sends is refused.
import { type Page } from '@playwright/test';
import { roles, type Role } from '../dev/host/permissions';
import { seedNode } from './expected';
import { HostPage, pageContent } from './hostPage';
import { testStack } from './stack';
import { expect, test } from './test';

const newest = () => testStack().hosts['13.2.2'];
const app = '/a/memcg-kmemleak-app';

/** Every page of the app, and what stands there once the answers are in. */
const pages = [
  [`${app}`, '[data-testid="node-row"]'],
  [`${app}/nodes/${seedNode}?cluster=prod-a`, '[data-testid="chart-slab"] canvas'],
  [`${app}/node?cluster=prod-a&node=${seedNode}`, '[data-testid="node-verdict"]'],
  ...['nokmem', 'kernel-upgrade', 'runtime', 'relief', 'confirm', 'not-this-fault'].map(
    (option) => [`${app}/runbook/${option}?cluster=prod-a&node=${seedNode}`, '[data-testid="node-verdict"]'] as const
  ),
  [`${app}/coverage`, '[data-testid="coverage-answer"]'],
  [`${app}/alerts`, 'table'],
  [`${app}/plan`, '[data-testid="wave"]'],
  [`${app}/no-such-page`, 'text=There is no such page'],
  [`${app}/nodes?ds=removed`, 'text=The data source removed is not there'],
] as const;

/** Where the page leads within Grafana, what opens at a click included. */
async function linksOf(page: Page): Promise<string[]> {
  const hrefs = () =>
    page
      .locator(`:is(${pageContent}) a[href], main header a[href], [role="menu"] a[href]`)
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  const found = await hrefs();
  const explore = page.getByRole('button', { name: 'Explore' });
  if ((await explore.count()) > 0) {
    await explore.first().click();
    await page.getByRole('menu').waitFor();
    found.push(...(await hrefs()));
    await page.keyboard.press('Escape');
  }
  return found.filter((href) => new URL(href).origin === new URL(newest()).origin);
}

/** Links that differ in a node, a cluster or a query lead to the same kind of place. */
function kindOf(href: string): string {
  const [, first, second, third, fourth] = new URL(href).pathname.split('/');
  return ['', first, second, third, first === 'a' && third === 'runbook' ? fourth : fourth && '*'].join('/');
}

/** The bundle has short names for keys of texts (.config/webpack/shortKeys.ts): none of them is without its text. */
async function expectWords(page: Page): Promise<void> {
  const shown = await page.locator(pageContent).first().innerText();
  expect(shown.match(/(?:^|[\s("“])(?:aa?|bb?)\.\d+/g)).toBeNull();
}

async function walk(page: Page, role: Role): Promise<Map<string, string>> {
  const kinds = new Map<string, string>();
  for (const [path, awaited] of pages) {
    await page.goto(`${newest()}${path}${path.includes('?') ? '&' : '?'}role=${role}`);
    await page.locator(awaited).first().waitFor();
    await expectWords(page);
    for (const href of await linksOf(page)) {
      kinds.set(kindOf(href), href);
    }
  }
  return kinds;
}

for (const role of roles) {
  test(`every link of every page leads a${role === 'Viewer' ? '' : 'n'} ${role} to a page, and nothing is refused`, async ({
    pageAs,
  }) => {
    test.setTimeout(300_000);
    const page = await pageAs(role);
    const host = new HostPage(page, newest());
    const refused: string[] = [];
    page.on('response', (response) => {
      if ([401, 403].includes(response.status())) {
        refused.push(response.url());
      }
    });
    const kinds = await walk(page, role);
    expect(
      [...kinds.keys()].some((kind) => kind.startsWith('/explore')),
      'Explore'
    ).toBe(role !== 'Viewer');
    expect(
      [...kinds.keys()].some((kind) => kind.startsWith('/alerting/silence')),
      'silences'
    ).toBe(role !== 'Viewer');
    expect(
      [...kinds.keys()].some((kind) => kind.startsWith('/plugins')),
      'configuration'
    ).toBe(role === 'Admin');
    for (const href of kinds.values()) {
      await page.goto(href);
      await expect(page.locator('h1, h2').first(), href).toBeVisible();
      // Without its permission a page of Grafana is the home page, in silence.
      expect(new URL(page.url()).pathname, href).not.toBe('/');
      if (!href.includes('/no-such-page')) {
        await expect(page.getByText(/Page not found|There is no such page/), href).toHaveCount(0);
      }
    }
    expect(refused).toEqual([]);
    host.expectNoComplaints();
  });
}
