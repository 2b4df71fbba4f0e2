import { accountingIsOff } from './runtimeSteps';
import { type StepFacts } from './step';

const addToDefaults = (variable: string) =>
  `sed -i.before-nokmem '/^${variable}=/{/nokmem/!s/"$/ cgroup.memory=nokmem"/}' /etc/default/grub`;

const grubbyAdd = 'grubby --update-kernel=ALL --args=cgroup.memory=nokmem';

/** Later than whatever an image puts beside it; set last, it is added to what the others set. */
export const debianDropIn = '/etc/default/grub.d/zz-nokmem.cfg';

/** What a person sees in the lines that the step prints first. */
const refuseOther = [
  "if grep -hs '^[^#]*cgroup\\.memory=' /etc/default/grub /etc/default/grub.d/* | grep -qv nokmem; then",
  "  echo 'cgroup.memory is set to something else: add nokmem to its list by hand' >&2",
  '  exit 1',
  'fi',
].join('\n');

const addDropIn = [
  'mkdir -p /etc/default/grub.d',
  `cat > ${debianDropIn} <<'CFG'`,
  'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX cgroup.memory=nokmem"',
  'CFG',
  'update-grub',
].join('\n');

const addForSuse = `${addToDefaults('GRUB_CMDLINE_LINUX_DEFAULT')}\nupdate-bootloader --refresh`;
const addWithGrubby = `${grubbyAdd}\n[ ! -f /etc/default/grub ] || ${addToDefaults('GRUB_CMDLINE_LINUX')}`;

const inEntry = (entry: string) =>
  [
    `if ! ${entry} | grep -q 'cgroup\\.memory=[^ "]*nokmem'; then`,
    "  echo 'the parameter is not in the boot entry: not rebooting' >&2",
    '  exit 1',
    'fi',
  ].join('\n');

/** Before EL 7.7 the parameter is not reliably honoured; from this kernel on it is. */
const honoursFrom = '3.10.0-1062';
const isOlder = (release: string) =>
  `[ "$(printf '%s\\n' ${honoursFrom} "${release}" | sort -V | head -n 1)" != ${honoursFrom} ]`;

/** Does nothing where a newer kernel runs; stops where none is to be had. */
const updateUnattended = [
  `if ${isOlder('$(uname -r)')}; then`,
  '  yum -y update kernel',
  '  kernel=$(grubby --default-kernel)',
  `  if ${isOlder('${kernel##*vmlinuz-}')}; then`,
  `    echo 'no kernel from ${honoursFrom} on is to be had here: nokmem would not be honoured' >&2`,
  '    exit 1',
  '  fi',
  'fi',
].join('\n');

export const nokmemSteps = {
  kernelThatHonoursNokmem: {
    where: 'node',
    risk: 'changes',
    minutes: [1, 15],
    unattended: updateUnattended,
    command: () => `if ${isOlder('$(uname -r)')}; then yum update kernel; fi\ngrubby --default-kernel`,
  },
  setNokmem: {
    where: 'node',
    risk: 'changes',
    minutes: [1, 2],
    unattended: `${refuseOther}\n${addWithGrubby}`,
    command: () =>
      ["grubby --info=ALL | grep -E '^(kernel|args)='", grubbyAdd, addToDefaults('GRUB_CMDLINE_LINUX')].join('\n'),
  },
  withoutGrubby: {
    where: 'node',
    risk: 'changes',
    minutes: [1, 2],
    command: () =>
      [
        'config=/boot/grub2/grub.cfg',
        'if [ -d /sys/firmware/efi ]; then config=$(find /boot/efi/EFI -name grub.cfg | head -n 1); fi',
        'echo "$config"',
        'grub2-mkconfig -o "$config"',
      ].join('\n'),
  },
  checkBootEntry: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 1],
    unattended: inEntry("grubby --info=DEFAULT | grep '^args='"),
    command: () =>
      "grubby --info=DEFAULT | grep -E '^(kernel|args)='\ngrep -n '^GRUB_CMDLINE_LINUX=' /etc/default/grub",
  },
  setNokmemBls: {
    where: 'node',
    risk: 'changes',
    minutes: [1, 2],
    unattended: `${refuseOther}\n${addWithGrubby}`,
    command: () =>
      ["grubby --info=ALL | grep -E '^(kernel|args)='", grubbyAdd, addToDefaults('GRUB_CMDLINE_LINUX')].join('\n'),
  },
  checkBls: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 1],
    unattended: inEntry('{ grubby --info=DEFAULT; grub2-editenv - list; }'),
    command: () => "grubby --info=ALL | grep -E '^(kernel|args)='\ngrub2-editenv - list | grep kernelopts",
  },
  setNokmemDebian: {
    where: 'node',
    risk: 'changes',
    minutes: [1, 2],
    unattended: `${refuseOther}\n${addDropIn}`,
    command: () => `grep -rn cgroup.memory /etc/default/grub /etc/default/grub.d\n${addDropIn}`,
  },
  checkDebian: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 1],
    unattended: inEntry("grep -E '^[[:space:]]*linux' /boot/grub/grub.cfg"),
    command: () => "grep -E '^[[:space:]]*linux' /boot/grub/grub.cfg",
  },
  setNokmemSuse: {
    where: 'node',
    risk: 'changes',
    minutes: [1, 2],
    unattended: `${refuseOther}\n${addForSuse}`,
    command: () => `grep -n '^GRUB_CMDLINE_LINUX' /etc/default/grub\n${addForSuse}`,
  },
  checkSuse: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 1],
    unattended: inEntry("grep -E '^[[:space:]]*linux' /boot/grub2/grub.cfg"),
    command: () => "grep -E '^[[:space:]]*linux' /boot/grub2/grub.cfg",
  },
  setNokmemImage: { where: 'workstation', risk: 'disrupts', minutes: [15, 60] },
  verifyNokmem: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 3],
    // The value is a list: cgroup.memory=nosocket,nokmem.
    unattended: `grep -qE '(^| )cgroup\\.memory=([^ ]*,)?nokmem(,| |$)' /proc/cmdline && ${accountingIsOff}`,
    command: () =>
      [
        `tr ' ' '\\n' < /proc/cmdline | grep '^cgroup.memory='`,
        `find /sys/fs/cgroup/memory -path '*kubepods*' -name memory.kmem.slabinfo -exec head -n 3 {} + 2>&1 | head -n 20`,
        'find /sys/kernel/slab -mindepth 1 -maxdepth 1 | wc -l',
      ].join('\n'),
  },
} as const satisfies Record<string, StepFacts>;
