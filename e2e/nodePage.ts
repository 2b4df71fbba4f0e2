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

  /** Drags across the middle of a chart. Each answer draws charts anew, and a drag across one that goes is lost: none may be to come. */
  async zoom(id: string): Promise<void> {
    await this.expectDrawn(id);
    await this.expectSettled();
    await this.page.waitForLoadState('networkidle');
    await this.plot(id).scrollIntoViewIfNeeded();
    const box = await this.plot(id).boundingBox();
    if (!box) {
      throw new Error('the chart has no size');
    }
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width * 0.3, y);
    // One crosshair: the moment under it stands below every chart.
    for (const chart of ['slab', 'cgroups', 'creations', 'available']) {
      await expect(this.chart(chart)).toContainText(/20\d\d/);
    }
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
    await this.page.mouse.up();
    await expect(this.page).toHaveURL(/from=\d{13}&to=\d{13}/);
  }
}
