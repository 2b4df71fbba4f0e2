import { execFileSync } from 'node:child_process';
import { type Diagnosis } from '../diagnosis';
import { classifyKernel } from '../kernel';
import { fitOf, type RunbookOption, runbookOptions, suggestedOption } from './options';
import { rollbacks } from './rollbacks';
import { runbookSteps, type Step } from './steps';
import { targetOf } from './target';

const filledIn = (step: Step | undefined, node: string) =>
  step && 'command' in step ? step.command(targetOf({ node })) : '';
const commandOf = (option: RunbookOption, id: string, node: string) =>
  filledIn(
    runbookSteps[option].find((step) => step.id === id),
    node
  );

describe('runbook steps', () => {
  it('go from confirming to uncordoning', () => {
    for (const option of runbookOptions) {
      const ids: string[] = runbookSteps[option].map(({ id }) => id);
      expect(ids[0]).toBe('confirm');
      expect(ids.indexOf('cordon')).toBeLessThan(ids.indexOf('drain'));
      expect(ids.indexOf('reboot')).toBeGreaterThan(ids.indexOf('drain'));
      expect(ids.at(-1)).toBe('uncordon');
    }
  });

  it('name the node', () => {
    expect(commandOf('nokmem', 'cordon', 'worker-17')).toContain('kubectl cordon worker-17');
    expect(commandOf('nokmem', 'waitReady', 'worker-17')).toContain('node/worker-17');
  });

  it('quote a hostile name, and keep it from being an option', () => {
    expect(commandOf('nokmem', 'cordon', `'; rm -rf / #`)).toContain(`kubectl cordon ''\\''; rm -rf / #'`);
    expect(commandOf('nokmem', 'cordon', '-A')).toContain('kubectl cordon -- -A');
    expect(commandOf('nokmem', 'drain', 'a,b=c')).toContain(`'spec.nodeName=a\\,b\\=c'`);
  });

  it.each(['a\nreboot', '\u001b[201~reboot', '\u202egnp'])(
    'do not fill in a name that a terminal could act on: %j',
    (node) => {
      expect(commandOf('nokmem', 'cordon', node)).toContain('kubectl cordon "$NODE"');
    }
  );

  it('are commands that a shell can parse', () => {
    const commands = runbookOptions.flatMap((option) => [
      rollbacks[option]?.command ?? '',
      ...runbookSteps[option].map((step) => filledIn(step, `w'1`)),
    ]);
    for (const command of commands) {
      expect(() => execFileSync('/bin/sh', ['-n', '-c', command])).not.toThrow();
    }
  });
});

describe('which option', () => {
  const diagnosisOf = (release: string | undefined): Pick<Diagnosis, 'kernel' | 'cause'> => ({
    kernel: classifyKernel(release),
    cause: 'none',
  });

  it.each([
    ['3.10.0-1160.83.1.el7.x86_64', 'nokmem'],
    ['3.10.0-957.el7.x86_64', 'runtime'],
    ['4.18.0-80.el8.x86_64', 'kernel-upgrade'],
    [undefined, 'relief'],
  ])('%s: %s', (release, option) => {
    expect(suggestedOption(diagnosisOf(release))).toBe(option);
  });

  it.each([
    ['nokmem', '3.10.0-1160.83.1.el7.x86_64', 'fits'],
    ['nokmem', '3.10.0-957.el7.x86_64', 'unreliable'],
    ['nokmem', '5.14.0-427.el9.x86_64', 'unneeded'],
    ['kernel-upgrade', '5.14.0-427.el9.x86_64', 'unneeded'],
    ['kernel-upgrade', undefined, 'unknown'],
    ['runtime', '3.10.0-957.el7.x86_64', 'fits'],
    ['runtime', '4.15.0-213-generic', 'unavailable'],
    ['relief', undefined, 'fits'],
  ] as const)('%s on %s: %s', (option, release, fit) => {
    expect(fitOf(option, classifyKernel(release))).toBe(fit);
  });
});
