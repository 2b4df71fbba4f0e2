import { type ConsoleMessage, expect, type Locator, type Page, type Request } from '@playwright/test';

export interface NodeRow {
  cluster: string;
  node: string;
  state: string;
  cause: string;
}

/** The "Memcg kmem leak" page as a reader sees it, and what the browser complained about meanwhile. */
export class NodesPage {
  readonly complaints: string[] = [];
  readonly queries: Request[] = [];

  constructor(
    readonly page: Page,
    private readonly hostUrl: string
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => this.hear(message));
    page.on('request', (request) => {
      if (request.url().includes('/api/ds/query')) {
        this.queries.push(request);
      }
    });
  }

  private hear(message: ConsoleMessage): void {
    // A failed request is written to the console by the browser itself; the page explains it to the reader.
    if (message.type() === 'error' && !/Failed to load resource|favicon|fonts?\//.test(message.text())) {
      this.complaints.push(message.text());
    }
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.hostUrl}/a/memcg-kmemleak-app/nodes${query}`);
  }

  get answer(): Locator {
    return this.page.getByTestId('answer');
  }

  get rows(): Locator {
    return this.page.getByTestId('node-row');
  }

  get details(): Locator {
    return this.page.getByTestId('node-details');
  }

  row(node: string): Locator {
    return this.page.locator(`[data-testid="node-row"][data-node="${node}"]`);
  }

  tile(state: string): Locator {
    return this.page.getByTestId(`state-tile-${state}`);
  }

  trouble(query: string): Locator {
    return this.page.getByTestId(`trouble-${query}`);
  }

  /** Opens a node's details and answers them. */
  async showDetails(node: string): Promise<Locator> {
    await this.row(node)
      .getByRole('button', { name: /show details/i })
      .click();
    return this.details;
  }

  /** What the table says of every node, by cluster and name; the table must fit on one page. */
  async verdicts(): Promise<NodeRow[]> {
    const rows = await this.rows.evaluateAll((all) =>
      all.map((row) => ({
        cluster: row.getAttribute('data-cluster') ?? '',
        node: row.getAttribute('data-node') ?? '',
        state: row.getAttribute('data-state') ?? '',
        cause: row.getAttribute('data-cause') ?? '',
      }))
    );
    return sorted(rows);
  }

  async expectVerdicts(expected: readonly NodeRow[]): Promise<void> {
    await expect.poll(() => this.verdicts(), { timeout: 60_000 }).toEqual(sorted(expected));
  }

  expectNoComplaints(): void {
    expect(this.complaints).toEqual([]);
  }
}

function sorted(rows: readonly NodeRow[]): NodeRow[] {
  return [...rows].sort((a, b) => `${a.cluster} ${a.node}`.localeCompare(`${b.cluster} ${b.node}`));
}
