import { classifyKernel } from '../kernel';
import { fitOf } from './options';

describe('which option', () => {
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
