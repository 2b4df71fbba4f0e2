#!/bin/sh
# Maintenance plan: memory cgroups leaked by kernel-memory accounting.
#
#   sh plan.sh                 prints the plan; asks nothing of any cluster
#   sh plan.sh --check         looks at everything that could stand in the way; changes nothing
#   sh plan.sh --act           looks first, then does it wave after wave, and asks before each
#   sh plan.sh --act --yes     without asking
#   sh plan.sh --act 2 3       these waves only (--check takes numbers too)
#
#   --delete-emptydir-data     pods with emptyDir volumes may go, and lose what is in them
#   --force                    pods without a controller may go: nothing starts them again
#   --without-room             the other nodes need not have room for the pods that move
#
# It can be stopped and run again at any time, from anywhere: what is done is seen on the nodes, and each cordon of its own is
# marked by the annotation memcg-kmem-plan/cordoned. A node that was cordoned before stays cordoned.
#
#@ left out
# Names of clusters stand in single quotes: nothing in them expands, and nothing shall.
# shellcheck disable=SC2016
set -eu

# The kubectl context of each cluster. With more than one cluster all of them must be filled in.
#@ contexts
clusters='@clusters@'
#@ site commands

# How a command, read from standard input, reaches a node as root. Change it to what your site has: a bastion, another user
# with sudo, a session manager.
on_node() {
  ssh -o BatchMode=yes -o ConnectTimeout=20 "root@$1" sh -s
}

change() {
  case $2 in
    #@ changes
    *) fail "no such change: $2" ;;
  esac
}

# Whether the change is in force on the running node. Growth takes a day to show: the page of the plan watches for longer.
verify() {
  case $2 in
    #@ verifications
    kernel-upgrade*) runs_another_kernel "$1" "$3" ;;
    *) booted_since "$1" "$5" ;;
  esac
}

# Each line a wave; each word of a node: name, change, kernel when the plan was made, state, and when that was.
waves() {
  :
  #@ waves
}

act=no check=no ask=yes wanted='' drain_flags='--ignore-daemonsets' room=yes
for argument; do
  case $argument in
    --act) act=yes check=yes ;;
    --check) check=yes ;;
    --yes) ask=no ;;
    --delete-emptydir-data | --force) drain_flags="$drain_flags $argument" ;;
    --without-room) room=no ;;
    [1-9]*) wanted="$wanted $argument " ;;
    *)
      sed -n '/^#   /s/^#   //p' "$0" >&2
      exit 2
      ;;
  esac
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'fail "interrupted"' INT TERM
: >"$work/done"
: >"$work/contexts"
problems=0

fail() {
  echo "STOPPED: $*" >&2
  if [ "$act" = yes ]; then
    echo 'What it has cordoned stays cordoned. Put right what is named above, then run the same command again: it goes on with what is not done yet.' >&2
  fi
  exit 1
}

note() {
  printf '  %s\n' "$*"
}

problem() {
  problems=$((problems + 1))
  printf '  IN THE WAY: %s\n' "$*"
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

is_cordoned() {
  [ "$(kube get node "$1" -o 'jsonpath={.spec.unschedulable}')" = true ]
}

is_cordoned_by_plan() {
  [ "$(kube get node "$1" -o 'jsonpath={.metadata.annotations.memcg-kmem-plan/cordoned}')" = yes ]
}

# Than when the plan was made; where that is not known, than before this reboot.
runs_another_kernel() {
  before=$2
  if [ "$before" = - ] && [ -s "$work/$1.kernel" ]; then
    before=$(cat "$work/$1.kernel")
  fi
  kernel=$(node_info "$1" kernelVersion)
  [ -n "$kernel" ] && [ "$before" != - ] && [ "$kernel" != "$before" ]
}

booted_since() {
  booted=$(echo "sed -n 's/^btime //p' /proc/stat" | on_node "$1") && [ "${booted:-0}" -gt "$2" ]
}

is_done() {
  grep -qxF "$number $1" "$work/done"
}

# --- Before anything is touched ---------------------------------------------------------------------------------------------

check_context() {
  if [ "$clusters" -gt 1 ] && [ -z "$context" ]; then
    problem "$cluster: its kubectl context is missing: fill it in at the top of this file"
    return 1
  fi
  while read -r other name; do
    if [ "$other" = "$index" ]; then
      return 0
    fi
    if [ "$name" = "$context" ]; then
      problem "$cluster: has the same kubectl context as another cluster"
      return 1
    fi
  done <"$work/contexts"
  if ! kube get nodes -o name >"$work/said" 2>&1; then
    problem "$cluster: kubectl gets no answer: $(tail -n 1 "$work/said")"
    return 1
  fi
  echo "$index $context" >>"$work/contexts"
}

check_change() {
  case $2 in
    #@ blanks
  esac
}

check_node() {
  if ! ready=$(kube get node "$1" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}' 2>"$work/said"); then
    problem "$1: $(tail -n 1 "$work/said")"
    return 0
  fi
  if ! echo '[ "$(id -u)" -eq 0 ]' | on_node "$1" >"$work/said" 2>&1; then
    problem "$1: no root shell there, see on_node in this file: $(tail -n 1 "$work/said")"
    return 0
  fi
  if verify "$@" >/dev/null 2>&1; then
    echo "$number $1" >>"$work/done"
    note "$1: is done already"
    return 0
  fi
  check_change "$@"
  [ "$ready" = True ] || problem "$1: is not Ready"
  # shellcheck disable=SC2086 # words
  if ! kube drain --dry-run=server $drain_flags --timeout=30s "$1" >"$work/said" 2>&1; then
    problem "$1: cannot be drained:"
    what_hinders <"$work/said"
  fi
}

# kubectl tries again until its time is up, and says so each time: each complaint once, or all where none is known as one.
what_hinders() {
  awk '
    { all[NR] = $0 }
    tolower($0) ~ /error|cannot/ && !/^There are pending/ && !said[$0]++ { told[++count] = $0 }
    END {
      for (i = 1; i <= count; i++) print "      " told[i]
      for (i = 1; i <= NR && !count; i++) print "      " all[i]
    }'
}

# Nodes of this cluster that will still take no pods when this wave begins: they fail, and neither are they done nor come before.
still_failing() {
  while read -r in_cluster in_wave node _ _ state _; do
    if [ "$state" = failing ] && [ "$in_cluster" = "$index" ] && ! grep -qxF "$in_wave $node" "$work/done"; then
      [ "$in_wave" -lt "$number" ] && is_wanted "$in_wave" || printf '%s ' "$node"
    fi
  done <"$work/plan"
}

# By sums of requests. Nodes that fail take no pods; neither do those that are cordoned or tainted.
check_room() {
  leaving=' '
  for entry; do
    is_done "${entry%% *}" || leaving="$leaving${entry%% *} "
  done
  [ "$leaving" != ' ' ] || return 0
  failing=$(still_failing)
  kube get nodes -o 'jsonpath={range .items[*]}{.metadata.name}{"\t"}{.spec.unschedulable}{.spec.taints[*].effect}{"\t"}{.status.allocatable.cpu}{"\t"}{.status.allocatable.memory}{"\t"}{.status.allocatable.pods}{"\n"}{end}' >"$work/nodes"
  kube get pods --all-namespaces --field-selector='status.phase!=Succeeded,status.phase!=Failed' -o 'jsonpath={range .items[*]}{.spec.nodeName}{"\t"}{.metadata.ownerReferences[0].kind}{"\t"}{range .spec.containers[*]}{.resources.requests.cpu}{" "}{end}{"\t"}{range .spec.containers[*]}{.resources.requests.memory}{" "}{end}{"\n"}{end}' >"$work/pods"
  if ! awk -F '\t' -v leaving="$leaving" -v failing=" $failing " '
    function amount(text, unit) {
      unit = text
      sub(/^[0-9.]+/, "", unit)
      return text * (unit in factor ? factor[unit] : 1)
    }
    function sum(list, words, i, total) {
      total = 0
      for (i = split(list, words, " "); i > 0; i--) total += amount(words[i])
      return total
    }
    BEGIN {
      factor["m"] = 0.001
      factor["k"] = 1e3; factor["M"] = 1e6; factor["G"] = 1e9; factor["T"] = 1e12
      factor["Ki"] = 1024; factor["Mi"] = 1048576; factor["Gi"] = 1073741824; factor["Ti"] = 1099511627776
      factor["P"] = 1e15; factor["Pi"] = 1125899906842624
    }
    FNR == NR {
      takes[$1] = $2 !~ /true|NoSchedule|NoExecute/ && !index(leaving, " " $1 " ") && !index(failing, " " $1 " ")
      if (takes[$1]) { cpu += amount($3); memory += amount($4); pods += $5 }
      next
    }
    takes[$1] { cpu -= sum($3); memory -= sum($4); pods-- }
    index(leaving, " " $1 " ") && $1 != "" && $2 != "DaemonSet" && $2 != "Node" {
      wantedCpu += sum($3); wantedMemory += sum($4); wantedPods++
    }
    END {
      if (wantedCpu <= cpu && wantedMemory <= memory && wantedPods <= pods) exit 0
      printf "%d pods must move and ask for %.1f CPU and %.1f GiB; the other nodes have room for %d pods, %.1f CPU and %.1f GiB\n", \
        wantedPods, wantedCpu, wantedMemory / 1073741824, pods, cpu, memory / 1073741824
      exit 1
    }' "$work/nodes" "$work/pods" >"$work/said"; then
    problem "wave $number: $(cat "$work/said")"
  fi
}

check_wave() {
  echo "Looking at wave $number, $cluster, nodes: $#"
  check_context || return 0
  each check_node "$@"
  if [ "$room" = yes ]; then
    check_room "$@"
  fi
}

# --- A wave -----------------------------------------------------------------------------------------------------------------

cordon() {
  if is_cordoned "$1"; then
    is_cordoned_by_plan "$1" || note "$1 was cordoned before, and will stay so"
    return 0
  fi
  # The mark comes first: a cordon without it would be taken for somebody else's.
  kube annotate --overwrite node "$1" memcg-kmem-plan/cordoned=yes
  kube cordon "$1"
}

drain() {
  # shellcheck disable=SC2086 # words
  kube drain $drain_flags --timeout=15m "$1"
}

# ssh ends with 255 when the reboot cuts it off. A reboot that never came is seen by await_boot.
restart() {
  node_info "$1" bootID >"$work/$1.bootID"
  node_info "$1" kernelVersion >"$work/$1.kernel"
  echo '@reboot@' | on_node "$1" || [ $? -eq 255 ]
}

await_boot() {
  deadline=$(($(date +%s) + 1800))
  # No answer is no new boot: the API server itself may be restarting.
  while boot=$(node_info "$1" bootID) || boot=; [ -z "$boot" ] || [ "$boot" = "$(cat "$work/$1.bootID")" ]; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      fail "$1 has not come back within 30 minutes"
    fi
    sleep 10
  done
  kube wait '--for=condition=Ready' --timeout=15m "node/$1"
}

confirm() {
  verify "$@" || fail "$1 is up, but the change is not in force"
  echo "$number $1" >>"$work/done"
}

uncordon() {
  if ! is_cordoned_by_plan "$1"; then
    ! is_cordoned "$1" || note "$1 stays cordoned, as it was before; when it shall take pods: kubectl uncordon $1"
    return 0
  fi
  kube wait '--for=condition=Ready' --timeout=15m "node/$1"
  kube uncordon "$1"
  kube annotate node "$1" memcg-kmem-plan/cordoned-
}

step() {
  printf '  %s %s\n' "$1" "$2${3+ $3}"
  if [ "$act" = yes ]; then
    "$@"
  fi
}

each() {
  doing=$1
  shift
  for entry; do
    # shellcheck disable=SC2086 # five words
    "$doing" $entry
  done
}

each_left() {
  doing=$1
  shift
  for entry; do
    if ! is_done "${entry%% *}"; then
      # shellcheck disable=SC2086 # five words
      step "$doing" $entry
    fi
  done
}

has_left() {
  for entry; do
    is_done "${entry%% *}" || return 0
  done
  return 1
}

may_begin() {
  printf 'Begin wave %s now? [y/N] ' "$number"
  read -r answer || answer=
  case $answer in
    y | Y | yes) ;;
    *)
      echo
      echo "Not begun. Run the same command again to go on with wave $number."
      exit 0
      ;;
  esac
}

# All nodes of a wave are away at once: each phase goes over all of them before the next begins.
do_wave() {
  echo "Wave $number, $cluster, nodes: $#"
  if [ "$act" = yes ] && has_left "$@"; then
    [ "$ask" = no ] || may_begin
    if [ "$looked" = no ]; then
      check_wave "$@"
      [ "$problems" -eq 0 ] || fail "wave $number is not begun"
    fi
    looked=no
  fi
  for phase in cordon drain change restart await_boot; do
    each_left "$phase" "$@"
  done
  for entry; do
    each_left confirm "$entry"
    step uncordon "${entry%% *}"
  done
}

is_wanted() {
  case $wanted in
    '' | *" $1 "*) return 0 ;;
  esac
  return 1
}

wave() {
  number=$1 index=$2 context=$3 cluster=$4
  shift 4
  if is_wanted "$number"; then
    "$wave_does" "$@"
  fi
}

print_nodes() {
  for entry; do
    echo "$index $number $entry"
  done
}

chosen=$wanted wanted='' wave_does=print_nodes
waves >"$work/plan"
wanted=$chosen
if [ "$check" = yes ]; then
  command -v kubectl >/dev/null || fail 'kubectl is not installed'
  wave_does=check_wave
  waves
  if [ "$problems" -gt 0 ]; then
    fail "in the way: $problems, each named above. Nothing was touched"
  fi
  echo 'Nothing stands in the way.'
fi
if [ "$act" = yes ] || [ "$check" = no ]; then
  looked=yes wave_does=do_wave
  waves
fi
if [ "$act" = no ]; then
  echo 'Nothing was changed. With --act it is done.'
fi
