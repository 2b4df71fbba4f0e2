import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type MemoryHierarchy, ownCgroup } from './memoryHierarchy';

/** More would teach nothing and cost memory on a machine that others use. */
export const maxDyingCgroups = 500;

/** Real memory cgroups whose directories are gone and which the kernel keeps for the page cache charged to them. */
export interface DyingCgroups {
  /** Has the kernel take that page cache back, so that it can let the cgroups go. Touches no other cgroup's memory. */
  reclaim(): void;
  /** Removes all that was made, on disk too. Safe to call twice. */
  close(): void;
}

// One shell that enters a new cgroup, has a page of a new file charged to it, goes home, and removes the directory. Only
// builtins and the two removals: a process born inside would leave more behind than the page.
const leakOnce = `
set -eu
parent=$1 home=$2 files=$3 count=$4
i=0
while [ "$i" -lt "$count" ]; do
  mkdir "$parent/leaf"
  echo $$ >"$parent/leaf/cgroup.procs"
  echo page >"$files/$i"
  echo $$ >"$home/cgroup.procs"
  rmdir "$parent/leaf"
  i=$((i + 1))
done
`;

/** Leaves `count` dying memory cgroups behind, all below one scratch directory of our own. */
export async function leaveDyingCgroups(hierarchy: MemoryHierarchy, count: number): Promise<DyingCgroups> {
  if (!Number.isInteger(count) || count < 1 || count > maxDyingCgroups) {
    throw new Error(`between 1 and ${maxDyingCgroups} dying cgroups, not ${count}`);
  }
  const parent = path.join(hierarchy.root, `memcg-kmem-leak-${process.pid}`);
  // Not the temporary folder: that may be a tmpfs, whose pages cannot be reclaimed without swap.
  const files = mkdtempSync('/var/tmp/memcg-kmem-leak-');
  const dying: DyingCgroups = {
    reclaim: () => reclaim(hierarchy, parent),
    close: () => {
      rmSync(files, { recursive: true, force: true });
      for (const directory of [path.join(parent, 'leaf'), parent]) {
        if (existsSync(directory)) {
          rmdirSync(directory);
        }
      }
    },
  };
  try {
    mkdirSync(parent);
    if (hierarchy.version === 2) {
      writeFileSync(path.join(parent, 'cgroup.subtree_control'), '+memory');
    }
    const home = ownCgroup(hierarchy);
    await promisify(execFile)('sh', ['-c', leakOnce, 'sh', parent, home, files, String(count)]);
    return dying;
  } catch (error) {
    dying.close();
    throw error;
  }
}

function reclaim({ version }: MemoryHierarchy, parent: string): void {
  if (version === 1) {
    writeFileSync(path.join(parent, 'memory.force_empty'), '0');
    return;
  }
  const file = path.join(parent, 'memory.reclaim');
  if (!existsSync(file)) {
    return; // before 5.19: removing the files drops their pages just as well
  }
  try {
    writeFileSync(file, '1G');
  } catch (error) {
    // EAGAIN says that there was less than asked for, which is what is wanted.
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
      throw error;
    }
  }
}
