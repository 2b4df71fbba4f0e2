import { type StepFacts } from './step';

export const kernelSteps = {
  whichSystem: { where: 'node', command: () => 'grep PRETTY_NAME /etc/os-release\nuname -r' },
  newNode: { where: 'workstation' },
  newKernel: { where: 'node', command: () => "dnf upgrade 'kernel*'\ngrubby --default-kernel" },
  newKernelAmazon2: {
    where: 'node',
    command: () => 'amazon-linux-extras install kernel-5.10\ngrubby --default-kernel',
  },
  newKernelDebian: {
    where: 'node',
    command: () => {
      const image = '"linux-image-$(dpkg --print-architecture)"';
      return ['apt-get update', `apt-cache policy ${image}`, `apt-get install ${image}`].join('\n');
    },
  },
  newKernelUbuntu: {
    where: 'node',
    command: () => {
      const image = '"linux-generic-hwe-$(lsb_release -rs)"';
      return [
        'apt-get update',
        `apt-cache policy ${image}`,
        `apt-get install --install-recommends ${image}`,
        "dpkg --list 'linux-image-*' | grep ^ii",
      ].join('\n');
    },
  },
  newKernelSuse: {
    where: 'node',
    command: () =>
      [
        'zypper refresh',
        'zypper update kernel-default',
        'zypper search --installed-only --details kernel-default',
      ].join('\n'),
  },
  newImage: { where: 'workstation' },
  verifyKernel: {
    where: 'node',
    command: () => "uname -r\ngrep -E 'SUnreclaim' /proc/meminfo\ngrep -w memory /proc/cgroups",
  },
} as const satisfies Record<string, StepFacts>;
