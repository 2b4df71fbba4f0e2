import { kernelTable } from '../kernel';
import { type Distribution, distributionsOf, type KernelSource, type System } from './system';

export interface UpgradeTarget {
  rowId: string;
  family: string;
  /** A release of that family. */
  release: string;
  /** Day on which the distribution's regular support ends, YYYY-MM-DD. */
  endOfLife?: string;
}

/** Rows of the kernel table that a node of this distribution can move to, the newest first. */
const targetRows: Readonly<Record<Distribution, readonly string[]>> = {
  el7: ['el10', 'el9', 'el8.1'],
  el8: ['el10', 'el9', 'el8.1'],
  el9: ['el10', 'el9'],
  amazon2: ['amazon-2023', 'amazon-5.10'],
  amazon2023: ['amazon-2023'],
  alibaba2: ['alibaba-3'],
  alibaba3: ['alibaba-3'],
  debian: ['debian-12', 'debian-11'],
  ubuntu: ['ubuntu-24.04', 'ubuntu-22.04', 'ubuntu-20.04'],
  // No row is SUSE's own: its fixed kernels go by the mainline release below them.
  suse: ['base-5.9', 'base-5.3-5.8'],
};

const suseExample = /-default$/;

/** What to upgrade to, as far as the kernel table knows. */
export function upgradeTargets(system: System): UpgradeTarget[] {
  return system.kind === 'distribution' ? targetsOf(system.distribution) : [];
}

/** For reading ahead: those of every distribution with this source. */
export function upgradeTargetsFrom(source: KernelSource): UpgradeTarget[] {
  const targets = distributionsOf(source).flatMap(targetsOf);
  return [...new Map(targets.map((target) => [target.rowId, target])).values()];
}

function targetsOf(distribution: Distribution): UpgradeTarget[] {
  return targetRows[distribution].flatMap((rowId) => {
    const row = kernelTable.rows.find(({ id }) => id === rowId);
    const release =
      distribution === 'suse' ? row?.examples.find((example) => suseExample.test(example)) : row?.examples[0];
    return row && release !== undefined
      ? [{ rowId, family: row.family, release, endOfLife: row.endOfLife ?? undefined }]
      : [];
  });
}
