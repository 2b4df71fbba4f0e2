import { expect, type Locator } from '@playwright/test';
import { HostPage } from './hostPage';

export interface NodeRow {
  cluster: string;
  node: string;
  state: string;
  cause: string;
}

/** The "Memcg kmem leak" page as a reader sees it. */
export class NodesPage extends HostPage {
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
    await expect(this.details).toBeVisible();
    // They are drawn once their code has come: what is read or denied before that says nothing.
    await expect(this.details).not.toHaveText(/^\s*Loading/);
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
}

function sorted(rows: readonly NodeRow[]): NodeRow[] {
  return [...rows].sort((a, b) => `${a.cluster} ${a.node}`.localeCompare(`${b.cluster} ${b.node}`));
}
