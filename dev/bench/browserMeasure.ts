import { type Browser, type BrowserContext, type Page } from '@playwright/test';
import { type AskedQuery, askedOf } from '../host/asked';
import { answerSizes, longestTaskMs, noteLongTasks, settled, watch } from './visit';

/** What a reader of a page waits for and pays until it can be used. */
export interface PageVisit {
  /** From the moment the plugin is asked for until the page can be used. */
  usableMs: number;
  /** From the moment the plugin is asked for until nothing is waited for any more. */
  finishedMs: number;
  /** What held up the page longest until it could be used; 0: nothing for 50 ms. */
  longestTaskMs: number;
  /** Of the answers that were there by then. */
  firstBytes: number;
  firstQuestions: number;
  /** What they answered. */
  firstQueries: AskedQuery[];
  bytes: number;
  gzipBytes: number;
  wireBytes: number;
  queries: AskedQuery[];
}

/** The same of the overview, measured in Chromium. */
export interface PageMeasure extends PageVisit {
  /** From the address to the first row, the host's own start included. */
  navigationMs: number;
  /** From "Load them too" until every node is there; absent: they were there, or did not come. */
  restMs?: number;
  heapBytes: number;
  /** From a key to the paint of its letter in the field, one for each key. */
  lettersMs: number[];
  /** From a key to the paint of the list that it leaves, one for each key that changes it. */
  keystrokesMs: number[];
}

interface Patience {
  /** For how long a page may not be usable. */
  patienceMs: number;
  /** Whether everybody is loaded, and a name typed. */
  hasKeys?: boolean;
}

/** A name, and another one after a correction. */
const typed = [...'node-0042', 'Backspace', 'Backspace', ...'37'];

/**
 * Opens the page twice and measures the second time: the first fills the browser's cache as any visit to Grafana does.
 * Throws where it cannot be used in time.
 */
export async function measureOverview(browser: Browser, address: string, patience: Patience): Promise<PageMeasure> {
  return inContext(browser, patience, async (context) => {
    const warm = await context.newPage();
    await warm.goto(address, { waitUntil: 'commit' });
    await firstRow(warm);
    await warm.close();
    const page = await context.newPage();
    const begun = performance.now();
    const visit = await measureVisit(page, address, firstRow, patience);
    const keys = patience.hasKeys === false ? undefined : await loadAndType(page, patience);
    return {
      ...visit,
      navigationMs: visit.usableAtMs - begun,
      ...(keys?.restMs !== undefined && { restMs: keys.restMs }),
      heapBytes: await heapBytes(page),
      lettersMs: keys?.lettersMs ?? [],
      keystrokesMs: keys?.keystrokesMs ?? [],
    };
  });
}

/** Of a page that is usable once this is there. */
export async function measurePage(
  browser: Browser,
  address: string,
  usable: string,
  patience: Patience
): Promise<PageVisit> {
  return inContext(browser, patience, async (context) =>
    measureVisit(await context.newPage(), address, (page) => page.locator(usable).first().waitFor(), patience)
  );
}

async function inContext<T>(
  browser: Browser,
  { patienceMs }: Patience,
  work: (context: BrowserContext) => Promise<T>
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  context.setDefaultTimeout(patienceMs);
  context.setDefaultNavigationTimeout(patienceMs);
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

async function measureVisit(
  page: Page,
  address: string,
  isUsable: (page: Page) => Promise<void>,
  { patienceMs }: Patience
): Promise<PageVisit & { usableAtMs: number }> {
  await noteLongTasks(page);
  const visit = watch(page);
  await page.goto(address, { waitUntil: 'commit' });
  await isUsable(page);
  const usableAtMs = performance.now();
  const longest = await longestTaskMs(page);
  const early = visit.asked.filter((request) => visit.answered.has(request));
  const isSettled = await settled(page, visit, patienceMs);
  const first = [...visit.asked];
  const queries = [...visit.queries];
  return {
    usableAtMs,
    usableMs: usableAtMs - visit.askedForPluginMs,
    finishedMs: isSettled ? visit.lastAnswerMs - visit.askedForPluginMs : NaN,
    longestTaskMs: longest,
    firstBytes: (await answerSizes(early)).bytes,
    firstQuestions: early.length,
    firstQueries: early.flatMap((request) => askedOf(request) ?? []),
    queries,
    ...(await answerSizes(first)),
  };
}

/** A search is of all nodes: keys are measured once they are there. */
async function loadAndType(
  page: Page,
  { patienceMs }: Patience
): Promise<Pick<PageMeasure, 'restMs' | 'lettersMs' | 'keystrokesMs'> | undefined> {
  const button = page.getByRole('button', { name: 'Load them too' });
  if (!(await button.isVisible())) {
    return keystrokes(page);
  }
  const begun = performance.now();
  await button.click();
  try {
    await page.getByTestId('rest-of-fleet').waitFor({ state: 'detached', timeout: patienceMs });
  } catch {
    return undefined;
  }
  return { restMs: performance.now() - begun, ...(await keystrokes(page)) };
}

const firstRow = (page: Page) => page.getByTestId('node-row').first().waitFor();

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

async function keystrokes(page: Page): Promise<Pick<PageMeasure, 'lettersMs' | 'keystrokesMs'>> {
  const field = page.getByPlaceholder(/^Search node/);
  await field.focus();
  // The table follows a key within a frame or some: what counts is when the frame after its last change has been painted,
  // and a task comes after the painting of the frame that it was begun in.
  await page.evaluate(() => {
    const measured = { letters: [] as number[], lists: [] as number[] };
    Object.assign(window, { measured });
    let begun = NaN;
    // No names for these functions: the loader that runs this file would wrap them in a helper that the browser lacks.
    document.addEventListener(
      'keydown',
      () => {
        begun = performance.now();
        measured.lists.push(0);
        requestAnimationFrame(() => setTimeout(() => measured.letters.push(performance.now() - begun)));
      },
      true
    );
    new MutationObserver(() =>
      requestAnimationFrame(() =>
        setTimeout(() => (measured.lists[measured.lists.length - 1] = performance.now() - begun))
      )
    ).observe(document.querySelector('[data-testid=nodes-table] tbody') ?? document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  for (const key of typed) {
    await page.keyboard.press(key);
    await page.waitForTimeout(600);
  }
  const { letters, lists } = await page.evaluate(
    () => (window as unknown as { measured: { letters: number[]; lists: number[] } }).measured
  );
  // Keys that leave the list as it is change nothing of it.
  return { lettersMs: letters, keystrokesMs: lists.filter((time) => time > 0) };
}
