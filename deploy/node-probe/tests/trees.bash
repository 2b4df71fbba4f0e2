# Small /proc, /sys, /boot and /etc trees of the systems the probe meets. Each function fills $tree.

put() { # put FILE [LINE ...]
  mkdir -p "$(dirname "$tree/$1")"
  local file=$tree/$1
  shift
  printf '%s\n' "$@" >"$file"
}

proc_cgroups() { # proc_cgroups NUMBER
  printf '#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpuset\t9\t40\t1\nmemory\t6\t%s\t1\npids\t5\t60\t1\n' "$1" |
    put_stdin proc/cgroups
}

put_stdin() {
  mkdir -p "$(dirname "$tree/$1")"
  cat >"$tree/$1"
}

# What CentOS 7 answers where accounting is off: an open that succeeds and a read that fails with EIO.
eio() {
  mkdir -p "$(dirname "$tree/$1")"
  ln -s /proc/self/mem "$tree/$1"
}

cgroup_v1_root() {
  put sys/fs/cgroup/memory/cgroup.procs 1
}

pod_v1() { # pod_v1 PATH KMEM_USAGE
  put "sys/fs/cgroup/memory/$1/cgroup.procs" 4711
  put "sys/fs/cgroup/memory/$1/memory.kmem.usage_in_bytes" "$2"
}

slab_entries() { # slab_entries NUMBER
  mkdir -p "$tree/sys/kernel/slab"
  seq "$1" | sed "s|^|$tree/sys/kernel/slab/cache-|" | xargs mkdir -p
}

grub_el7='linux16 /vmlinuz-3.10.0-1160.83.1.el7.x86_64 root=/dev/mapper/centos-root ro crashkernel=auto rhgb quiet'

# The incident: BIOS, accounting on, no nokmem anywhere.
el7() {
  put proc/cmdline 'BOOT_IMAGE=/vmlinuz-3.10.0-1160.83.1.el7.x86_64 root=/dev/mapper/centos-root ro crashkernel=auto rhgb quiet'
  proc_cgroups 186
  put etc/default/grub 'GRUB_TIMEOUT=5' 'GRUB_CMDLINE_LINUX="crashkernel=auto rhgb quiet"'
  put boot/grub2/grub.cfg "menuentry 'CentOS Linux (3.10.0-1160.83.1.el7.x86_64) 7 (Core)' {" "	$grub_el7" '}' \
    "menuentry 'CentOS Linux (0-rescue-5f0) 7 (Core)' {" '	linux16 /vmlinuz-0-rescue-5f0 root=/dev/mapper/centos-root ro' '}'
  slab_entries 321
  cgroup_v1_root
  local pod=kubepods/burstable/pod0a1b2c3d-0000-4000-8000-000000000001
  pod_v1 $pod 1835008
  pod_v1 $pod/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 1310720
  put sys/fs/cgroup/memory/$pod/memory.kmem.slabinfo 'slabinfo - version: 2.1' \
    '# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables' \
    'kmalloc-64            64     64     64   64    1 : tunables    0    0    0'
}

# The same node after the fix and a reboot.
el7_fixed() {
  el7
  put proc/cmdline 'BOOT_IMAGE=/vmlinuz-3.10.0-1160.83.1.el7.x86_64 root=/dev/mapper/centos-root ro quiet cgroup.memory=nosocket,nokmem'
  put etc/default/grub 'GRUB_CMDLINE_LINUX="crashkernel=auto quiet cgroup.memory=nosocket,nokmem"'
  put boot/grub2/grub.cfg "	$grub_el7 cgroup.memory=nosocket,nokmem" '	linux16 /vmlinuz-0-rescue-5f0 ro'
  local pod=kubepods/burstable/pod0a1b2c3d-0000-4000-8000-000000000001
  rm -r "$tree/sys/fs/cgroup/memory/$pod"
  pod_v1 $pod 0
  eio sys/fs/cgroup/memory/$pod/memory.kmem.slabinfo
}

# UEFI, and the parameter was generated into the file that UEFI does not read.
el7_wrong_grub_file() {
  el7
  mkdir -p "$tree/sys/firmware/efi"
  put etc/default/grub 'GRUB_CMDLINE_LINUX="quiet cgroup.memory=nokmem"'
  put boot/grub2/grub.cfg "	$grub_el7 cgroup.memory=nokmem"
  put boot/efi/EFI/centos/grub.cfg "	linuxefi /vmlinuz-3.10.0-1160.83.1.el7.x86_64 root=/dev/mapper/centos-root ro quiet"
}

# Boot loader entries whose arguments are in grubenv; set, not yet rebooted.
el8() {
  put proc/cmdline 'BOOT_IMAGE=(hd0,msdos1)/vmlinuz-4.18.0-80.el8.x86_64 root=/dev/mapper/rhel-root ro'
  proc_cgroups 912
  put etc/default/grub 'GRUB_ENABLE_BLSCFG=true' 'GRUB_CMDLINE_LINUX="crashkernel=auto"'
  put boot/grub2/grubenv '# GRUB Environment Block' 'saved_entry=one' 'kernelopts=root=/dev/mapper/rhel-root ro cgroup.memory=nokmem'
  put boot/loader/entries/one-4.18.0-80.el8.x86_64.conf 'title RHEL' 'linux /vmlinuz-4.18.0-80.el8.x86_64' 'options $kernelopts $tuned_params'
  put boot/loader/entries/one-4.18.0-79.el8.x86_64.conf 'title RHEL' 'linux /vmlinuz-4.18.0-79.el8.x86_64' 'options root=/dev/mapper/rhel-root ro'
  put boot/loader/entries/one-0-rescue.conf 'title rescue' 'options $kernelopts'
  slab_entries 150
  cgroup_v1_root
  # systemd driver; 4.18 prints nothing for either answer.
  local slice=kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod0a1b2c3d_0000_4000_8000_000000000002.slice
  pod_v1 $slice 0
  pod_v1 $slice/cri-containerd-9f86.scope 921600
  put_stdin sys/fs/cgroup/memory/$slice/cri-containerd-9f86.scope/memory.kmem.slabinfo </dev/null
}

ubuntu() {
  put proc/cmdline 'BOOT_IMAGE=/boot/vmlinuz-4.15.0-213-generic root=UUID=1 ro quiet splash'
  proc_cgroups 22563
  put etc/default/grub 'GRUB_CMDLINE_LINUX_DEFAULT="quiet splash"' 'GRUB_CMDLINE_LINUX=""'
  put boot/grub/grub.cfg '	linux	/boot/vmlinuz-4.15.0-213-generic root=UUID=1 ro  quiet splash $vt_handoff' \
    '	linux	/boot/vmlinuz-4.15.0-213-generic root=UUID=1 ro recovery nomodeset'
  slab_entries 140
  cgroup_v1_root
  mkdir -p "$tree"/sys/fs/cgroup/memory/system.slice/{cron,ssh}.service
}

cgroup_v2() {
  put proc/cmdline 'BOOT_IMAGE=/vmlinuz-6.1.0-18-amd64 root=UUID=1 ro'
  proc_cgroups 310
  put etc/default/grub 'GRUB_CMDLINE_LINUX=""'
  put boot/grub/grub.cfg '	linux	/vmlinuz-6.1.0-18-amd64 root=UUID=1 ro'
  slab_entries 90
  put sys/fs/cgroup/cgroup.controllers 'cpuset cpu io memory pids'
  put sys/fs/cgroup/cgroup.stat 'nr_descendants 61' 'nr_dying_descendants 248'
  local pod=kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice
  put sys/fs/cgroup/$pod/memory.stat 'anon 4096' 'file 0' 'kernel_stack 32768' 'slab 151552'
  put sys/fs/cgroup/$pod/cgroup.events 'populated 1' 'frozen 0'
}

# Anything a name may hold, where names are counted.
hostile_names() {
  el7
  rm -r "$tree/sys/kernel/slab" "$tree/sys/fs/cgroup/memory"
  cgroup_v1_root
  mkdir -p "$tree/sys/kernel/slab/a
b" "$tree/sys/kernel/slab/-rf" "$tree/sys/kernel/slab/\$(touch owned)" "$tree/sys/kernel/slab/*" \
    "$tree/sys/fs/cgroup/memory/kubepods/pod\"}1
x" "$tree/sys/fs/cgroup/memory/kubepods/pod*; touch owned" "$tree/sys/fs/cgroup/memory/kubepods/pod% s"
  put 'proc/cmdline' 'ro "cgroup.memory=nokmem" dyndbg="file * +p" `touch owned` -- cgroup.memory=nosocket'
}
