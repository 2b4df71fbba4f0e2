import { type StepFacts } from './step';

const addToDefaults = (variable: string) =>
  `sed -i.before-nokmem '/^${variable}=/{/nokmem/!s/"$/ cgroup.memory=nokmem"/}' /etc/default/grub`;

const grubbyAdd = 'grubby --update-kernel=ALL --args=cgroup.memory=nokmem';

/** Later than whatever an image puts beside it; set last, it is added to what the others set. */
export const debianDropIn = '/etc/default/grub.d/zz-nokmem.cfg';

export const nokmemSteps = {
  setNokmem: {
    where: 'node',
    command: () =>
      ["grubby --info=ALL | grep -E '^(kernel|args)='", grubbyAdd, addToDefaults('GRUB_CMDLINE_LINUX')].join('\n'),
  },
  withoutGrubby: {
    where: 'node',
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
    command: () =>
      "grubby --info=DEFAULT | grep -E '^(kernel|args)='\ngrep -n '^GRUB_CMDLINE_LINUX=' /etc/default/grub",
  },
  setNokmemBls: {
    where: 'node',
    command: () =>
      ["grubby --info=ALL | grep -E '^(kernel|args)='", grubbyAdd, addToDefaults('GRUB_CMDLINE_LINUX')].join('\n'),
  },
  checkBls: {
    where: 'node',
    command: () => "grubby --info=ALL | grep -E '^(kernel|args)='\ngrub2-editenv - list | grep kernelopts",
  },
  setNokmemDebian: {
    where: 'node',
    command: () =>
      [
        'grep -rn cgroup.memory /etc/default/grub /etc/default/grub.d',
        'mkdir -p /etc/default/grub.d',
        `cat > ${debianDropIn} <<'END'`,
        'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX cgroup.memory=nokmem"',
        'END',
        'update-grub',
      ].join('\n'),
  },
  checkDebian: {
    where: 'node',
    command: () => "grep -E '^[[:space:]]*linux' /boot/grub/grub.cfg",
  },
  setNokmemSuse: {
    where: 'node',
    command: () =>
      [
        "grep -n '^GRUB_CMDLINE_LINUX' /etc/default/grub",
        addToDefaults('GRUB_CMDLINE_LINUX_DEFAULT'),
        'update-bootloader --refresh',
      ].join('\n'),
  },
  checkSuse: {
    where: 'node',
    command: () => "grep -E '^[[:space:]]*linux' /boot/grub2/grub.cfg",
  },
  setNokmemImage: { where: 'workstation' },
  verifyNokmem: {
    where: 'node',
    command: () =>
      [
        `tr ' ' '\\n' < /proc/cmdline | grep '^cgroup.memory='`,
        `find /sys/fs/cgroup/memory -path '*kubepods*' -name memory.kmem.slabinfo -exec head -n 3 {} + 2>&1 | head -n 20`,
        'find /sys/kernel/slab -mindepth 1 -maxdepth 1 | wc -l',
      ].join('\n'),
  },
} as const satisfies Record<string, StepFacts>;
