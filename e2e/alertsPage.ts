import { type Locator } from '@playwright/test';
import { HostPage } from './hostPage';

/** The "Alerts" page as a reader sees it. */
export class AlertsPage extends HostPage {
  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.hostUrl}/a/memcg-kmemleak-app/alerts${query}`);
  }

  /** The first thing it says, by what it found: `loaded`, `forbidden`, … */
  answer(kind: string): Locator {
    return this.page.getByTestId(`rules-${kind}`);
  }

  get active(): Locator {
    return this.page.getByRole('group', { name: 'Firing now' });
  }

  get rules(): Locator {
    return this.page.getByRole('group', { name: 'Rules', exact: true });
  }

  row(alert: string, node: string): Locator {
    return this.active.locator('tr').filter({ hasText: alert }).filter({ hasText: node });
  }

  /** Chooses a file by keyboard: the radio buttons take the arrow keys. */
  async chooseFile(label: string): Promise<void> {
    const chosen = this.page.getByRole('radio', { name: label });
    await this.page.getByRole('radio', { name: 'PrometheusRule' }).focus();
    for (let presses = 0; presses < 3 && !(await chosen.isChecked()); presses++) {
      await this.page.keyboard.press('ArrowRight');
    }
  }

  /** Downloads the chosen file and answers where it was saved. */
  async download(): Promise<{ fileName: string; path: string }> {
    const waiting = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Download' }).focus();
    await this.page.keyboard.press('Enter');
    const download = await waiting;
    return { fileName: download.suggestedFilename(), path: await download.path() };
  }
}
