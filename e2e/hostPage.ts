import { type ConsoleMessage, expect, type Page, type Request } from '@playwright/test';
import { askedOf } from '../dev/host/asked';

/** Where a page of the plugin stands: in the stand-in, and in Grafana. */
export const pageContent = '[data-testid="page-content"], main#pageContent:not(:has([data-testid="page-content"]))';

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
      if (askedOf(request)) {
        this.queries.push(request);
      }
    });
  }

  /** The expressions of this question, in the order in which they were asked. */
  asked(id: string): string[] {
    return this.queries.flatMap(
      (request) => askedOf(request)?.flatMap((each) => (each.id === id ? each.expr : [])) ?? []
    );
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
