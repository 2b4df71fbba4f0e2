import { type WayOut } from './waysOut';
import table from '../knowledge/kernels.json';

export type KernelClass = 'affected' | 'partially-fixed' | 'fixed' | 'protected-by-default' | 'unknown';
export type KernelMechanism = 'el7-kmem-caches' | 'dying-memcgs' | 'page-cache-zombies' | 'none' | 'unknown';
export type NokmemSupport = 'supported' | 'unreliable' | 'unavailable' | 'unneeded';
/** Who switches kernel-memory accounting on: the runtime's write (before 4.5), or the kernel by itself. */
export type AccountingStarter = 'runtime' | 'kernel' | 'none' | 'unknown';
/**
 * What a row's class rests on: `vendor`, the row speaks of these builds; `lineage`, inferred from the kernel whose sources
 * they are built from; `base`, inferred from the mainline release below them.
 */
export type KernelBasis = 'vendor' | 'lineage' | 'base';

/** Where a claim comes from. `inference` is our own conclusion from what the address says. */
export interface KernelSource {
  kind: 'vendor' | 'upstream' | 'report' | 'inference';
  url: string;
  /** ISO date, possibly only a year or a year and month. */
  date: string | null;
}

/** A row of `jsonnet/kernels.libsonnet`, where each field is explained. */
export interface KernelRow {
  id: string;
  family: string;
  /** RE2 and JavaScript alike; matches the whole release. */
  pattern: string;
  class: KernelClass;
  basis: KernelBasis;
  mechanism: KernelMechanism;
  nokmem: NokmemSupport;
  accounting: AccountingStarter;
  cgroupCountIncludesDying: boolean;
  slabEntriesMeaningful: boolean;
  waysOut: WayOut[];
  /** Day on which the distribution's regular support ended or ends, YYYY-MM-DD. */
  endOfLife: string | null;
  disputed: boolean;
}

export interface KernelTable {
  schemaVersion: number;
  rows: KernelRow[];
}

export const kernelTable = table as KernelTable;
