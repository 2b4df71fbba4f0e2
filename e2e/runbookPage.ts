import { type Locator } from '@playwright/test';
import { HostPage } from './hostPage';

/** The runbook of one node as a reader sees it. */
export class RunbookPage extends HostPage {
  async open(option: string, node: string, cluster: string, query = ''): Promise<void> {
    const search = new URLSearchParams({ node, cluster });
    await this.page.goto(`${this.hostUrl}/a/memcg-kmemleak-app/runbook/${option}?${search.toString()}${query}`);
  }

  get proof(): Locator {
    return this.page.getByTestId('proof');
  }

  check(id: string): Locator {
    return this.page.getByTestId(`check-${id}`);
  }

  /** The first step with this text in its command; copies that command. */
  async copyCommand(text: string): Promise<string> {
    const step = this.page.locator('[data-testid^="step-"]').filter({ hasText: text }).first();
    await step
      .locator('div', { has: this.page.locator('pre', { hasText: text }) })
      .last()
      .getByRole('button')
      .click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
