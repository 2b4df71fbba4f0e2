import { type Conditions } from './conditions';
import { type RankedCause, type Settle, type SettlingFact } from './diagnosis';
import { type NodeEvidence } from './evidence';

/** All of them only read. */
const commands: Readonly<Record<SettlingFact, string>> = {
  refusalText: "journalctl -u kubelet --since -1h | grep -E 'mkdir .*(cannot allocate memory|no space left on device)'",
  slabEntries: 'ls /sys/kernel/slab | wc -l',
  slabCaches: 'slabtop -o -s c | head -n 20',
  cgroupDirectories: "find /sys/fs/cgroup/memory -type d | wc -l; grep -E '^(memory|pids)' /proc/cgroups",
  dyingCount: 'cat /sys/fs/cgroup/cgroup.stat /sys/fs/cgroup/memory/cgroup.stat 2>/dev/null',
  kmemAccounting: 'find /sys/fs/cgroup/memory/kubepods* -name memory.kmem.slabinfo | tail -n 1 | xargs cat',
  memoryFigures: "grep -E '^(MemTotal|MemAvailable|SReclaimable|SUnreclaim|Percpu):' /proc/meminfo",
  cgroupLimit: "dmesg -T | grep -B2 -A12 'invoked oom-killer'",
  kernelRelease: 'uname -r',
};

/** Facts that would settle whether it is this cause, the most telling first. */
const factsByCause: Readonly<Record<RankedCause['cause'], readonly SettlingFact[]>> = {
  'memcg-kmem-leak': ['kernelRelease', 'refusalText', 'slabEntries', 'kmemAccounting'],
  'memcg-id-exhaustion': ['kernelRelease', 'refusalText', 'cgroupDirectories', 'dyingCount'],
  'dying-memcgs': ['kernelRelease', 'dyingCount', 'cgroupDirectories'],
  'live-cgroup-leak': ['cgroupDirectories'],
  'memory-shortage': ['memoryFigures', 'slabCaches'],
  'other-slab-leak': ['slabCaches', 'slabEntries'],
  'cgroup-at-its-limit': ['cgroupLimit', 'memoryFigures'],
  other: ['refusalText', 'memoryFigures'],
  none: ['memoryFigures', 'kernelRelease'],
};

/** The one or two facts that have not been seen and would settle whether it is this cause. */
export function settle(cause: RankedCause['cause'], evidence: NodeEvidence, is: Conditions): Settle[] {
  return factsByCause[cause]
    .filter((fact) => !isSeen(fact, evidence, is))
    .slice(0, 2)
    .map((fact) => ({ fact, command: commands[fact] }));
}

function isSeen(fact: SettlingFact, evidence: NodeEvidence, is: Conditions): boolean {
  switch (fact) {
    case 'refusalText':
      return is.refused.length > 0;
    case 'slabEntries':
      return evidence.slabEntries !== undefined || !is.kernel.slabEntriesMeaningful;
    case 'cgroupDirectories':
      return evidence.liveMemoryCgroups !== undefined && evidence.memoryCgroups !== undefined;
    case 'dyingCount':
      return is.dyingCgroups !== undefined || is.kernel.mechanism === 'el7-kmem-caches';
    case 'kmemAccounting':
      return evidence.kmemAccountingOn !== undefined;
    case 'memoryFigures':
      return evidence.memoryAvailableBytes !== undefined && evidence.slabUnreclaimableBytes !== undefined;
    case 'kernelRelease':
      return evidence.kernelRelease !== undefined;
    case 'slabCaches':
    case 'cgroupLimit':
      return false;
  }
}
