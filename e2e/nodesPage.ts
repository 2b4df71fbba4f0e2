import { type ConsoleMessage, expect, type Locator, type Page } from '@playwright/test';

export interface NodeRow {
  cluster: string;
  node: string;
  state: string;
  cause: string;
}

/** The "Memcg kmem leak" page as a reader sees it. */
export class NodesPage {
  readonly complaints: string[] = [];

  constructor(
    private readonly page: Page,
    private readonly hostUrl: string
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => this.hear(message));
  }

  private hear(message: ConsoleMessage): void {
    // Fonts and the favicon belong to Grafana's server, which the stand-in is not.
    if (
      message.type() === 'error' &&
      !/favicon|fonts?\/|net::ERR_ABORTED/.test(message.text() + message.location().url)
    ) {
      this.complaints.push(message.text());
    }
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.hostUrl}/a/memcg-kmemleak-app/nodes${query}`);
  }

  rows(): Locator {
    return this.page.getByTestId('node-row');
  }

  row(cluster: string, node: string): Locator {
    return this.page.locator(`[data-testid="node-row"][data-cluster="${cluster}"][data-node="${node}"]`);
  }

  async settled(): Promise<void> {
    await expect(this.rows().first()).toBeVisible({ timeout: 60_000 });
    await expect(this.page.locator('[data-testid="nodes-page"][data-reading="done"]')).toBeVisible({ timeout: 60_000 });
  }

  /** Every row of every page of the table. */
  async readAll(): Promise<NodeRow[]> {
    const all: NodeRow[] = [];
    for (;;) {
      all.push(...(await this.rows().evaluateAll((rows) => rows.map((row) => ({ ...row.dataset })))).map(asNodeRow));
      const next = this.page.getByRole('button', { name: /next page/i });
      if ((await next.count()) === 0 || (await next.isDisabled())) {
        return all;
      }
      await next.click();
    }
  }
}

function asNodeRow({ cluster = '', node = '', state = '', cause = '' }: Record<string, string | undefined>): NodeRow {
  return { cluster, node, state, cause };
}
