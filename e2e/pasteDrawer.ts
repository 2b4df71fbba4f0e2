import { writeFileSync } from 'node:fs';
import { type Page } from '@playwright/test';
import { test } from './test';

/** Where evidence is pasted, as a reader sees it. */
export class PasteDrawer {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Paste evidence' }).click();
  }

  get field() {
    return this.page.getByLabel('Text to read');
  }

  get cards() {
    return this.page.getByTestId('pasted-reading');
  }

  get progress() {
    return this.page.getByRole('progressbar');
  }

  async choose(name: string, text: string): Promise<void> {
    const file = test.info().outputPath(name);
    writeFileSync(file, text);
    await this.page.locator('input[type=file]').setInputFiles(file);
  }

  async apply(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add to the page' }).click();
  }
}
