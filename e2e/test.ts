import { type BrowserContext, test as base } from '@playwright/test';

/**
 * Pages of one worker share a browser context: Grafana's libraries are megabytes of script, which only a kept cache makes
 * quick. What a page leaves behind in it is cleared.
 */
export const test = base.extend<object, { workerContext: BrowserContext }>({
  workerContext: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
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
});

export { expect } from '@playwright/test';
