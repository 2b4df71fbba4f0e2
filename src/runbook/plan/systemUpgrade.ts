import { type Remedy } from '../options';
import {
  clusterComment,
  exportedPlan,
  type ExportedPlan,
  inComment,
  type PlanFile,
  refusedComment,
} from './exportable';
import { type MaintenancePlan } from './makePlan';
import { fixFor, type PlanNode } from './planNode';
import { unattended } from './unattended';
import { yamlText, type YamlValue } from '../../rules/yamlText';

const namespace = 'system-upgrade';
const goLabel = 'memcg-kmem-go';

/** Nodes of one wave that get the same fix: one Plan. */
interface Step {
  name: string;
  fix: Remedy;
  nodes: readonly PlanNode[];
}

/** Plans of Rancher's system-upgrade-controller, a file for each cluster. */
export function systemUpgradeFiles(plan: MaintenancePlan): PlanFile[] {
  const exported = exportedPlan(plan);
  return exported.clusters.map((cluster, index) => ({
    name: exported.clusters.length === 1 ? 'plans.yaml' : `plans-cluster-${index + 1}.yaml`,
    text: clusterFile(exported, cluster, plan),
  }));
}

function clusterFile(exported: ExportedPlan, cluster: string | undefined, { settings }: MaintenancePlan): string {
  const waves = exported.waves.filter((wave) => wave.cluster === cluster);
  const all = waves.flatMap(({ nodes }) => nodes);
  const cannotStart = all.filter(({ diagnosis }) => diagnosis.state === 'failing');
  const byHand = all.filter((node) => !cannotStart.includes(node) && fixFor(node, settings.fix) === 'runtime');
  const steps = waves.flatMap(({ digits, nodes }): Step[] => {
    const able = nodes.filter((node) => !cannotStart.includes(node) && !byHand.includes(node));
    return [...new Set(able.map((node) => fixFor(node, settings.fix)))].map((fix) => ({
      name: `memcg-kmem-wave-${digits}-${fix}`,
      fix,
      nodes: able.filter((node) => fixFor(node, settings.fix) === fix),
    }));
  });
  const comment = [
    `Plans of system-upgrade-controller for ${clusterComment(cluster)}. Apply this file to no other cluster.`,
    `Nothing starts until a node has the label ${goLabel}; give it wave by wave:`,
    ...steps.map(({ name, nodes }) => `  kubectl label node ${nodes.map(nameOf).join(' ')} ${goLabel}=${name}`),
    'The label kubernetes.io/hostname is taken to be the name of the node; on some clouds it is not.',
    ...leftOut(
      'Left out, because no new pod starts on a failing node, and the controller works through pods:',
      cannotStart
    ),
    ...leftOut('Left out, because how kubelet and runc are upgraded is a matter of your site:', byHand),
    ...refusedComment({ refused: exported.refused.filter(({ evidence }) => evidence.key.cluster === cluster) }),
  ];
  const documents = steps.flatMap((step) => [secretOf(step), planOf(step)]);
  return [comment.map((line) => `# ${line}\n`).join(''), ...documents.map(yamlText)].join('---\n');
}

function secretOf({ name, fix }: Step): YamlValue {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'Opaque',
    stringData: { 'change.sh': scriptOf(name, fix) },
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
      drain: { force: true, ignoreDaemonSets: true, deleteEmptydirData: true, skipWaitForDeleteTimeout: 60 },
      version: '1',
      upgrade: {
        image: 'debian:stable-slim',
        command: ['chroot', '/host'],
        args: ['sh', `/run/system-upgrade/secrets/${name}/change.sh`],
      },
    },
  };
}

/** Runs before the reboot and again after it, when the controller tries its cut-off pod anew: that run says it is done. */
function scriptOf(name: string, fix: Remedy): string {
  return `${[
    '#!/bin/sh',
    'set -eu',
    `stamp=/var/lib/memcg-kmem/${name}`,
    'boot=$(cat /proc/sys/kernel/random/boot_id)',
    'if [ -s "$stamp" ]; then',
    '  read -r before kernel < "$stamp"',
    '  if [ "$before" != "$boot" ] && [ -n "$kernel" ]; then',
    `    ${verifyOf(fix)}`,
    '    exit 0',
    '  fi',
    'fi',
    '(',
    unattended[fix].change,
    ')',
    'mkdir -p /var/lib/memcg-kmem',
    'echo "$boot $(uname -r)" > "$stamp"',
    'reboot',
    '# The reboot ends this pod.',
    'sleep 900',
    'exit 1',
  ].join('\n')}\n`;
}

function verifyOf(fix: Remedy): string {
  return fix === 'kernel-upgrade' ? '[ "$kernel" != "$(uname -r)" ]' : (unattended[fix].verify ?? ':');
}

function nameOf({ evidence }: PlanNode): string {
  return evidence.key.node;
}

function leftOut(why: string, nodes: readonly PlanNode[]): string[] {
  return nodes.length === 0 ? [] : [why, ...nodes.map((node) => `  ${inComment(nameOf(node))}`)];
}
