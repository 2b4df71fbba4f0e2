import { type StepFacts } from './step';

const debianImage = '"linux-image-$(dpkg --print-architecture)"';
const ubuntuImage = '"linux-generic-hwe-$(lsb_release -rs)"';
const dnfUpgrade = (yes = '') => `dnf${yes} upgrade 'kernel*'`;
const amazonInstall = (yes = '') => `amazon-linux-extras install${yes} kernel-5.10`;
const debianInstall = (yes = '') => `apt-get${yes} install ${debianImage}`;
const ubuntuInstall = (yes = '') => `apt-get${yes} install --install-recommends ${ubuntuImage}`;
const suseUpdate = (yes = '') => `zypper${yes} refresh\nzypper${yes} update kernel-default`;
const aptUpdate = 'export DEBIAN_FRONTEND=noninteractive\napt-get -q update';

export const kernelSteps = {
  whichSystem: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 1],
    command: () => 'grep PRETTY_NAME /etc/os-release\nuname -r',
  },
  newNode: { where: 'workstation', risk: 'changes', minutes: [15, 60] },
  newKernel: {
    where: 'node',
    risk: 'changes',
    minutes: [3, 15],
    unattended: dnfUpgrade(' -y'),
    command: () => `${dnfUpgrade()}\ngrubby --default-kernel`,
  },
  newKernelAmazon2: {
    where: 'node',
    risk: 'changes',
    minutes: [3, 15],
    unattended: amazonInstall(' -y'),
    command: () => `${amazonInstall()}\ngrubby --default-kernel`,
  },
  newKernelDebian: {
    where: 'node',
    risk: 'changes',
    minutes: [3, 15],
    unattended: `${aptUpdate}\n${debianInstall(' -qy')}`,
    command: () => ['apt-get update', `apt-cache policy ${debianImage}`, debianInstall()].join('\n'),
  },
  newKernelUbuntu: {
    where: 'node',
    risk: 'changes',
    minutes: [3, 15],
    unattended: `${aptUpdate}\n${ubuntuInstall(' -qy')}`,
    command: () =>
      [
        'apt-get update',
        `apt-cache policy ${ubuntuImage}`,
        ubuntuInstall(),
        "dpkg --list 'linux-image-*' | grep ^ii",
      ].join('\n'),
  },
  newKernelSuse: {
    where: 'node',
    risk: 'changes',
    minutes: [3, 15],
    unattended: suseUpdate(' --non-interactive'),
    command: () => `${suseUpdate()}\nzypper search --installed-only --details kernel-default`,
  },
  newImage: { where: 'workstation', risk: 'disrupts', minutes: [15, 60] },
  verifyKernel: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 2],
    command: () => "uname -r\ngrep -E 'SUnreclaim' /proc/meminfo\ngrep -w memory /proc/cgroups",
  },
} as const satisfies Record<string, StepFacts>;
