import { gzipSync } from 'node:zlib';
import { type Page, type Request } from '@playwright/test';
import { type AskedQuery, askedOf } from '../host/asked';

/** What the answers to some requests weigh. */
interface AnswerSizes {
  bytes: number;
  /** Where a proxy compresses everything. */
  gzipBytes: number;
  /** Where only Grafana itself compresses. */
  wireBytes: number;
}

/** What a page asks while it is opened, and when. */
interface Visit {
  asked: Request[];
  answered: Set<Request>;
  queries: AskedQuery[];
  /** On the clock of `performance.now()`. */
  askedForPluginMs: number;
  lastAnswerMs: number;
}

/** Notes from now on what this page asks. */
export function watch(page: Page): Visit {
  const visit: Visit = { asked: [], answered: new Set(), queries: [], askedForPluginMs: NaN, lastAnswerMs: NaN };
  page.on('request', (request) => {
    if (request.url().includes('/module.js')) {
      visit.askedForPluginMs = performance.now();
    }
    if (isOfData(request)) {
      visit.asked.push(request);
      visit.queries.push(...(askedOf(request) ?? []));
    }
  });
  const ended = (request: Request) => {
    if (isOfData(request)) {
      visit.answered.add(request);
      visit.lastAnswerMs = performance.now();
    }
  };
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  return visit;
}

/** A question, or the list of rules. */
const isOfData = (request: Request) =>
  askedOf(request) !== undefined || /\/api\/(v1\/rules|prometheus\/)/.test(request.url());

/** Returns when nothing has been asked for half a second, or patience is at an end. @returns whether all was answered */
export async function settled(page: Page, visit: Visit, patienceMs: number): Promise<boolean> {
  const until = performance.now() + patienceMs;
  const isOpen = () => visit.asked.length > visit.answered.size;
  while (isOpen() || performance.now() - visit.lastAnswerMs < 500) {
    if (performance.now() > until) {
      return false;
    }
    await page.waitForTimeout(50);
  }
  return true;
}

const answerTimeoutMs = 60_000;

/** Asked once more: the browser does not keep answers of some megabytes. */
export async function answerSizes(asked: readonly Request[]): Promise<AnswerSizes> {
  const sizes = { bytes: 0, gzipBytes: 0, wireBytes: 0 };
  for (const request of asked) {
    const { 'content-type': type = '' } = request.headers();
    const body = request.postData() ?? undefined;
    const signal = AbortSignal.timeout(answerTimeoutMs);
    const answer = await fetch(request.url(), {
      method: request.method(),
      headers: { 'content-type': type },
      body,
      signal,
    });
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

/** Begins to note what holds up the page for 50 ms or more: before it is opened. */
export async function noteLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const longTasks: number[] = [];
    Object.assign(window, { longTasks });
    new PerformanceObserver((list) => {
      list.getEntries().forEach((each) => longTasks.push(each.duration));
    }).observe({ type: 'longtask', buffered: true });
  });
}

/** The longest so far; 0: none of 50 ms. */
export async function longestTaskMs(page: Page): Promise<number> {
  const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  return Math.max(0, ...tasks);
}
