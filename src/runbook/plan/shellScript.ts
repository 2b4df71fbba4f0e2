import { drainFlags, readyFlags, rebootCommand } from '../commonSteps';
import { quote } from '../quote';
import { clusterComment, exportedPlan, type ExportedWave, leftOutComment, type PlanFile } from './exportable';
import { type MaintenancePlan } from './makePlan';
import { type Unattended } from './unattended';

/** Does the plan wave by wave with kubectl and ssh. Prints what it would do; acts only when told to. */
export function shellScript(plan: MaintenancePlan): PlanFile {
  const exported = exportedPlan(plan);
  const { waves, clusters, scripts } = exported;
  const contexts = clusters.map((cluster, index) => `context_${index + 1}='' # ${clusterComment(cluster)}`);
  const functions = waves.map((wave) => waveFunction(wave, clusters.indexOf(wave.cluster) + 1));
  const text = [
    '#!/bin/sh',
    '# Maintenance plan: memory cgroups leaked by kernel-memory accounting.',
    '#',
    '#   sh plan.sh              prints what would be done, and does nothing',
    '#   sh plan.sh --act        does it, wave after wave, and stops at the first failure',
    '#   sh plan.sh --act 2 3    does these waves only',
    '#',
    ...leftOutComment(exported).map((line) => `# ${line}`),
    '# Names of clusters stand in single quotes: nothing in them expands, and nothing shall.',
    '# shellcheck disable=SC2016',
    'set -eu',
    '',
    '# The kubectl context of each cluster. With more than one cluster all of them must be filled in.',
    ...contexts,
    '',
    onNode,
    ...changeFunctions(scripts),
    machinery(clusters.length),
    ...functions,
    '',
    ...calls(waves),
    '',
  ].join('\n');
  return { name: 'plan.sh', text };
}

const onNode = `# How a command, read from standard input, reaches a node as root. Change it to what your site has: a bastion, another
# user with sudo, a session manager.
on_node() {
  ssh -o BatchMode=yes -o ConnectTimeout=20 "root@$1" sh -s
}
`;

function changeFunctions(scripts: readonly Unattended[]): string[] {
  const verified = scripts.flatMap(({ id, verify }) => (verify === undefined ? [] : branch(id, heredoc(verify))));
  return [
    'change() {',
    '  case $2 in',
    ...scripts.flatMap(({ id, change }) => branch(id, heredoc(change))),
    '    *) fail "no such change: $2" ;;',
    '  esac',
    '}',
    '',
    '# Whether the change is in force after the reboot. The page of the plan watches for longer: growth takes a day to show.',
    'verify() {',
    '  case $2 in',
    ...verified,
    ...branch(
      'kernel-upgrade*',
      `      kernel=$(node_info "$1" kernelVersion)\n      [ -n "$kernel" ] && [ "$kernel" != "$(cat "$state/$1.kernelVersion")" ]`
    ),
    '  esac',
    '}',
    '',
  ];
}

function branch(pattern: string, body: string): string[] {
  return [`    ${pattern})`, body, '      ;;'];
}

function heredoc(script: string): string {
  return `      on_node "$1" <<'END'\n${script}\nEND`;
}

function machinery(clusterCount: number): string {
  return `clusters=${clusterCount}
act=no
wanted=
for argument; do
  case $argument in
    --act) act=yes ;;
    [1-9]*) wanted="$wanted $argument " ;;
    *)
      echo "usage: sh plan.sh [--act] [wave number...]" >&2
      exit 2
      ;;
  esac
done

state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT

fail() {
  echo "STOPPED: $*" >&2
  exit 1
}

kube() {
  if [ -n "$context" ]; then
    kubectl --context "$context" "$@" </dev/null
  else
    kubectl "$@" </dev/null
  fi
}

node_info() {
  kube get node "$1" -o "jsonpath={.status.nodeInfo.$2}"
}

step() {
  printf '  %s\\n' "$*"
  if [ "$act" = yes ]; then
    "$@"
  fi
}

remember() {
  node_info "$1" bootID >"$state/$1.bootID"
  node_info "$1" kernelVersion >"$state/$1.kernelVersion"
}

# ssh ends with 255 when the reboot cuts it off. A reboot that never came is seen by await_boot.
restart() {
  echo '${rebootCommand}' | on_node "$1" || [ $? -eq 255 ]
}

await_boot() {
  deadline=$(($(date +%s) + 1800))
  # No answer is no new boot: the API server itself may be restarting.
  while boot=$(node_info "$1" bootID) || boot=; [ -z "$boot" ] || [ "$boot" = "$(cat "$state/$1.bootID")" ]; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      fail "$1 has not come back within 30 minutes; it stays cordoned"
    fi
    sleep 10
  done
  kube wait ${readyFlags.join(' ')} "node/$1"
}

check() {
  verify "$@" || fail "$1 is up, but the change is not in force; it stays cordoned"
}

# All nodes of a wave are away at once: each phase goes over all of them before the next begins.
wave() {
  number=$1 context=$2 cluster=$3
  shift 3
  case $wanted in
    '' | *" $number "*) ;;
    *) return ;;
  esac
  echo "Wave $number, $cluster, nodes: $#"
  if [ "$act" = yes ] && [ -z "$context" ] && [ "$clusters" -gt 1 ]; then
    fail "fill in the kubectl context of $cluster at the top of this file"
  fi
  for pair; do step kube cordon "\${pair%%=*}"; done
  for pair; do step kube drain ${drainFlags.join(' ')} "\${pair%%=*}"; done
  for pair; do step remember "\${pair%%=*}"; done
  for pair; do step change "\${pair%%=*}" "\${pair#*=}"; done
  for pair; do step restart "\${pair%%=*}"; done
  for pair; do step await_boot "\${pair%%=*}"; done
  for pair; do
    step check "\${pair%%=*}" "\${pair#*=}"
    step kube uncordon "\${pair%%=*}"
  done
}
`;
}

function waveFunction({ digits, number, cluster, nodes }: ExportedWave, context: number): string {
  const pairs = nodes.map(({ evidence, script }) => `    ${quote(`${evidence.key.node}=${script.id}`)}`);
  const title = quote(clusterComment(cluster));
  return [`wave_${digits}() {`, `  wave ${number} "$context_${context}" ${title} \\`, pairs.join(' \\\n'), '}'].join(
    '\n'
  );
}

function calls(waves: readonly ExportedWave[]): string[] {
  return [
    ...waves.map(({ digits }) => `wave_${digits}`),
    'if [ "$act" = no ]; then',
    '  echo "Nothing was done: this was a dry run. With --act it is done."',
    'fi',
  ];
}
