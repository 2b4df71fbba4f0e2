import { type Diagnosis } from '../diagnosis';
import { classifyKernel } from '../kernel';
import { fitOf, suggestedOption } from './options';

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
