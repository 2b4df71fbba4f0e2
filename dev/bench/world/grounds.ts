import { centos7, type Platform } from '../../fleet/platforms';
import { compareVersions } from '../../fleet/versions/version';
import { type Circumstances } from './kinds';

const builds = ['693.21.1', '862.14.4', '957.27.2', '1062.9.1', '1127.19.1', '1160.15.2', '1160.83.1', '1160.119.1'];

/** el7 with a runtime that people had beside such a kubelet; both of them switch accounting on unless both are new. */
export function el7({ draw, kubelet }: Circumstances): Platform {
  return { ...centos7(draw.pick(builds), kubelet), containerRuntimeVersion: runtimeBeside(kubelet, draw) };
}

const largePages = 64 * 1024;

/** el7 on POWER: pages of 64 KiB. */
export function el7OnLargePages(circumstances: Circumstances): Platform {
  const platform = el7(circumstances);
  return { ...platform, kernelVersion: platform.kernelVersion.replace('x86_64', 'ppc64le'), pageBytes: largePages };
}

/** el8 and el9 on ARM with pages of 64 KiB. */
export function recentOnLargePages({ draw, kubelet }: Circumstances): Platform {
  const [osImage, kernelVersion] = draw.pick([
    ['Rocky Linux 8.10 (Green Obsidian)', '4.18.0-553.el8_10.aarch64'],
    ['Red Hat Enterprise Linux 9.4 (Plow)', '5.14.0-427.13.1.el9_4.aarch64+64k'],
  ] as const);
  return {
    osImage,
    kernelVersion,
    kubeletVersion: kubelet,
    containerRuntimeVersion: 'containerd://1.6.33',
    pageBytes: largePages,
  };
}

/** Built without the first version of the memory controller, which /proc/cgroups then says nothing of. */
export function withoutMemoryRow({ draw, kubelet }: Circumstances): Platform {
  return {
    osImage: 'Buildroot 2025.02',
    kernelVersion: draw.pick(['6.12.30', '6.12.48', '6.15.4']),
    kubeletVersion: kubelet,
    containerRuntimeVersion: 'containerd://2.0.5',
  };
}

function runtimeBeside(kubelet: string, draw: Circumstances['draw']): string {
  if (compareVersions(kubelet, '1.24.0') >= 0) {
    return draw.pick(['containerd://1.4.4', 'containerd://1.4.3']);
  }
  return draw.pick(['docker://18.9.1', 'docker://19.3.15', 'docker://20.10.5']);
}

const old: ReadonlyArray<[osImage: string, kernel: string]> = [
  ['Ubuntu 18.04.6 LTS', '4.15.0-213-generic'],
  ['SUSE Linux Enterprise Server 12 SP5', '4.12.14-122.37-default'],
  ['CentOS Linux 8 (Core)', '4.18.0-80.11.2.el8_0.x86_64'],
];

/** Kernels that keep removed memory cgroups. */
export function oldKernel({ draw, kubelet }: Circumstances): Platform {
  const [osImage, kernelVersion] = draw.pick(old);
  return { osImage, kernelVersion, kubeletVersion: kubelet, containerRuntimeVersion: runtimeBeside(kubelet, draw) };
}

const recent: ReadonlyArray<[osImage: string, kernel: string]> = [
  ['Rocky Linux 8.10 (Green Obsidian)', '4.18.0-553.el8_10.x86_64'],
  ['Red Hat Enterprise Linux 9.4 (Plow)', '5.14.0-427.13.1.el9_4.x86_64'],
  ['Ubuntu 22.04.4 LTS', '5.15.0-105-generic'],
  ['Ubuntu 24.04 LTS', '6.8.0-38-generic'],
  ['Debian GNU/Linux 12 (bookworm)', '6.1.0-21-amd64'],
  ['Amazon Linux 2023.5.20240722', '6.1.97-104.177.amzn2023.x86_64'],
];

export function recentKernel({ draw, kubelet }: Circumstances): Platform {
  const [osImage, kernelVersion] = draw.pick(recent);
  return { osImage, kernelVersion, kubeletVersion: kubelet, containerRuntimeVersion: 'containerd://1.6.33' };
}
