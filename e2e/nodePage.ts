import { type ConsoleMessage, expect, type Locator, type Page, type Request } from '@playwright/test';

/** The page of one node as a reader sees it, and what the browser complained about meanwhile. */
export class NodePage {
  readonly complaints: string[] = [];
  readonly requests: Request[] = [];

  constructor(
    readonly page: Page,
    private readonly hostUrl: string
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => this.hear(message));
    page.on('request', (request) => {
      if (request.url().includes('/api/ds/query')) {
        this.requests.push(request);
      }
    });
  }

  private hear(message: ConsoleMessage): void {
    // A failed request is written to the console by the browser itself; the page explains it to the reader.
    if (message.type() === 'error' && !/Failed to load resource|favicon|fonts?\//.test(message.text())) {
      this.complaints.push(message.text());
    }
  }

  async open(node: string, cluster?: string, query = ''): Promise<void> {
    const search = [cluster ? `cluster=${encodeURIComponent(cluster)}` : '', query].filter(Boolean).join('&');
    await this.page.goto(`${this.hostUrl}/a/memcg-kmemleak-app/nodes/${encodeURIComponent(node)}?${search}`);
  }

  get verdict(): Locator {
    return this.page.getByTestId('node-verdict');
  }

  get doNow(): Locator {
    return this.page.getByTestId('do-now');
  }

  chart(id: string): Locator {
    return this.page.getByTestId(`chart-${id}`);
  }

  plot(id: string): Locator {
    return this.chart(id).locator('.u-over');
  }

  /** Curves on the canvas, and their extent in words. */
  async expectDrawn(id: string): Promise<void> {
    await expect(this.chart(id).locator('canvas')).toBeVisible();
    await expect(this.chart(id)).toContainText(/last .+, lowest .+, highest /);
  }

  /** No chart is waiting any more. */
  async expectSettled(): Promise<void> {
    await expect(this.page.getByText('Waiting for the answer')).toHaveCount(0);
  }

  expectNoComplaints(): void {
    expect(this.complaints).toEqual([]);
  }
}
