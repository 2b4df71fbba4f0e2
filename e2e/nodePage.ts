import { expect, type Locator } from '@playwright/test';
import { HostPage } from './hostPage';

/** The page of one node as a reader sees it. */
export class NodePage extends HostPage {
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
}
