import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyKernel } from './classifyKernel';
import { accountingByRuntime, classifyRuntime } from './runtimeFacts';

const el7 = classifyKernel('3.10.0-1160.83.1.el7.x86_64');

describe('classifyRuntime', () => {
  it.each([
    ['v1.8.15', 'off', 'kubelet-before-kmem'],
    ['v1.9.0', 'on', 'kubelet-enables-kmem'],
    ['v1.17.9', 'on', 'kubelet-enables-kmem'],
    ['v1.19.3', 'on', 'kubelet-enables-kmem'],
    ['v1.18.4-tke.6', 'depends', 'kubelet-vendor-build'],
    ['v1.16.9-aliyun.1', 'depends', 'kubelet-vendor-build'],
    ['v1.15.3-nokmem', 'off', 'built-without-kmem'],
    ['v1.18.20+nokmem.1', 'off', 'built-without-kmem'],
    ['v1.20.0-rc.0', 'on', 'kubelet-enables-kmem'],
    ['v1.21.14', 'depends', 'kubelet-disputed-version'],
    ['v1.22.0', 'off', 'kubelet-without-kmem'],
    ['v1.30.2+k3s1', 'off', 'kubelet-without-kmem'],
    ['1.28', 'off', 'kubelet-without-kmem'],
    ['latest', 'unknown', 'version-unreadable'],
    ['', 'unknown', 'version-absent'],
    [undefined, 'unknown', 'version-absent'],
  ])('kubelet %s: %s', (version, kmem, why) => {
    expect(classifyRuntime(version, undefined).kubelet).toMatchObject({ kmem, why });
  });

  it.each([
    ['docker://1.13.1', 'off', 'docker-before-kmem'],
    ['docker://17.12.1-ce', 'on', 'docker-enables-kmem'],
    ['docker://18.6.3', 'on', 'docker-enables-kmem'],
    ['docker://18.9.1', 'depends', 'docker-uses-containerd-package'],
    ['docker://20.10.7', 'depends', 'docker-uses-containerd-package'],
    ['docker://24.0.7', 'off', 'docker-without-kmem'],
    ['containerd://1.2.13', 'depends', 'containerd-package-history'],
    ['containerd://1.4.4-k3s2', 'depends', 'containerd-package-history'],
    ['containerd://1.2.13-nokmem', 'off', 'built-without-kmem'],
    ['docker://18.9.1-nokmem', 'off', 'built-without-kmem'],
    ['containerd://1.4.5', 'off', 'containerd-ships-clean-runc'],
    ['containerd://1.5.0', 'depends', 'containerd-package-history'],
    ['containerd://1.6.8-tke.1', 'off', 'containerd-ships-clean-runc'],
    ['containerd://2.0.0', 'off', 'containerd-ships-clean-runc'],
    ['cri-o://1.20.0', 'depends', 'runtime-uses-host-runc'],
    ['rkt://1.30.0', 'unknown', 'version-unreadable'],
    ['docker://Unknown', 'unknown', 'version-unreadable'],
    ['containerd', 'unknown', 'version-unreadable'],
    [undefined, 'unknown', 'version-absent'],
  ])('runtime %s: %s', (version, kmem, why) => {
    expect(classifyRuntime(undefined, version).runtime).toMatchObject({ kmem, why });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (kubelet, runtime) => {
        classifyRuntime(kubelet, `docker://${runtime}`);
        classifyRuntime(kubelet, runtime);
      })
    );
  });
});

describe('accountingByRuntime', () => {
  it.each([
    ['v1.17.9', 'containerd://1.6.0', 'on'],
    ['v1.24.0', 'docker://18.6.3', 'on'],
    ['v1.24.0', 'containerd://1.6.0', 'off'],
    ['v1.24.0', 'docker://19.3.12', 'depends'],
    ['v1.24.0', undefined, 'unknown'],
  ])('kubelet %s with %s on 3.10: %s', (kubelet, runtime, expected) => {
    expect(accountingByRuntime(el7, classifyRuntime(kubelet, runtime))).toBe(expected);
  });

  it('is irrelevant where the kernel accounts by itself', () => {
    expect(accountingByRuntime(classifyKernel('4.19.0-27-amd64'), classifyRuntime('v1.17.9', 'docker://18.6.3'))).toBe(
      'irrelevant'
    );
  });
});
