import { type BrowserContext, type Page, test as base } from '@playwright/test';
import { type Role } from '../dev/host/permissions';
import { isGivenGrafana } from './hosts';
import { sessionOf } from './stack';

const viewport = { width: 1600, height: 1000 };

/**
 * Pages of one worker share a browser context: Grafana's libraries are megabytes of script, which only a kept cache makes
 * quick. What a page leaves behind in it is cleared.
 */
export const test = base.extend<{ pageAs: (role: Role) => Promise<Page> }, { workerContext: BrowserContext }>({
  workerContext: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ viewport, storageState: sessionOf('Admin') });
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ workerContext }, use) => {
    await use(workerContext);
    for (const page of workerContext.pages()) {
      await page.evaluate(() => localStorage.clear()).catch(() => undefined);
      await page.close();
    }
  },
  page: async ({ context }, use) => {
    await use(await context.newPage());
  },
  /** A page of somebody with this role; of the stand-in the address says it, and so must the test. */
  pageAs: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ viewport, storageState: sessionOf(role) });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) {
      await context.close();
    }
  },
});

/** Skips what no other Grafana can be brought to. */
export function needsStandIn(why: string): void {
  test.skip(isGivenGrafana, why);
}

export { expect } from '@playwright/test';
