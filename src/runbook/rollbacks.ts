import { type RunbookOption } from './options';

export interface Rollback {
  words: 'runbook.rollback.nokmem' | 'runbook.rollback.kernel-upgrade';
  command: string;
}

/** The way back, where one command is. */
export const rollbacks: Readonly<Partial<Record<RunbookOption, Rollback>>> = {
  nokmem: {
    words: 'runbook.rollback.nokmem',
    command: [
      'grubby --update-kernel=ALL --remove-args=cgroup.memory=nokmem',
      "sed -i 's/ *cgroup\\.memory=nokmem//' /etc/default/grub",
      'systemctl reboot',
    ].join('\n'),
  },
  'kernel-upgrade': {
    words: 'runbook.rollback.kernel-upgrade',
    command: [
      'grubby --info=ALL | grep ^kernel=',
      'grubby --set-default=/boot/vmlinuz-OLD_RELEASE',
      'systemctl reboot',
    ].join('\n'),
  },
};
