import { type ConsoleMessage, expect, type Page, type Request } from '@playwright/test';

/** A page of the plugin in a host: what it asked the data source, and what the browser complained about meanwhile. */
export class HostPage {
  readonly complaints: string[] = [];
  readonly queries: Request[] = [];

  constructor(
    readonly page: Page,
    protected readonly hostUrl: string
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => this.hear(message));
    page.on('request', (request) => {
      if (request.url().includes('/api/ds/query')) {
        this.queries.push(request);
      }
    });
  }

  /** The expressions of this question, in the order in which they were asked. */
  asked(refId: string): string[] {
    return this.queries.flatMap((request) => {
      const { queries } = request.postDataJSON() as { queries: Array<{ refId: string; expr: string }> };
      return queries.flatMap((query) => (query.refId === refId ? query.expr : []));
    });
  }

  private hear(message: ConsoleMessage): void {
    // A failed request is written to the console by the browser itself; the page explains it to the reader.
    if (message.type() === 'error' && !/Failed to load resource|favicon|fonts?\//.test(message.text())) {
      this.complaints.push(message.text());
    }
  }

  expectNoComplaints(): void {
    expect(this.complaints).toEqual([]);
  }
}
