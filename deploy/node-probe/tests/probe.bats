# The node probe over fake trees, each run by dash, bash and busybox alone. Run: bats deploy/node-probe/tests
bats_require_minimum_version 1.5.0
load trees

setup() {
  probe=$BATS_TEST_DIRNAME/../memcg-kmem-probe
  tree=$BATS_TEST_TMPDIR/tree
  mkdir -p "$tree"/{proc,sys,boot,etc} "$BATS_TEST_TMPDIR"/{out,state}
  export PROC_ROOT=$tree/proc SYS_ROOT=$tree/sys BOOT_ROOT=$tree/boot ETC_ROOT=$tree/etc
  export TEXTFILE_DIR=$BATS_TEST_TMPDIR/out STATE_DIR=$BATS_TEST_TMPDIR/state
  export JOURNALCTL=$BATS_TEST_DIRNAME/fake-journalctl FAKE_JOURNAL=$BATS_TEST_TMPDIR/journal
  : >"$FAKE_JOURNAL"
  cd "$BATS_TEST_TMPDIR"
}

setup_file() {
  mkdir "$BATS_FILE_TMPDIR/busybox"
  busybox --install -s "$BATS_FILE_TMPDIR/busybox"
  ln -sf "$(command -v busybox)" "$BATS_FILE_TMPDIR/busybox/busybox"
}

busybox_only() {
  PATH=$BATS_FILE_TMPDIR/busybox busybox sh "$@"
}

# Prints what the probe prints, and fails unless all three shells print the same but for the clock.
probe_everywhere() {
  rm -rf "$STATE_DIR.dash" "$STATE_DIR.bash" "$STATE_DIR.busybox"
  local shell
  for shell in dash bash busybox; do cp -r "$STATE_DIR" "$STATE_DIR.$shell"; done
  STATE_DIR=$STATE_DIR.dash dash "$probe" --print >dash.prom
  STATE_DIR=$STATE_DIR.bash bash --posix "$probe" --print >bash.prom
  STATE_DIR=$STATE_DIR.busybox busybox_only "$probe" --print >busybox.prom
  for shell in bash busybox; do
    diff <(without_clock dash.prom) <(without_clock $shell.prom) || return 1
  done
  rm -r "$STATE_DIR"
  mv "$STATE_DIR.dash" "$STATE_DIR"
  cat dash.prom
}

# For what is no matter of the shell.
probe_once() {
  dash "$probe" --print
}

without_clock() {
  grep -v -e '^memcg_kmem_probe_duration' -e '^memcg_kmem_probe_last_run' "$1"
}

has() { # has LINE ...: each is a line of $output
  local line
  for line in "$@"; do
    grep -qxF -- "$line" <<<"$output" || {
      echo "missing: $line"
      echo "$output"
      return 1
    }
  done
}

has_no() {
  ! grep -q -- "^$1" <<<"$output"
}

input_fails() {
  has "memcg_kmem_probe_input_error{input=\"$1\",reason=\"$2\"} 1"
}

@test "el7: leaking, accounting on, nothing configured" {
  el7
  run -0 probe_everywhere
  has 'memcg_kmem_sysfs_slab_entries 321' 'memcg_kmem_memory_cgroups 186' 'memcg_kmem_memory_cgroup_directories 5' \
    'memcg_kmem_accounting_enabled 1' 'memcg_kmem_accounting_sampled_cgroups{accounting="on"} 2' \
    'memcg_kmem_cmdline_nokmem 0' 'memcg_kmem_grub_nokmem 0' 'memcg_kmem_boot_entries 1' 'memcg_kmem_default_grub_nokmem 0' \
    'memcg_kmem_nokmem_configured_not_running 0' 'memcg_kmem_cgroup_version 1' 'memcg_kmem_memory_controller_enabled 1' \
    'memcg_kmem_probe_input_error{input="cgroup_stat",reason="cgroup_v1"} 0'
}

@test "el7: fixed, accounting seen off" {
  el7_fixed
  run -0 probe_everywhere
  has 'memcg_kmem_accounting_enabled 0' 'memcg_kmem_accounting_sampled_cgroups{accounting="off"} 1' \
    'memcg_kmem_cmdline_nokmem 1' 'memcg_kmem_cmdline_nosocket 1' 'memcg_kmem_grub_nokmem 1' \
    'memcg_kmem_nokmem_configured_not_running 0'
}

@test "el7: one pod from before the fix keeps accounting on" {
  el7_fixed
  pod_v1 kubepods/besteffort/pod9 4096
  run -0 probe_once
  has 'memcg_kmem_accounting_enabled 1' 'memcg_kmem_accounting_sampled_cgroups{accounting="off"} 1'
}

@test "el7 with UEFI: configured in the file that does not boot" {
  el7_wrong_grub_file
  run -0 probe_once
  has 'memcg_kmem_default_grub_nokmem 1' 'memcg_kmem_grub_nokmem 0' 'memcg_kmem_nokmem_configured_not_running 1'
}

@test "el8: arguments in grubenv, one of two entries, awaiting a reboot" {
  el8
  run -0 probe_everywhere
  has 'memcg_kmem_boot_entries 2' 'memcg_kmem_boot_entries_nokmem 1' 'memcg_kmem_grub_nokmem 0' \
    'memcg_kmem_cmdline_nokmem 0' 'memcg_kmem_nokmem_configured_not_running 1' 'memcg_kmem_accounting_enabled 1'
}

@test "el8: a boot entry without arguments counts as one without nokmem" {
  el8
  put boot/loader/entries/two.conf 'title no options'
  run -0 probe_once
  has 'memcg_kmem_boot_entries 3' 'memcg_kmem_boot_entries_nokmem 1'
}

@test "Ubuntu: dying cgroups, no pods" {
  ubuntu
  run -0 probe_everywhere
  has 'memcg_kmem_memory_cgroups 22563' 'memcg_kmem_memory_cgroup_directories 4' 'memcg_kmem_boot_entries 1' 'memcg_kmem_grub_nokmem 0'
  input_fails pod_cgroups no_pods
  has_no memcg_kmem_accounting_enabled
}

@test "cgroup v2: dying descendants, accounting on" {
  cgroup_v2
  run -0 probe_everywhere
  has 'memcg_kmem_cgroup_version 2' 'memcg_kmem_dying_descendants 248' 'memcg_kmem_memory_cgroup_directories 4' \
    'memcg_kmem_memory_cgroups 310' 'memcg_kmem_accounting_enabled 1' 'memcg_kmem_probe_input_error{input="cgroup_stat",reason=""} 0'
}

@test "cgroup v2: nokmem shows as no slab and no kernel stacks; 6.12 counts memory's own dying ones" {
  cgroup_v2
  put sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice/memory.stat 'anon 4096' 'kernel_stack 0' 'slab 0'
  put sys/fs/cgroup/cgroup.stat 'nr_descendants 300' 'nr_subsys_memory 261' 'nr_dying_descendants 248' 'nr_dying_subsys_cpu 3' 'nr_dying_subsys_memory 240'
  run -0 probe_everywhere
  has 'memcg_kmem_accounting_enabled 0' 'memcg_kmem_dying_descendants 240' 'memcg_kmem_memory_cgroups 501'
}

@test "cgroup v2: /proc/cgroups counts every cgroup, cgroup.stat those that there are" {
  cgroup_v2
  proc_cgroups 130000
  put sys/fs/cgroup/cgroup.stat 'nr_descendants 240' 'nr_dying_descendants 64000'
  run -0 probe_everywhere
  has 'memcg_kmem_memory_cgroups 64241'
  put sys/fs/cgroup/cgroup.stat 'nr_descendants many' 'nr_dying_descendants 64000'
  run -0 probe_everywhere
  has 'memcg_kmem_dying_descendants 64000' 'memcg_kmem_memory_cgroups 130000'
}

@test "hybrid: memory on v1, an empty v2 beside it" {
  el7
  put sys/fs/cgroup/unified/cgroup.controllers ''
  run -0 probe_once
  has 'memcg_kmem_cgroup_version 1' 'memcg_kmem_memory_cgroup_directories 5'
}

@test "kernel without a memory row in /proc/cgroups" {
  cgroup_v2
  put proc/cgroups '#subsys_name	hierarchy	num_cgroups	enabled' 'cpu	0	310	1'
  run -0 probe_once
  has 'memcg_kmem_probe_input_error{input="proc_cgroups",reason="no_memory_row"} 0' 'memcg_kmem_memory_cgroups 310'
  rm "$tree/sys/fs/cgroup/cgroup.stat"
  run -0 probe_once
  input_fails proc_cgroups no_memory_row
  has_no memcg_kmem_memory_cgroups
}

@test "quotes hold a value together, and the kernel takes them off" {
  el7
  for line in 'ro cgroup.memory="nosocket,nokmem"' 'ro "cgroup.memory=nokmem"' "ro cgroup.memory='nokmem'"; do
    put proc/cmdline "$line"
    run -0 probe_everywhere
    has 'memcg_kmem_cmdline_nokmem 1'
  done
  put proc/cmdline 'ro dyndbg="file cgroup.memory=nokmem +p" quiet'
  run -0 probe_everywhere
  has 'memcg_kmem_cmdline_nokmem 0'
}

@test "/etc/default/grub: what a shell would make of it counts" {
  el7
  for line in 'GRUB_CMDLINE_LINUX="quiet cgroup.memory=nokmem"' "GRUB_CMDLINE_LINUX='cgroup.memory=\"nosocket,nokmem\"'" \
    'GRUB_CMDLINE_LINUX="cgroup.memory=\"nosocket,nokmem\""' '  export GRUB_CMDLINE_LINUX_DEFAULT=cgroup.memory=nokmem # so' \
    $'GRUB_CMDLINE_LINUX="cgroup.memory=nokmem"\nGRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX quiet"' \
    $'GRUB_CMDLINE_LINUX="quiet"\nGRUB_CMDLINE_LINUX+=" cgroup.memory=nokmem"' \
    $'GRUB_CMDLINE_LINUX="cgroup.memory=nokmem"\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"'; do
    put etc/default/grub "$line"
    run -0 probe_everywhere
    has 'memcg_kmem_default_grub_nokmem 1'
  done
  for line in '#GRUB_CMDLINE_LINUX="cgroup.memory=nokmem"' '  # GRUB_CMDLINE_LINUX="cgroup.memory=nokmem"' \
    'GRUB_CMDLINE_LINUX="quiet" # cgroup.memory=nokmem' 'GRUB_CMDLINE_XEN="cgroup.memory=nokmem"' \
    $'GRUB_CMDLINE_LINUX="cgroup.memory=nokmem"\nGRUB_CMDLINE_LINUX="quiet"'; do
    put etc/default/grub "$line"
    run -0 probe_everywhere
    has 'memcg_kmem_default_grub_nokmem 0'
  done
}

@test "/etc/default/grub.d overrides the file" {
  ubuntu
  put etc/default/grub 'GRUB_CMDLINE_LINUX_DEFAULT="cgroup.memory=nokmem"'
  put etc/default/grub.d/50-cloudimg-settings.cfg 'GRUB_CMDLINE_LINUX_DEFAULT="console=ttyS0"'
  run -0 probe_everywhere
  has 'memcg_kmem_default_grub_nokmem 0'
  put etc/default/grub.d/99-nokmem.cfg 'GRUB_CMDLINE_LINUX_DEFAULT="${GRUB_CMDLINE_LINUX_DEFAULT} cgroup.memory=nokmem"'
  run -0 probe_everywhere
  has 'memcg_kmem_default_grub_nokmem 1'
}

@test "nokmem is a word of a list, and what follows -- is not the kernel's" {
  el7
  for line in 'ro cgroup.memory=nokmem' 'cgroup.memory=nosocket cgroup.memory=nokmem ro' 'ro cgroup.memory=nokmem,nobpf'; do
    put proc/cmdline "$line"
    run -0 probe_everywhere
    has 'memcg_kmem_cmdline_nokmem 1'
  done
  for line in 'ro cgroup.memory=nosocket' 'ro xcgroup.memory=nokmem' 'ro cgroup.memory=nokmemory' 'ro nokmem' 'ro -- cgroup.memory=nokmem'; do
    put proc/cmdline "$line"
    run -0 probe_everywhere
    has 'memcg_kmem_cmdline_nokmem 0'
  done
}

@test "hostile names are counted once and never run" {
  hostile_names
  run -0 probe_everywhere
  has 'memcg_kmem_sysfs_slab_entries 4' 'memcg_kmem_memory_cgroup_directories 5' 'memcg_kmem_cmdline_nokmem 1' 'memcg_kmem_cmdline_nosocket 0'
  input_fails pod_cgroups unreadable
  [ -z "$(find "$BATS_TEST_TMPDIR" -name owned)" ]
}

@test "nothing there: every input says missing, and promtool accepts it" {
  rm "$FAKE_JOURNAL"
  rm -r "$tree"
  JOURNALCTL=/nonexistent run -0 probe_everywhere
  for input in cmdline default_grub boot_entries proc_cgroups cgroup_directories cgroup_stat slab_entries pod_cgroups kubelet_journal; do
    input_fails $input missing
  done
  has 'memcg_kmem_probe_info{version="0.1.0"} 1'
}

@test "unreadable inputs say so" {
  [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null || skip 'needs root and setpriv to become someone who may not read'
  el7
  chmod 0000 "$tree"/proc/cmdline "$tree"/proc/cgroups "$tree"/sys/kernel/slab "$tree"/boot/grub2/grub.cfg "$tree"/etc/default/grub
  chmod 0711 "$tree"/sys/fs/cgroup/memory
  chmod -R a+rX "$BATS_RUN_TMPDIR"
  chmod 0000 "$tree"/proc/cmdline "$tree"/proc/cgroups "$tree"/sys/kernel/slab "$tree"/boot/grub2/grub.cfg "$tree"/etc/default/grub
  chmod 0711 "$tree"/sys/fs/cgroup/memory
  chmod 0777 "$STATE_DIR"
  run -0 setpriv --reuid 65534 --regid 65534 --clear-groups dash "$probe" --print
  chmod -R u+rwX "$tree"
  for input in cmdline proc_cgroups slab_entries cgroup_directories boot_entries default_grub; do
    input_fails $input unreadable
  done
}

@test "counting stops at its bound and says so" {
  el7
  MAX_ENTRIES=100 run -0 probe_once
  has 'memcg_kmem_sysfs_slab_entries 100'
  input_fails slab_entries truncated
}

@test "an input that takes too long is given up" {
  el7
  mkdir "$BATS_TEST_TMPDIR/slow"
  printf '#!/bin/sh\nexec sleep 30\n' >"$BATS_TEST_TMPDIR/slow/find"
  chmod +x "$BATS_TEST_TMPDIR/slow/find"
  PATH=$BATS_TEST_TMPDIR/slow:$PATH INPUT_SECONDS=1 run -0 dash "$probe" --print
  input_fails slab_entries timeout
  has_no memcg_kmem_sysfs_slab_entries
  has 'memcg_kmem_cmdline_nokmem 0'
}

refusal() { # refusal ERRNO
  echo "E0801 10:00:00.000000 1234 pod_workers.go:190] Error syncing pod 0a1b (\"web_default(0a1b)\"), skipping: failed to ensure that the pod: 0a1b cgroups exist and are correctly applied: failed to create container for [kubepods besteffort pod0a1b] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod0a1b: $1"
}

@test "refused creations: counted once an attempt, kept between runs, look-alikes left out" {
  el7
  echo 'I0801 kubelet started' >"$FAKE_JOURNAL"
  refusal 'cannot allocate memory' >>"$FAKE_JOURNAL"
  run -0 probe_everywhere
  has 'memcg_kmem_refused_creations_total 0' '# TYPE memcg_kmem_refused_creations_total counter'

  refusal 'cannot allocate memory' >>"$FAKE_JOURNAL"
  refusal 'no space left on device' >>"$FAKE_JOURNAL"
  # The same attempt, told again as an event, and other faults.
  echo 'I0801 event.go:209] Event(v1.ObjectReference{...}): reason: FailedCreatePodContainer unable to ensure pod container exists: failed to create container for [kubepods besteffort pod0a1b] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod0a1b: cannot allocate memory' >>"$FAKE_JOURNAL"
  echo 'E0801 pod_workers.go:190] Error syncing pod 1, skipping: failed to create container for [kubepods] : dbus: connection closed by user' >>"$FAKE_JOURNAL"
  echo 'E0801 pod_workers.go:190] Error syncing pod 1, skipping: mkdir /sys/fs/cgroup/cpuset/kubepods/pod1: no space left on device' >>"$FAKE_JOURNAL"
  echo 'E0801 Failed to start cAdvisor inotify_add_watch /sys/fs/cgroup/memory/kubepods/pod1: no space left on device' >>"$FAKE_JOURNAL"
  # Structured logging of later kubelets, the runtime refusing.
  echo 'E0801 pod_workers.go:918] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"web\" with RunContainerError: \"failed to create containerd task: mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1/9f86: cannot allocate memory: unknown\"" pod="default/web"' >>"$FAKE_JOURNAL"
  run -0 probe_everywhere
  has 'memcg_kmem_refused_creations_total 3'
  run -0 probe_everywhere
  has 'memcg_kmem_refused_creations_total 3' 'memcg_kmem_probe_input_error{input="kubelet_journal",reason=""} 0'
}

@test "refused creations: a rotated journal keeps the count and goes on from its end" {
  el7
  seq 9 >"$FAKE_JOURNAL"
  run -0 probe_once
  refusal 'cannot allocate memory' >"$FAKE_JOURNAL"
  run -0 probe_once
  input_fails kubelet_journal unreadable
  has 'memcg_kmem_refused_creations_total 0'
  refusal 'cannot allocate memory' >>"$FAKE_JOURNAL"
  run -0 probe_once
  has 'memcg_kmem_refused_creations_total 1'
}

@test "refused creations: a message cannot move the cursor, nor a spoilt state the count" {
  el7
  echo start >"$FAKE_JOURNAL"
  run -0 probe_everywhere
  echo '-- cursor: $(touch owned);i=0' >>"$FAKE_JOURNAL"
  run -0 probe_everywhere
  grep -qx 's=5f0e;i=2' "$STATE_DIR/refused_creations"
  printf '%s\n' '$(touch owned)' 'x' >"$STATE_DIR/refused_creations"
  run -0 probe_everywhere
  has 'memcg_kmem_refused_creations_total 0'
  [ ! -e owned ]
}

@test "no journal, no counter; the last count stays when the journal goes" {
  el7
  JOURNALCTL=/nonexistent run -0 probe_once
  has_no memcg_kmem_refused_creations_total
  printf '7\ns=5f0e;i=0\n' >"$STATE_DIR/refused_creations"
  JOURNALCTL=/nonexistent run -0 probe_once
  has 'memcg_kmem_refused_creations_total 7'
}

@test "a journal of systemd itself: the cursor is followed" {
  local write=/lib/systemd/systemd-journal-remote
  command -v journalctl >/dev/null && [ -x $write ] || skip 'needs journalctl and systemd-journal-remote'
  el7
  journal_of 'kubelet started' | $write -o system.journal - >/dev/null
  printf '#!/bin/sh\nexec %s --file %s/system.journal "$@"\n' "$(command -v journalctl)" "$PWD" >real-journalctl
  chmod +x real-journalctl
  export JOURNALCTL=$PWD/real-journalctl
  run -0 probe_everywhere
  has 'memcg_kmem_refused_creations_total 0'
  journal_of "$(refusal 'cannot allocate memory')" 'something else' "$(refusal 'no space left on device')" | $write -o system.journal - >/dev/null
  run -0 probe_everywhere
  has 'memcg_kmem_refused_creations_total 2'
  run -0 probe_everywhere
  has 'memcg_kmem_refused_creations_total 2'
}

# The journal's export format, from which systemd-journal-remote makes a journal.
journal_of() {
  local message
  for message in "$@"; do
    sequence=$((${sequence:-0} + 1))
    printf '__REALTIME_TIMESTAMP=%s\n__MONOTONIC_TIMESTAMP=%s\n_BOOT_ID=%s\n_SYSTEMD_UNIT=kubelet.service\nPRIORITY=6\nMESSAGE=%s\n\n' \
      $((1700000000000000 + sequence)) "$sequence" 0123456789abcdef0123456789abcdef "$message"
  done
}

@test "the file is whole, readable by node_exporter, and alone" {
  el7
  run -0 dash "$probe"
  [ "$(ls -A "$TEXTFILE_DIR")" = memcg_kmem.prom ]
  [ "$(stat -c %a "$TEXTFILE_DIR/memcg_kmem.prom")" = 644 ]
  [ "$(ls -A "$STATE_DIR")" = '' ] || [ "$(ls -A "$STATE_DIR")" = refused_creations ]
}

@test "promtool finds nothing to say about names, HELP and TYPE" {
  command -v promtool >/dev/null || skip 'needs promtool'
  el7_fixed
  echo start >"$FAKE_JOURNAL"
  dash "$probe" --print >out.prom
  promtool check metrics <out.prom
}

@test "two runs at once: one works, the other leaves without touching anything" {
  el7
  mkdir "$STATE_DIR/lock"
  echo "$BASHPID" >"$STATE_DIR/lock/pid"
  run -0 --separate-stderr dash "$probe"
  [[ $stderr == *'another run has the lock'* ]]
  [ -z "$(ls -A "$TEXTFILE_DIR")" ]
  [ -d "$STATE_DIR/lock" ]
}

@test "the lock of a killed run, or of a restarted container, is taken over" {
  el7
  mkdir "$STATE_DIR/lock"
  echo 4194305 >"$STATE_DIR/lock/pid" # above any pid_max
  run -0 dash "$probe"
  [ -e "$TEXTFILE_DIR/memcg_kmem.prom" ]
  [ ! -e "$STATE_DIR/lock" ]

  rm "$TEXTFILE_DIR/memcg_kmem.prom"
  mkdir "$STATE_DIR/lock"
  run -0 dash -c 'echo $$ >"$STATE_DIR/lock/pid"; exec dash "$0"' "$probe"
  [ -e "$TEXTFILE_DIR/memcg_kmem.prom" ]
}

@test "many at once leave one whole file" {
  el7
  for _ in 1 2 3 4 5 6; do dash "$probe" 2>/dev/null & done
  wait
  [ "$(ls -A "$TEXTFILE_DIR")" = memcg_kmem.prom ]
  [ "$(grep -c '^memcg_kmem_probe_info' "$TEXTFILE_DIR/memcg_kmem.prom")" = 1 ]
  [ ! -e "$STATE_DIR/lock" ]
}

@test "no place to write is an error, and nothing is left behind" {
  el7
  TEXTFILE_DIR=$BATS_TEST_TMPDIR/none run -1 dash "$probe"
  [[ $output == *"cannot write to TEXTFILE_DIR"* ]]
  [ ! -e "$STATE_DIR/lock" ]
  STATE_DIR=/proc/none run -1 dash "$probe"
  [[ $output == *"cannot write to STATE_DIR"* ]]
}

@test "--every goes on until it is told to stop" {
  el7
  for shell in dash bash 'busybox sh'; do
    rm -f "$TEXTFILE_DIR/memcg_kmem.prom"
    $shell "$probe" --every 1 &
    loop=$!
    for _ in $(seq 200); do [ -e "$TEXTFILE_DIR/memcg_kmem.prom" ] && break || sleep 0.1; done
    rm "$TEXTFILE_DIR/memcg_kmem.prom"
    for _ in $(seq 200); do [ -e "$TEXTFILE_DIR/memcg_kmem.prom" ] && break || sleep 0.1; done
    [ -e "$TEXTFILE_DIR/memcg_kmem.prom" ]
    kill "$loop"
    wait "$loop"
  done
}

@test "usage" {
  run -64 dash "$probe" --unknown
  run -64 dash "$probe" --every
  run -64 dash "$probe" --every 0
  run -0 dash "$probe" --version
  [ "$output" = 'memcg-kmem-probe 0.1.0' ]
}

@test "shellcheck" {
  command -v shellcheck >/dev/null || skip 'needs shellcheck'
  shellcheck -s sh "$probe" "$BATS_TEST_DIRNAME/fake-journalctl"
}
