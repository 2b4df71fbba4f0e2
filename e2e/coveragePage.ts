import { type Locator } from '@playwright/test';
import { HostPage } from './hostPage';

/** The "Coverage" page as a reader sees it. */
export class CoveragePage extends HostPage {
  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.hostUrl}/a/memcg-kmemleak-app/coverage${query}`);
  }

  get answer(): Locator {
    return this.page.getByTestId('coverage-answer');
  }

  /** One line of the table. */
  line(id: string): Locator {
    return this.page.getByTestId(`coverage-${id}`);
  }

  trouble(query: string): Locator {
    return this.page.getByTestId(`trouble-${query}`);
  }
}
