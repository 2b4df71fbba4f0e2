import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyKernel } from './classifyKernel';
import { kernelFamily, parseRelease } from './releaseParts';

describe('parseRelease', () => {
  it.each([
    ['4.19.112+', '4.19.112', undefined, undefined],
    ['5.10.157', '5.10.157', undefined, undefined],
    ['3.10.0-1160.83.1.el7.x86_64', '3.10.0', '1160.83.1', undefined],
    ['4.15.0-1021-aws', '4.15.0', '1021', 'aws'],
    ['4.19.177-1.ph3', '4.19.177', '1', undefined],
    ['4.19.182-2.ph3-esx', '4.19.182', '2', 'esx'],
    ['5.3.18-3-pve', '5.3.18', '3', 'pve'],
    ['4.12.14-122.37-default', '4.12.14', '122.37', 'default'],
    ['4.14.128-112.105.amzn2.x86_64', '4.14.128', '112.105', undefined],
    ['4.19.66-v7l+', '4.19.66', undefined, undefined],
    ['5.2.0-0.bpo.3-amd64', '5.2.0', '0', 'amd64'],
    ['6.1.67-talos', '6.1.67', undefined, 'talos'],
  ])('%s: %s, %s, %s', (release, base, patchLevel, flavour) => {
    expect(parseRelease(release)).toEqual({ base, patchLevel, flavour });
  });

  it.each(['', 'Linux', '6', 'v5.4.0', '-1'])('has nothing to say of %p', (text) => {
    expect(parseRelease(text)).toBeUndefined();
  });

  it('takes every text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseRelease(text)));
  });
});

it('names the system where only the base is known', () => {
  const alpine = classifyKernel('4.19.80-custom');
  expect(kernelFamily(alpine, 'Alpine Linux v3.10')).toBe('Alpine Linux v3.10, patched kernel 4.5-5.2');
  expect(kernelFamily(alpine)).toBe('patched kernel 4.5-5.2');
  expect(kernelFamily(classifyKernel('4.15.0-1021-aws'), 'Linux Mint 19')).toBe('Ubuntu 18.04');
});
