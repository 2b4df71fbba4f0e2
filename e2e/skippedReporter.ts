import { type Reporter, type TestCase } from '@playwright/test/reporter';

/** Names at the end what was skipped and why. */
export default class SkippedReporter implements Reporter {
  private readonly skipped: string[] = [];

  onTestEnd(test: TestCase): void {
    const skip = test.annotations.find(({ type }) => type === 'skip');
    if (skip) {
      this.skipped.push(`  ${test.titlePath().filter(Boolean).join(' › ')}\n    ${skip.description ?? ''}`);
    }
  }

  onEnd(): void {
    if (this.skipped.length > 0) {
      console.log(`\nSkipped, and why:\n${this.skipped.join('\n')}`);
    }
  }
}
