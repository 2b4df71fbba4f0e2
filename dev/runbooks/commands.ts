import { plannedSteps } from '../../src/runbook/courses';
import { runbookIds } from '../../src/runbook/options';
import { rollbackCommands } from '../../src/runbook/rollbacks';
import { commandOf } from '../../src/runbook/steps';
import { type System, systemOf } from '../../src/runbook/system';
import { targetOf } from '../../src/runbook/target';

export interface RunbookCommand {
  name: string;
  command: string;
}

const systems: readonly System[] = [
  'CentOS Linux 7 (Core)',
  'Rocky Linux 8.10 (Green Obsidian)',
  'Red Hat Enterprise Linux 9.4 (Plow)',
  'Amazon Linux 2',
  'Amazon Linux 2023',
  'Alibaba Cloud Linux 3 (Soaring Falcon)',
  'Debian GNU/Linux 10 (buster)',
  'Ubuntu 18.04.6 LTS',
  'SUSE Linux Enterprise Server 12 SP5',
  'Bottlerocket OS 1.19.2 (aws-k8s-1.28)',
  'something else',
].map((osImage) => systemOf({ osImage }));

/** Every command of every option and system, for one node; without a node the general text. Each command once. */
export function allCommands(node: string | undefined): RunbookCommand[] {
  const target = targetOf(node === undefined ? undefined : { node });
  const all = runbookIds.flatMap((option) =>
    systems.flatMap((system) => [
      ...plannedSteps(option, system)
        .flatMap((step) => (step.kind === 'step' ? [step.id] : step.steps.map(({ id }) => id)))
        .map((id) => ({ name: id, command: commandOf(id, target) })),
      ...rollbackCommands(option, system).flatMap(({ ways, commands }) =>
        commands.map((command, index) => ({ name: `${option}-back-${ways.join('-')}-${index + 1}`, command }))
      ),
    ])
  );
  const byName = new Map<string, string>();
  for (const { name, command } of all) {
    if (command !== undefined) {
      byName.set(name, command);
    }
  }
  return [...byName].map(([name, command]) => ({ name, command }));
}
