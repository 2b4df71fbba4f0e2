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
  /** One for each action, none of which reboots: what is changed works from the next reboot on. */
  commands: readonly string[];
}

const removeFromDefaults = "sed -i 's/ *cgroup\\.memory=nokmem//' /etc/default/grub";
const grubby = [`grubby --update-kernel=ALL --remove-args=cgroup.memory=nokmem\n${removeFromDefaults}`];

const nokmemBack: Readonly<Partial<Record<BootLoader, readonly string[]>>> = {
  grubby,
  bls: grubby,
  'update-grub': [`rm -f ${debianDropIn}\nupdate-grub`],
  suse: [`${removeFromDefaults}\nupdate-bootloader --refresh`],
};

const grubbyDefault = ['grubby --info=ALL | grep ^kernel=', 'grubby --set-default=/boot/vmlinuz-OLD_RELEASE'];
const aptRemove = ["dpkg --list 'linux-image-*' | grep ^ii", 'apt-get remove linux-image-NEW_RELEASE'];

const kernelBack: Readonly<Partial<Record<KernelSource, readonly string[]>>> = {
  dnf: grubbyDefault,
  amazon2: grubbyDefault,
  debian: aptRemove,
  ubuntu: aptRemove,
  suse: ['zypper search --installed-only --details kernel-default', 'zypper remove kernel-default-NEW_VERSION'],
};

/** For the node's system one way at most; where that is not known, those of all systems. */
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
  byWay: Readonly<Partial<Record<Way, readonly string[]>>>,
  all: readonly Way[],
  known: Way | undefined
): RollbackCommand[] {
  const found: Array<{ ways: Way[]; commands: readonly string[] }> = [];
  for (const way of known === undefined ? all : [known]) {
    const commands = byWay[way];
    const same = found.find((each) => each.commands.join() === commands?.join());
    if (same) {
      same.ways.push(way);
    } else if (commands) {
      found.push({ ways: [way], commands });
    }
  }
  return found;
}
