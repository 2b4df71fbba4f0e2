import {
  clusterComment,
  exportedPlan,
  type ExportedNode,
  type ExportedPlan,
  leftOut,
  leftOutComment,
  type PlanFile,
} from './exportable';
import { type MaintenancePlan } from './makePlan';
import { type Unattended } from './unattended';
import { yamlText, type YamlValue } from '../../rules/yamlText';

const namespace = 'system-upgrade';
const goLabel = 'memcg-kmem-go';

/** Nodes of one wave to which the same is done: one Plan. */
interface Step {
  name: string;
  script: Unattended;
  nodes: readonly ExportedNode[];
}

/** Plans of Rancher's system-upgrade-controller, a file for each cluster. */
export function systemUpgradeFiles(plan: MaintenancePlan): PlanFile[] {
  const exported = exportedPlan(plan);
  return exported.clusters.map((cluster, index) => ({
    name: exported.clusters.length === 1 ? 'plans.yaml' : `plans-cluster-${index + 1}.yaml`,
    text: clusterFile(exported, cluster),
  }));
}

function clusterFile(exported: ExportedPlan, cluster: string | undefined): string {
  const waves = exported.waves.filter((wave) => wave.cluster === cluster);
  const all = waves.flatMap(({ nodes }) => nodes);
  const cannotStart = all.filter(({ diagnosis }) => diagnosis.state === 'failing');
  const byHand = all.filter((node) => !cannotStart.includes(node) && node.script.change.kind === 'site');
  const steps = waves.flatMap(({ digits, nodes }): Step[] => {
    const able = nodes.filter((node) => !cannotStart.includes(node) && !byHand.includes(node));
    return exported.scripts
      .map((script) => ({
        name: `memcg-kmem-wave-${digits}-${script.id}`,
        script,
        nodes: able.filter((node) => node.script.id === script.id),
      }))
      .filter((step) => step.nodes.length > 0);
  });
  const comment = [
    `Plans of system-upgrade-controller for ${clusterComment(cluster)}. Apply this file to no other cluster.`,
    `Nothing starts until a node has the label ${goLabel}; give it wave by wave:`,
    ...steps.map(({ name, nodes }) => `  kubectl label node ${nodes.map(nameOf).join(' ')} ${goLabel}=${name}`),
    'Before that, each node alone, changes nothing: kubectl drain --dry-run=server --ignore-daemonsets --timeout=30s NODE',
    'Pods with emptyDir volumes, or without a controller, keep a node from being drained: deleteEmptydirData and force below.',
    'The controller uncordons what it has done: leave the label away from a node that shall stay cordoned.',
    'The label kubernetes.io/hostname is taken to be the name of the node; on some clouds it is not.',
    ...leftOut(
      'Left out, because no new pod starts on a failing node, and the controller works through pods:',
      cannotStart
    ),
    ...leftOut('Left out, because how kubelet and runc are upgraded is a matter of your site:', byHand),
    ...leftOutComment({
      refused: exported.refused.filter(({ evidence }) => evidence.key.cluster === cluster),
      byHand: exported.byHand.filter(({ evidence }) => evidence.key.cluster === cluster),
    }),
  ];
  const documents = steps.flatMap((step) => [secretOf(step), planOf(step)]);
  return [comment.map((line) => `# ${line}\n`).join(''), ...documents.map(yamlText)].join('---\n');
}

function secretOf({ name, script }: Step): YamlValue {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'Opaque',
    stringData: { 'check.sh': checkOf(name, script), 'change.sh': scriptOf(name, script) },
  };
}

function planOf({ name, nodes }: Step): YamlValue {
  return {
    apiVersion: 'upgrade.cattle.io/v1',
    kind: 'Plan',
    metadata: { name, namespace },
    spec: {
      concurrency: nodes.length,
      nodeSelector: {
        matchExpressions: [
          { key: 'kubernetes.io/hostname', operator: 'In', values: nodes.map(nameOf) },
          { key: goLabel, operator: 'In', values: [name] },
        ],
      },
      // Else a control-plane node would be passed over.
      tolerations: [{ operator: 'Exists' }],
      serviceAccountName: 'system-upgrade',
      secrets: [{ name, path: `/host/run/system-upgrade/secrets/${name}` }],
      cordon: true,
      drain: { force: false, ignoreDaemonSets: true, deleteEmptydirData: false, skipWaitForDeleteTimeout: 60 },
      version: '1',
      // Runs before anything is cordoned or drained; where it fails, nothing is.
      prepare: onHost(name, 'check.sh'),
      upgrade: onHost(name, 'change.sh'),
    },
  };
}

// Nothing of it is used but chroot.
const image = 'debian:12.8-slim';

function onHost(name: string, script: string): YamlValue {
  return { image, command: ['chroot', '/host'], args: ['sh', `/run/system-upgrade/secrets/${name}/${script}`] };
}

/** A node that is done already is left as it is, unless it was this plan that did it and is about to say so. */
function checkOf(name: string, script: Unattended): string {
  if (script.verify.kind !== 'commands') {
    return '#!/bin/sh\nexit 0\n';
  }
  return `${[
    '#!/bin/sh',
    `[ ! -s /var/lib/memcg-kmem/${name} ] || exit 0`,
    `if { ${script.verify.script}; }; then`,
    `  echo 'The change is in force here already: take the label ${goLabel} away from this node.' >&2`,
    '  exit 1',
    'fi',
  ].join('\n')}\n`;
}

/** Runs before the reboot and again after it, when the controller tries its cut-off pod anew: that run says it is done. */
function scriptOf(name: string, script: Unattended): string {
  return `${[
    '#!/bin/sh',
    'set -eu',
    `stamp=/var/lib/memcg-kmem/${name}`,
    'boot=$(cat /proc/sys/kernel/random/boot_id)',
    'if [ -s "$stamp" ]; then',
    '  read -r before kernel < "$stamp"',
    '  if [ "$before" != "$boot" ] && [ -n "$kernel" ]; then',
    `    ${verifyOf(script)}`,
    '    exit 0',
    '  fi',
    'fi',
    '(',
    script.change.kind === 'commands' ? script.change.script : 'exit 1',
    ')',
    'mkdir -p /var/lib/memcg-kmem',
    'echo "$boot $(uname -r)" > "$stamp"',
    'reboot',
    '# The reboot ends this pod.',
    'sleep 900',
    'exit 1',
  ].join('\n')}\n`;
}

/** In braces: a shell that stops at errors does not stop at what follows a "!". */
function verifyOf({ verify }: Unattended): string {
  return verify.kind === 'anotherKernel'
    ? '[ "$kernel" != "$(uname -r)" ]'
    : `{ ${verify.kind === 'commands' ? verify.script : ':'}; } || exit 1`;
}

function nameOf({ evidence }: ExportedNode): string {
  return evidence.key.node;
}
