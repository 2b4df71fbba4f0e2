import planScript from '../../knowledge/planScript.json';
import { rebootCommand } from '../commonSteps';
import { quote } from '../quote';
import {
  clusterComment,
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

/** Does the plan wave by wave with kubectl and ssh: plan.sh, with what this plan does to which node. */
export function shellScript(plan: MaintenancePlan): PlanFile {
  const exported = exportedPlan(plan);
  const lines: Record<string, string[]> = {
    'left out': leftOutComment(exported).map((line) => `# ${line}`),
    contexts: exported.clusters.map((cluster, index) => `context_${index + 1}='' # ${clusterComment(cluster)}`),
    'site commands': exported.scripts.flatMap(siteCommands),
    changes: exported.scripts.flatMap(changeBranch),
    verifications: exported.scripts.flatMap(({ id, verify }) =>
      verify.kind === 'commands' ? branch(id, onNode(verify.script)) : []
    ),
    blanks: exported.scripts.flatMap(blankBranch),
    waves: exported.waves.flatMap((wave) => waveLines(exported, wave)),
  };
  const text = planScript.sh
    .replace(/^ *#@ (.+)\n/gm, (mark, name: string) => {
      const filled = lines[name];
      if (!filled) {
        throw new Error(`plan.sh has a place that nothing fills: ${mark}`);
      }
      return filled.map((line) => `${line}\n`).join('');
    })
    .replace('@clusters@', () => String(exported.clusters.length))
    .replace('@reboot@', () => rebootCommand);
  return { name: 'plan.sh', text };
}

function siteCommands({ id, change }: Unattended): string[] {
  return change.kind === 'site' ? ['', `# FILL IN, as root on the node: ${change.means}.`, `${blankOf(id)}=''`] : [];
}

function changeBranch({ id, change }: Unattended): string[] {
  return branch(
    id,
    change.kind === 'site' ? [`      on_node "$1" <<END`, 'set -eu', `$${blankOf(id)}`, 'END'] : onNode(change.script)
  );
}

function blankBranch({ id, change }: Unattended): string[] {
  if (change.kind !== 'site') {
    return [];
  }
  const said = `$1: fill in ${blankOf(id)} at the top of this file: ${change.means}`;
  return [`    ${id}) [ -n "$${blankOf(id)}" ] || problem "${said}" ;;`];
}

function branch(pattern: string, body: readonly string[]): string[] {
  return [`    ${pattern})`, ...body, '      ;;'];
}

function onNode(script: string): string[] {
  return [`      on_node "$1" <<'END'`, script, 'END'];
}

function waveLines({ clusters }: ExportedPlan, { number, cluster, nodes }: ExportedPlan['waves'][number]): string[] {
  const index = clusters.indexOf(cluster) + 1;
  const entries = nodes.map((node) => `    ${quote(wordsOf(node))}`);
  return [`  wave ${number} ${index} "$context_${index}" ${quote(clusterComment(cluster))} \\`, entries.join(' \\\n')];
}

/** Five words without blanks. */
function wordsOf({ evidence: { key, kernelRelease, atSeconds }, diagnosis: { state }, script }: ExportedNode): string {
  return [key.node, script.id, plainKernel(kernelRelease) ?? '-', state, Math.floor(atSeconds)].join(' ');
}

/** Where the site's own commands for a change are filled in. */
function blankOf(id: string): string {
  return `${variableOf(id)}_commands`;
}
