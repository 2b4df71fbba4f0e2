import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where memory cgroups are made on this machine. */
export interface MemoryHierarchy {
  version: 1 | 2;
  /** Its root directory: the cgroup that all others are below. */
  root: string;
}

/** Roots of the trees that are looked at; tests put their own here. */
export interface Roots {
  proc: string;
  sys: string;
}
export const machine: Roots = { proc: '/proc', sys: '/sys' };

/** The memory hierarchy, or a sentence that says why no cgroup can be made and removed here. */
export function findMemoryHierarchy({ proc, sys }: Roots = machine): MemoryHierarchy | string {
  if (process.platform !== 'linux') {
    return 'memory cgroups exist on Linux only';
  }
  if (process.getuid?.() !== 0) {
    return 'only root may make memory cgroups';
  }
  const v1 = path.join(sys, 'fs/cgroup/memory');
  if (existsSync(path.join(v1, 'memory.force_empty'))) {
    return writable(v1) ? { version: 1, root: v1 } : `${v1} is not writable`;
  }
  const v2 = path.join(sys, 'fs/cgroup');
  if (!existsSync(path.join(v2, 'cgroup.controllers'))) {
    return `no memory hierarchy below ${v2}`;
  }
  if (!words(path.join(v2, 'cgroup.subtree_control')).includes('memory')) {
    return `the memory controller is not given to the children of ${v2}`;
  }
  if (memoryCgroupsCounted({ proc, sys }) === undefined) {
    return 'this kernel does not count memory cgroups in /proc/cgroups';
  }
  return writable(v2) ? { version: 2, root: v2 } : `${v2} is not writable`;
}

/** num_cgroups of memory in /proc/cgroups: live and dying ones together on 4.x and later. */
export function memoryCgroupsCounted({ proc }: Roots = machine): number | undefined {
  const row = /^memory\t\d+\t(\d+)\t/m.exec(readFileSync(path.join(proc, 'cgroups'), 'utf8'));
  return row?.[1] === undefined ? undefined : Number(row[1]);
}

/** The directory of this process's own cgroup, to which a process that has left another returns. */
export function ownCgroup({ version, root }: MemoryHierarchy, { proc }: Roots = machine): string {
  const lines = readFileSync(path.join(proc, 'self/cgroup'), 'utf8').trim().split('\n');
  for (const line of lines) {
    const [, controllers = '', directory = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (version === 2 ? controllers === '' : controllers.split(',').includes('memory')) {
      return path.join(root, directory);
    }
  }
  return root;
}

function words(file: string): string[] {
  return readFileSync(file, 'utf8').trim().split(/\s+/);
}

function writable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
