import { type KernelVerdict } from './classifyKernel';

/** What a release is made of, in its own words. */
export interface ReleaseParts {
  /** The mainline release below it, e.g. `4.19.177`. */
  base: string;
  /** The vendor's own count, e.g. `1160.83.1` of `3.10.0-1160.83.1.el7.x86_64`. */
  patchLevel?: string;
  /** What it was built for, e.g. `aws`, `esx`, `pve`. */
  flavour?: string;
}

const form = /^([0-9]{1,3}\.[0-9]{1,3}(?:\.[0-9]{1,4})*)(?:[-._+]([0-9]+(?:[.-][0-9]+)*)(?![0-9a-z]))?(.*)$/;
const lastWord = /-([a-z][a-z0-9_]*)$/i;

/** Parts of a release that has a mainline version in front; undefined for any other text. */
export function parseRelease(release: string): ReleaseParts | undefined {
  const [, base, patchLevel, rest] = form.exec(release.slice(0, 256)) ?? [];
  if (base === undefined) {
    return undefined;
  }
  const flavour = lastWord.exec(rest ?? '')?.[1];
  return { base, ...(patchLevel && { patchLevel }), ...(flavour && { flavour }) };
}

/** Who made the kernel: the table's word, or the system it runs in where the table knows only the base. */
export function kernelFamily({ basis, family }: Pick<KernelVerdict, 'basis' | 'family'>, osImage?: string): string {
  return basis === 'base' && osImage ? `${osImage}, ${family}` : family;
}
