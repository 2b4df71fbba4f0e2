import { type Remedy } from '../options';

/** What is done to a node between drain and reboot, as root, with nobody at the keyboard. POSIX shell; stops by itself. */
export interface Unattended {
  change: string;
  /** Exit code 0 where the change is in force after the reboot; absent where only the reboot itself can be seen. */
  verify?: string;
}

const has = (command: string) => `command -v ${command} >/dev/null 2>&1`;
const addTo = (variable: string) =>
  `sed -i.before-nokmem '/^${variable}=/{/nokmem/!s/"$/ cgroup.memory=nokmem"/}' /etc/default/grub`;

const setNokmem = lines(
  'set -eu',
  `if grep -hs '^[^#]*cgroup\\.memory=' /etc/default/grub /etc/default/grub.d/* | grep -qv nokmem; then`,
  `  echo 'cgroup.memory is set to something else: add nokmem to its list by hand' >&2`,
  '  exit 1',
  'fi',
  `if ${has('grubby')}; then`,
  '  grubby --update-kernel=ALL --args=cgroup.memory=nokmem',
  `  if [ -f /etc/default/grub ]; then ${addTo('GRUB_CMDLINE_LINUX')}; fi`,
  `elif ${has('update-grub')}; then`,
  '  mkdir -p /etc/default/grub.d',
  `  echo 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX cgroup.memory=nokmem"' > /etc/default/grub.d/zz-nokmem.cfg`,
  '  update-grub',
  `elif ${has('update-bootloader')}; then`,
  `  ${addTo('GRUB_CMDLINE_LINUX_DEFAULT')}`,
  '  update-bootloader --refresh',
  'else',
  `  echo 'neither grubby nor update-grub nor update-bootloader: set cgroup.memory=nokmem the way of this image' >&2`,
  '  exit 1',
  'fi'
);

// The value is a list: cgroup.memory=nosocket,nokmem.
const nokmemRuns = `tr ' ' '\\n' < /proc/cmdline | grep '^cgroup\\.memory=' | tr '=,' '\\n\\n' | grep -qx nokmem`;

const newKernel = lines(
  'set -eu',
  '. /etc/os-release',
  'case "${ID:-}:${VERSION_ID:-}" in',
  '  centos:7* | rhel:7* | ol:7* | scientific:7*)',
  `    echo 'no kernel of EL 7 is fixed: replace this node' >&2`,
  '    exit 1',
  '    ;;',
  'esac',
  `if ${has('dnf')}; then`,
  "  dnf -y upgrade 'kernel*'",
  `elif ${has('apt-get')}; then`,
  '  export DEBIAN_FRONTEND=noninteractive',
  '  apt-get -q update',
  '  if [ "${ID:-}" = ubuntu ]; then',
  '    apt-get -qy install --install-recommends "linux-generic-hwe-$VERSION_ID"',
  '  else',
  '    apt-get -qy install "linux-image-$(dpkg --print-architecture)"',
  '  fi',
  `elif ${has('zypper')}; then`,
  '  zypper --non-interactive update kernel-default',
  'else',
  `  echo 'neither dnf nor apt-get nor zypper: install the kernel the way of this image' >&2`,
  '  exit 1',
  'fi'
);

const newPrograms = lines(
  `echo 'Put here how your site upgrades the kubelet and runc; both must be built without kernel-memory accounting' >&2`,
  'exit 1'
);

/** `relief` is the reboot alone; the leak starts anew after it. */
export const unattended: Readonly<Record<Remedy, Unattended>> = {
  nokmem: { change: setNokmem, verify: nokmemRuns },
  'kernel-upgrade': { change: newKernel },
  runtime: { change: newPrograms },
  relief: { change: ': # only the reboot' },
};

function lines(...all: string[]): string {
  return all.join('\n');
}
