import { drainFlags, readyFlags } from '../commonSteps';
import { clusterComment, exportedPlan, type ExportedPlan, leftOutComment, type PlanFile } from './exportable';
import { type MaintenancePlan } from './makePlan';
import { type Unattended } from './unattended';
import { yamlText, type YamlValue } from '../../rules/yamlText';

/** An inventory with one group per wave, and a playbook that takes the groups in turn. */
export function ansibleFiles(plan: MaintenancePlan): PlanFile[] {
  const exported = exportedPlan(plan);
  return [
    { name: 'inventory.yaml', text: inventory(exported) },
    { name: 'playbook.yaml', text: playbook(exported) },
  ];
}

function inventory(exported: ExportedPlan): string {
  const { waves, clusters } = exported;
  const groups: Record<string, YamlValue> = {};
  for (const { digits, nodes } of waves) {
    groups[`wave_${digits}`] = {
      hosts: Object.fromEntries(
        nodes.map(({ evidence, script }) => [evidence.key.node, { memcg_kmem_change: script.id }])
      ),
    };
  }
  clusters.forEach((cluster, index) => {
    groups[`cluster_${index + 1}`] = {
      vars: { kube_context: '' },
      children: Object.fromEntries(
        waves.filter((wave) => wave.cluster === cluster).map(({ digits }) => [`wave_${digits}`, {}])
      ),
    };
  });
  return commented(
    [
      'Maintenance plan: memory cgroups leaked by kernel-memory accounting. One group per wave.',
      'kube_context is the kubectl context of the cluster; empty is the current one. Fill it in where there are several:',
      ...clusters.map((cluster, index) => `  cluster_${index + 1}: ${clusterComment(cluster)}`),
      ...leftOutComment(exported),
    ],
    { all: { children: groups } }
  );
}

function playbook({ waves, scripts }: ExportedPlan): string {
  const comment = [
    'ansible-playbook -i inventory.yaml playbook.yaml --limit wave_01      one wave',
    'ansible-playbook -i inventory.yaml playbook.yaml                      all of them, one after another',
    'A wave begins when the one before it is over. The first failure stops everything; what was cordoned stays cordoned.',
  ];
  if (waves.length === 0) {
    return commented(comment, []);
  }
  const plays = waves.map(({ digits, number }) => playHead(digits, number));
  // All waves do the same: the tasks stand in the first play, the others refer to them.
  const text = plays.map((play, index) =>
    index === 0
      ? `${yamlText([play]).trimEnd()}\n  tasks: &wave\n${indented(yamlText(tasks(scripts)))}`
      : `${yamlText([play])}  tasks: *wave\n`
  );
  return `${comments(comment)}${text.join('\n')}`;
}

function playHead(digits: string, number: number): { [key: string]: YamlValue } {
  return {
    name: `Wave ${number}`,
    hosts: `wave_${digits}`,
    gather_facts: false,
    become: true,
    // The whole wave at once.
    serial: '100%',
    any_errors_fatal: true,
  };
}

function tasks(scripts: readonly Unattended[]): YamlValue[] {
  return [
    kubectl('Cordon', ['cordon', '{{ inventory_hostname }}']),
    kubectl('Drain', ['drain', ...drainFlags, '{{ inventory_hostname }}']),
    read('Read the running kernel', 'uname -r', 'kernel_before'),
    ...scripts.map(({ id, change }) => shell(`Change: ${id}`, change, id)),
    { name: 'Reboot', 'ansible.builtin.reboot': { reboot_timeout: 1800 } },
    kubectl('Wait until the node is ready', ['wait', ...readyFlags, 'node/{{ inventory_hostname }}']),
    ...scripts.flatMap(({ id, verify }) =>
      verify === undefined ? [] : [{ ...shell(`Verify: ${id}`, verify, id), changed_when: false }]
    ),
    read('Read the kernel that runs now', 'uname -r', 'kernel_after'),
    {
      name: 'Verify that another kernel runs',
      'ansible.builtin.assert': {
        that: ['kernel_after.stdout != kernel_before.stdout'],
        fail_msg: 'The node runs the same kernel as before; it stays cordoned.',
      },
      when: "memcg_kmem_change.startswith('kernel-upgrade')",
    },
    kubectl('Uncordon', ['uncordon', '{{ inventory_hostname }}']),
  ];
}

/** Where kubectl is: the machine that runs the playbook. An empty context is the current one. */
function kubectl(name: string, args: string[]): YamlValue {
  return {
    name,
    'ansible.builtin.command': { argv: ['kubectl', "--context={{ kube_context | default('') }}", ...args] },
    delegate_to: 'localhost',
    become: false,
  };
}

function shell(name: string, script: string, id: string): { [key: string]: YamlValue } {
  return { name, 'ansible.builtin.shell': { cmd: script }, when: `memcg_kmem_change == '${id}'` };
}

function read(name: string, command: string, register: string): YamlValue {
  return { name, 'ansible.builtin.command': { cmd: command }, register, changed_when: false };
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

function comments(lines: readonly string[]): string {
  return lines.map((line) => `# ${line}\n`).join('');
}

function commented(lines: readonly string[], value: YamlValue): string {
  return `${comments(lines)}${yamlText(value)}`;
}
