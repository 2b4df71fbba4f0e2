import { gzipSync } from 'node:zlib';
import { type Browser, type Page, type Request } from '@playwright/test';
import { type AskedQuery, askedOf } from '../host/asked';

/** What a reader of the overview waits for and pays, measured in Chromium. */
export interface PageMeasure {
  /** From the address to the first row, the host's own start included. */
  navigationMs: number;
  /** From the moment the plugin is asked for to the first row. */
  pluginMs: number;
  /** From the moment the plugin is asked for until nothing is waited for any more. */
  finishedMs: number;
  /** Of the answers that were there when the first row was. */
  firstBytes: number;
  firstQuestions: number;
  /** From "Load them too" until every node is there; absent: they were there. */
  restMs?: number;
  bytes: number;
  /** Where a proxy compresses everything. */
  gzipBytes: number;
  /** Where only Grafana itself compresses. */
  wireBytes: number;
  heapBytes: number;
  /** From a key to the paint of its letter in the field, one for each key. */
  lettersMs: number[];
  /** From a key to the paint of the list that it leaves, one for each key that changes it. */
  keystrokesMs: number[];
  queries: AskedQuery[];
}

/** A name, and another one after a correction. */
const typed = [...'node-0042', 'Backspace', 'Backspace', ...'37'];

/** Opens the page twice and measures the second time: the first fills the browser's cache as any visit to Grafana does. */
export async function measureOverview(browser: Browser, address: string): Promise<PageMeasure> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  try {
    const warm = await context.newPage();
    await warm.goto(address);
    await firstRow(warm);
    await warm.close();
    return await measureVisit(await context.newPage(), address);
  } finally {
    await context.close();
  }
}

async function measureVisit(page: Page, address: string): Promise<PageMeasure> {
  const asked: Request[] = [];
  const answered = new Set<Request>();
  const queries: AskedQuery[] = [];
  let open = 0;
  let askedForPlugin = NaN;
  let lastAnswer = NaN;
  page.on('request', (request) => {
    if (request.url().includes('/module.js')) {
      askedForPlugin = performance.now();
    }
    const questions = askedOf(request);
    if (questions) {
      open += 1;
      asked.push(request);
      queries.push(...questions);
    }
  });
  const ended = (request: Request) => {
    if (askedOf(request)) {
      open -= 1;
      answered.add(request);
      lastAnswer = performance.now();
    }
  };
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  const begun = performance.now();
  await page.goto(address);
  await firstRow(page);
  const rowAt = performance.now();
  const early = asked.filter((request) => answered.has(request));
  while (open > 0 || performance.now() - lastAnswer < 500) {
    await page.waitForTimeout(50);
  }
  const first = [...asked];
  const shown = [...queries];
  const finishedMs = lastAnswer - askedForPlugin;
  const restMs = await loadRest(page);
  return {
    ...(restMs !== undefined && { restMs }),
    firstBytes: (await answerSizes(early)).bytes,
    firstQuestions: early.length,
    navigationMs: rowAt - begun,
    pluginMs: rowAt - askedForPlugin,
    finishedMs,
    heapBytes: await heapBytes(page),
    ...(await keystrokes(page)),
    queries: shown,
    ...(await answerSizes(first)),
  };
}

/** A search is of all nodes: keys are measured once they are there. */
async function loadRest(page: Page): Promise<number | undefined> {
  const button = page.getByRole('button', { name: 'Load them too' });
  if (!(await button.isVisible())) {
    return undefined;
  }
  const begun = performance.now();
  await button.click();
  await page.getByTestId('rest-of-fleet').waitFor({ state: 'detached', timeout: 180_000 });
  return performance.now() - begun;
}

/** Asked once more: the browser does not keep answers of some megabytes. */
async function answerSizes(asked: readonly Request[]): Promise<Pick<PageMeasure, 'bytes' | 'gzipBytes' | 'wireBytes'>> {
  const sizes = { bytes: 0, gzipBytes: 0, wireBytes: 0 };
  for (const request of asked) {
    const { 'content-type': type = '' } = request.headers();
    const body = request.postData() ?? '';
    const answer = await fetch(request.url(), { method: 'POST', headers: { 'content-type': type }, body });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const packed = gzipSync(bytes).length;
    sizes.bytes += bytes.length;
    sizes.gzipBytes += packed;
    sizes.wireBytes += isCompressedByGrafana(request.url()) ? packed : bytes.length;
  }
  return sizes;
}

/** Where `enable_gzip` is set Grafana compresses answers, but not those of a data source's own paths. */
const isCompressedByGrafana = (url: string) => !url.includes('/api/datasources/');

const firstRow = (page: Page) => page.getByTestId('node-row').first().waitFor({ timeout: 180_000 });

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
