import { debianDropIn } from './nokmemSteps';
import { type RunbookId } from './options';
import {
  type BootLoader,
  bootLoaderOf,
  bootLoaders,
  type KernelSource,
  kernelSourceOf,
  kernelSources,
  type System,
} from './system';

/** The way back; its words are in `locales/` under `runbook.rollback.<option>`. */
export interface RollbackCommand {
  ways: Array<BootLoader | KernelSource>;
  command: string;
}

const grubby = [
  'grubby --update-kernel=ALL --remove-args=cgroup.memory=nokmem',
  "sed -i 's/ *cgroup\\.memory=nokmem//' /etc/default/grub",
  'systemctl reboot',
].join('\n');

const nokmemBack: Readonly<Partial<Record<BootLoader, string>>> = {
  grubby,
  bls: grubby,
  'update-grub': `rm -f ${debianDropIn}\nupdate-grub\nsystemctl reboot`,
  suse: "sed -i 's/ *cgroup\\.memory=nokmem//' /etc/default/grub\nupdate-bootloader --refresh\nsystemctl reboot",
};

const grubbyDefault = [
  'grubby --info=ALL | grep ^kernel=',
  'grubby --set-default=/boot/vmlinuz-OLD_RELEASE',
  'systemctl reboot',
].join('\n');
const aptRemove = [
  "dpkg --list 'linux-image-*' | grep ^ii",
  'apt-get remove linux-image-NEW_RELEASE',
  'systemctl reboot',
].join('\n');

const kernelBack: Readonly<Partial<Record<KernelSource, string>>> = {
  dnf: grubbyDefault,
  amazon2: grubbyDefault,
  debian: aptRemove,
  ubuntu: aptRemove,
  suse: [
    'zypper search --installed-only --details kernel-default',
    'zypper remove kernel-default-NEW_VERSION',
    'systemctl reboot',
  ].join('\n'),
};

/** For the node's system one command at most; where that is not known, those of all systems. */
export function rollbackCommands(option: RunbookId, system: System): RollbackCommand[] {
  switch (option) {
    case 'nokmem':
      return waysBack(nokmemBack, bootLoaders, bootLoaderOf(system));
    case 'kernel-upgrade':
      return waysBack(kernelBack, kernelSources, kernelSourceOf(system));
    default:
      return [];
  }
}

function waysBack<Way extends BootLoader | KernelSource>(
  commands: Readonly<Partial<Record<Way, string>>>,
  all: readonly Way[],
  known: Way | undefined
): RollbackCommand[] {
  const byCommand = new Map<string, Way[]>();
  for (const way of known === undefined ? all : [known]) {
    const command = commands[way];
    if (command !== undefined) {
      byCommand.set(command, [...(byCommand.get(command) ?? []), way]);
    }
  }
  return [...byCommand].map(([command, ways]) => ({ ways, command }));
}
