import { type BrowserContext, type Page, test as base } from '@playwright/test';
import { type Role } from '../dev/host/permissions';
import { isGivenGrafana } from './hosts';
import { sessionOf } from './stack';

const viewport = { width: 1600, height: 1000 };

/**
 * Pages of one worker share a browser and its profile: Grafana's libraries are megabytes of script, and only a profile on disk
 * keeps them, and what was compiled of them, from one page to the next. What a page leaves behind in it is cleared.
 */
export const test = base.extend<{ pageAs: (role: Role) => Promise<Page> }, { workerContext: BrowserContext }>({
  workerContext: [
    async ({ playwright, launchOptions }, use) => {
      // Without a folder it is a new one, removed at the end.
      const context = await playwright.chromium.launchPersistentContext('', { ...launchOptions, viewport });
      const session = sessionOf('Admin');
      if (session) {
        await context.setStorageState(session);
      }
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ workerContext }, use) => {
    // The page that every profile opens with stays: without one the browser would end.
    const [kept] = workerContext.pages();
    await use(workerContext);
    for (const page of workerContext.pages().filter((each) => each !== kept)) {
      await page.evaluate(() => localStorage.clear()).catch(() => undefined);
      await page.close();
    }
  },
  page: async ({ context }, use) => {
    await use(await context.newPage());
  },
  /** A page of somebody with this role; of the stand-in the address says it, and so must the test. */
  pageAs: async ({ context, playwright, launchOptions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (role) => {
      const session = sessionOf(role);
      if (!session) {
        return context.newPage();
      }
      const own = await playwright.chromium.launchPersistentContext('', { ...launchOptions, viewport });
      opened.push(own);
      await own.setStorageState(session);
      return own.newPage();
    });
    for (const own of opened) {
      await own.close();
    }
  },
});

/** Skips what no other Grafana can be brought to. */
export function needsStandIn(why: string): void {
  test.skip(isGivenGrafana, why);
}

export { expect } from '@playwright/test';
