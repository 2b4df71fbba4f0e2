import { kernelTable } from '../kernel';
import { type Distribution, distributionsOf, type KernelSource, type System } from './system';
import { targetRows } from './targetRows';

export interface UpgradeTarget {
  rowId: string;
  family: string;
  /** A release of that family. */
  release: string;
  /** Day on which the distribution's regular support ends, YYYY-MM-DD. */
  endOfLife?: string;
}

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
  return targetRows[distribution].flatMap(([rowId, release]) => {
    const row = kernelTable.rows.find(({ id }) => id === rowId);
    return row ? [{ rowId, family: row.family, release, endOfLife: row.endOfLife ?? undefined }] : [];
  });
}
