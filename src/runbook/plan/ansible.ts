import planScript from '../../knowledge/planScript.json';
import { readyFlags } from '../commonSteps';
import {
  clusterComment,
  cordonMark,
  exportedPlan,
  type ExportedNode,
  type ExportedPlan,
  leftOutComment,
  plainKernel,
  type PlanFile,
  variableOf,
} from './exportable';
import { type MaintenancePlan } from './makePlan';
import { type Unattended } from './unattended';
import { yamlText, type YamlValue } from '../../rules/yamlText';

type Task = { [key: string]: YamlValue };

/** An inventory with one group per wave, and a playbook that takes the groups in turn. */
export function ansibleFiles(plan: MaintenancePlan): PlanFile[] {
  const exported = exportedPlan(plan);
  return [
    { name: 'inventory.yaml', text: inventory(exported) },
    { name: 'playbook.yaml', text: playbook(exported) },
  ];
}

function inventory(exported: ExportedPlan): string {
  const { waves, clusters, scripts } = exported;
  const groups: Record<string, YamlValue> = {};
  for (const { digits, nodes } of waves) {
    groups[`wave_${digits}`] = {
      hosts: Object.fromEntries(nodes.map((node) => [node.evidence.key.node, factsOf(node)])),
      vars: { memcg_kmem_wave: `wave_${digits}`, ...failingBeside(waves, digits) },
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
  const blanks = scripts.flatMap(({ change }) => (change.kind === 'site' ? [change.means] : []));
  return commented(
    [
      'Maintenance plan: memory cgroups leaked by kernel-memory accounting. One group per wave.',
      'kube_context is the kubectl context of the cluster; empty is the current one. Fill it in where there are several:',
      ...clusters.map((cluster, index) => `  cluster_${index + 1}: ${clusterComment(cluster)}`),
      ...blanks.map((means) => `memcg_kmem_site_commands is for you to fill in, run as root on the node: ${means}.`),
      'memcg_kmem_drain_flags takes --delete-emptydir-data (pods may lose their emptyDir volumes) and --force (pods without a',
      'controller may go).',
      ...leftOutComment(exported),
    ],
    {
      all: {
        vars: { memcg_kmem_drain_flags: [], ...(blanks.length > 0 && { memcg_kmem_site_commands: '' }) },
        children: groups,
      },
    }
  );
}

function factsOf({ evidence, script }: ExportedNode): Task {
  return {
    memcg_kmem_change: script.id,
    memcg_kmem_kernel: plainKernel(evidence.kernelRelease) ?? '',
    memcg_kmem_seen_at: Math.floor(evidence.atSeconds),
  };
}

/** Failing nodes of the wave's cluster, which take no pods until their own wave is over. */
function failingBeside(waves: ExportedPlan['waves'], digits: string): Record<string, string[]> {
  const at = waves.findIndex((wave) => wave.digits === digits);
  const failing = (list: ExportedPlan['waves']) =>
    list
      .filter(({ cluster }) => cluster === waves[at]?.cluster)
      .flatMap(({ nodes }) => nodes.filter(({ diagnosis }) => diagnosis.state === 'failing'))
      .map(({ evidence }) => evidence.key.node);
  return {
    memcg_kmem_failing_before: failing(waves.slice(0, at)),
    memcg_kmem_failing_from_here: failing(waves.slice(at)),
  };
}

function playbook(exported: ExportedPlan): string {
  const { waves } = exported;
  const comment = [
    'ansible-playbook -i inventory.yaml playbook.yaml --tags check         looks at everything, changes nothing',
    'ansible-playbook -i inventory.yaml playbook.yaml --limit wave_01      one wave',
    'ansible-playbook -i inventory.yaml playbook.yaml                      all of them, one after another',
    'Every node is looked at before the first is touched. A wave begins when the one before it is over, and with a terminal it',
    'asks first. The first failure stops everything; what was cordoned stays cordoned. Run it again to go on: what is done is',
    'seen on the nodes, and a node that was cordoned by somebody else stays so. Needs kubectl 1.20 or later beside Ansible.',
    'The other nodes must have room for the pods that move; --skip-tags room does without that.',
  ];
  if (waves.length === 0) {
    return commented(comment, []);
  }
  const first = `${yamlText([playHead('Before anything is touched', 'all')]).trimEnd()}\n  tags: check\n  tasks:\n${indented(yamlText(preflightTasks(exported)))}`;
  // All waves do the same: the tasks stand in the first of their plays, the others refer to them.
  const plays = waves.map(({ digits, number }, index) => {
    const head = yamlText([playHead(`Wave ${number}`, `wave_${digits}`)]).trimEnd();
    return index === 0
      ? `${head}\n  tasks: &wave\n${indented(yamlText(waveTasks(exported)))}`
      : `${head}\n  tasks: *wave\n`;
  });
  return `${comments(comment)}${[first, ...plays].join('\n')}`;
}

function playHead(name: string, hosts: string): Task {
  return {
    name,
    hosts,
    gather_facts: false,
    become: true,
    // All of these hosts at once.
    serial: '100%',
    any_errors_fatal: true,
  };
}

const isLeft = 'not memcg_kmem_done';

/** Sets `memcg_kmem_done` and `memcg_kmem_node` of every host. Nothing in it changes a node. */
function preflightTasks({ clusters, scripts }: ExportedPlan): YamlValue[] {
  const contexts = clusters.map((_, index) => `groups['cluster_${index + 1}']`);
  return [
    ...(clusters.length > 1
      ? [
          assertThat('The kubectl context of each cluster is filled in, and each is another', [
            'kube_context | length > 0',
            `[${contexts.join(', ')}] | map('first') | map('extract', hostvars, 'kube_context') | unique | length == ${clusters.length}`,
          ]),
        ]
      : []),
    {
      ...kubectl('Read the node', ['get', 'node', '{{ inventory_hostname }}', '-o', 'json']),
      register: 'memcg_kmem_read',
      changed_when: false,
    },
    { ...read('Reach the node as root', 'id -u', 'memcg_kmem_user'), failed_when: "memcg_kmem_user.stdout != '0'" },
    ...scripts.map((script) => ({
      ...shell(`Look whether it is done already: ${script.id}`, inForce(script), script.id),
      register: `memcg_kmem_in_force_${variableOf(script.id)}`,
      failed_when: false,
      changed_when: false,
    })),
    {
      name: 'Keep what was read',
      'ansible.builtin.set_fact': {
        memcg_kmem_node: '{{ memcg_kmem_read.stdout | from_json }}',
        memcg_kmem_done: `{{ [${scripts.map(({ id }) => `memcg_kmem_in_force_${variableOf(id)}`).join(', ')}] | selectattr('rc', 'defined') | map(attribute='rc') | list == [0] }}`,
      },
    },
    {
      name: 'Keep whose cordon it is',
      'ansible.builtin.set_fact': {
        memcg_kmem_is_ours: `{{ not (memcg_kmem_node.spec.unschedulable | default(false)) or (memcg_kmem_node.metadata.annotations | default({})).get('${cordonMark}') == 'yes' }}`,
      },
    },
    ...scripts.flatMap(({ id, change }) =>
      change.kind === 'site'
        ? [
            {
              ...assertThat('What only your site knows is filled in', ['memcg_kmem_site_commands | length > 0']),
              when: [isLeft, `memcg_kmem_change == '${id}'`],
            },
          ]
        : []
    ),
    {
      ...assertThat('The node is ready', [
        "memcg_kmem_node.status.conditions | selectattr('type', 'equalto', 'Ready') | map(attribute='status') | list == ['True']",
      ]),
      when: isLeft,
    },
    {
      ...drain('Look whether it can be drained', ['--dry-run=server', '--timeout=30s']),
      when: isLeft,
      changed_when: false,
    },
    roomTask(),
  ];
}

const doneInPlay =
  "(ansible_play_hosts_all | map('extract', hostvars) | selectattr('memcg_kmem_done') | map(attribute='inventory_hostname') | list)";
const leavingWords = `{{ groups[memcg_kmem_wave] | intersect(ansible_play_hosts_all) | difference(${doneInPlay}) | join(' ') }}`;
// Those of a wave that is not run now go on failing.
const failingWords = `{{ (memcg_kmem_failing_from_here + (memcg_kmem_failing_before | difference(ansible_play_hosts_all))) | difference(${doneInPlay}) | join(' ') }}`;

/** The look of plan.sh, once for each wave; the shell reads of it what Ansible must not take for its own. */
function roomTask(): Task {
  return {
    name: 'Look whether the other nodes have room for the pods that move',
    'ansible.builtin.shell': {
      cmd: [
        'set -eu',
        'work=$(mktemp -d)',
        `trap 'rm -rf "$work"' EXIT`,
        `kube() { kubectl --context="$memcg_kmem_context" "$@" </dev/null; }`,
        '[ "$leaving" != "  " ] || exit 0',
        `{% raw %}${lookForRoom()}{% endraw %}`,
      ].join('\n'),
    },
    environment: {
      memcg_kmem_context: "{{ kube_context | default('') }}",
      leaving: ` ${leavingWords} `,
      failing: failingWords,
    },
    when: 'inventory_hostname == groups[memcg_kmem_wave] | intersect(ansible_play_hosts_all) | first',
    changed_when: false,
    delegate_to: 'localhost',
    become: false,
    tags: 'room',
  };
}

/** The part of plan.sh that adds up requests; its exit code is 1 where they are too many. */
function lookForRoom(): string {
  const [found] = /kube get nodes -o 'jsonpath=\{range[^]+?"\$work\/nodes" "\$work\/pods"/.exec(planScript.sh) ?? [];
  if (found === undefined) {
    throw new Error('plan.sh does not look for room');
  }
  return found.replace('  if ! awk', 'awk');
}

function waveTasks({ scripts }: ExportedPlan): YamlValue[] {
  const scriptsFor = (part: (script: Unattended) => YamlValue[]) => scripts.flatMap(part);
  return [
    {
      name: 'Ask',
      'ansible.builtin.pause': { prompt: 'Begin {{ ansible_play_name }}? Enter begins, Ctrl-C and A stop' },
    },
    {
      name: 'Nodes that are not done',
      when: isLeft,
      block: [
        {
          ...kubectl('Mark the cordon as this plan’s', [
            'annotate',
            '--overwrite',
            'node',
            '{{ inventory_hostname }}',
            `${cordonMark}=yes`,
          ]),
          when: 'memcg_kmem_is_ours',
        },
        kubectl('Cordon', ['cordon', '{{ inventory_hostname }}']),
        drain('Drain', ['--timeout=15m']),
        read('Read the running kernel', 'uname -r', 'memcg_kmem_before'),
        ...scriptsFor(({ id, change }) => [
          shell(`Change: ${id}`, change.kind === 'site' ? '{{ memcg_kmem_site_commands }}' : change.script, id),
        ]),
        { name: 'Reboot', 'ansible.builtin.reboot': { reboot_timeout: 1800 } },
        kubectl('Wait until the node is ready', ['wait', ...readyFlags, 'node/{{ inventory_hostname }}']),
        // That a node has rebooted is seen by the reboot itself.
        ...scriptsFor((script) =>
          script.verify.kind === 'boot'
            ? []
            : [{ ...shell(`Verify: ${script.id}`, inForceAfterReboot(script), script.id), changed_when: false }]
        ),
      ],
    },
    {
      name: 'Cordons of this plan',
      when: 'memcg_kmem_is_ours',
      block: [
        kubectl('Uncordon', ['uncordon', '{{ inventory_hostname }}']),
        kubectl('Take the mark away', ['annotate', 'node', '{{ inventory_hostname }}', `${cordonMark}-`]),
      ],
    },
  ];
}

/** Exit code 0 where the change is in force on the node that runs. */
function inForce({ verify }: Unattended): string {
  switch (verify.kind) {
    case 'commands':
      return verify.script;
    case 'anotherKernel':
      return `[ -n '{{ memcg_kmem_kernel }}' ] && [ "$(uname -r)" != '{{ memcg_kmem_kernel }}' ]`;
    case 'boot':
      return 'awk \'$1 == "btime" { exit !($2 > {{ memcg_kmem_seen_at }}) }\' /proc/stat';
  }
}

function inForceAfterReboot(script: Unattended): string {
  return script.verify.kind === 'anotherKernel'
    ? `[ "$(uname -r)" != '{{ memcg_kmem_before.stdout }}' ]`
    : inForce(script);
}

/** Where kubectl is: the machine that runs the playbook. An empty context is the current one. */
function kubectl(name: string, args: string[]): Task {
  return onWorkstation(name, ['kubectl', "--context={{ kube_context | default('') }}", ...args]);
}

function drain(name: string, flags: string[]): Task {
  const words = ['drain', '--ignore-daemonsets', ...flags].map((word) => `'${word}'`).join(', ');
  const context = "'--context=' ~ (kube_context | default(''))";
  return onWorkstation(name, `{{ ['kubectl', ${context}, ${words}] + memcg_kmem_drain_flags + [inventory_hostname] }}`);
}

function onWorkstation(name: string, argv: YamlValue): Task {
  return { name, 'ansible.builtin.command': { argv }, delegate_to: 'localhost', become: false };
}

function assertThat(name: string, that: string[]): Task {
  return { name, 'ansible.builtin.assert': { that } };
}

function shell(name: string, script: string, id: string): Task {
  return { name, 'ansible.builtin.shell': { cmd: script }, when: `memcg_kmem_change == '${id}'` };
}

function read(name: string, command: string, register: string): Task {
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
