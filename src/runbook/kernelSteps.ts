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
  whichSystem: { where: 'node', command: () => 'grep PRETTY_NAME /etc/os-release\nuname -r' },
  newNode: { where: 'workstation' },
  newKernel: {
    where: 'node',
    unattended: dnfUpgrade(' -y'),
    command: () => `${dnfUpgrade()}\ngrubby --default-kernel`,
  },
  newKernelAmazon2: {
    where: 'node',
    unattended: amazonInstall(' -y'),
    command: () => `${amazonInstall()}\ngrubby --default-kernel`,
  },
  newKernelDebian: {
    where: 'node',
    unattended: `${aptUpdate}\n${debianInstall(' -qy')}`,
    command: () => ['apt-get update', `apt-cache policy ${debianImage}`, debianInstall()].join('\n'),
  },
  newKernelUbuntu: {
    where: 'node',
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
    unattended: suseUpdate(' --non-interactive'),
    command: () => `${suseUpdate()}\nzypper search --installed-only --details kernel-default`,
  },
  newImage: { where: 'workstation' },
  verifyKernel: {
    where: 'node',
    command: () => "uname -r\ngrep -E 'SUnreclaim' /proc/meminfo\ngrep -w memory /proc/cgroups",
  },
} as const satisfies Record<string, StepFacts>;
