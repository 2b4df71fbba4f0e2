import { courses, plannedSteps, type PlannedStep } from './courses';
import { runbookIds } from './options';
import { commandOf, type StepId, stepIds } from './steps';
import { systemOf } from './system';
import { targetOf } from './target';

const idsOf = (steps: readonly PlannedStep[]): StepId[] =>
  steps.flatMap((step) => (step.kind === 'step' ? [step.id] : step.steps.map(({ id }) => id)));

const centos7 = systemOf({ osImage: 'CentOS Linux 7 (Core)' });
const rocky9 = systemOf({ osImage: 'Rocky Linux 9.4 (Blue Onyx)' });
const ubuntu = systemOf({ osImage: 'Ubuntu 18.04.6 LTS' });
const eks = systemOf({ osImage: 'Amazon Linux 2', kubeletVersion: 'v1.21.14-eks-ba74326' });

describe('the course of a runbook', () => {
  it.each(['nokmem', 'runtime', 'relief'] as const)('%s goes from confirming to uncordoning', (option) => {
    const ids = idsOf(plannedSteps(option, centos7));
    expect(ids[0]).toBe('confirm');
    expect(ids.indexOf('cordon')).toBeLessThan(ids.indexOf('drain'));
    expect(ids.indexOf('drain')).toBeLessThan(ids.indexOf('reboot'));
    expect(ids.at(-1)).toBe('uncordon');
  });

  it('sets the boot parameter the way the node boots, and in no other', () => {
    const setting = (system: Parameters<typeof plannedSteps>[1]) =>
      idsOf(plannedSteps('nokmem', system)).filter((id) => id.startsWith('setNokmem'));
    expect(setting(centos7)).toEqual(['setNokmem']);
    expect(setting(rocky9)).toEqual(['setNokmemBls']);
    expect(setting(ubuntu)).toEqual(['setNokmemDebian']);
    expect(setting(eks)).toEqual(['setNokmemImage']);
  });

  it('leaves the boot loader of a managed image alone', () => {
    for (const option of ['nokmem', 'kernel-upgrade'] as const) {
      const commands = idsOf(plannedSteps(option, eks)).map((id) => commandOf(id, targetOf({ node: 'n' })) ?? '');
      expect(commands.join('\n')).not.toMatch(/grub|update-bootloader|reboot|dnf|apt-get|zypper/);
    }
  });

  it('replaces a node whose system has no fixed kernel', () => {
    const ids = idsOf(plannedSteps('kernel-upgrade', centos7));
    expect(ids).toContain('newNode');
    expect(ids.at(-1)).toBe('removeOldNode');
    expect(ids).not.toContain('reboot');
  });

  it('says for which way a step was chosen, where other nodes get another one', () => {
    const steps = plannedSteps('nokmem', centos7);
    expect(steps).toContainEqual({ kind: 'step', id: 'setNokmem', chosenFor: 'grubby' });
    expect(steps).toContainEqual({ kind: 'step', id: 'reboot' });
  });

  it('shows every variant where the system is not known', () => {
    const steps = plannedSteps('nokmem');
    expect(steps.find(({ kind }) => kind === 'alternatives')).toEqual({
      kind: 'alternatives',
      by: 'bootLoader',
      steps: [
        { id: 'setNokmem', ways: ['grubby'] },
        { id: 'setNokmemBls', ways: ['bls'] },
        { id: 'setNokmemDebian', ways: ['update-grub'] },
        { id: 'setNokmemSuse', ways: ['suse'] },
        { id: 'setNokmemImage', ways: ['image'] },
      ],
    });
    expect(steps).toContainEqual({ kind: 'step', id: 'reboot', onlyFor: ['grubby', 'bls', 'update-grub', 'suse'] });
  });

  it('confirms in three commands at most, which change nothing', () => {
    const commands = courses.confirm.map((id) => commandOf(id as StepId, targetOf({ node: 'n' })) ?? '');
    expect(commands.length).toBeLessThanOrEqual(3);
    expect(commands.join('\n')).not.toMatch(/[^2]>|\b(?:rm|mkdir|sed|tee|echo|kubectl (?!get))\b/);
  });

  it('uses every step somewhere', () => {
    const used = new Set(runbookIds.flatMap((option) => idsOf(plannedSteps(option))));
    expect(stepIds.filter((id) => !used.has(id))).toEqual([]);
  });
});
