// Contract stub, replaced by the kernel work.
export type KernelClass = 'affected' | 'partially-fixed' | 'fixed' | 'protected-by-default' | 'unknown';
export interface KernelVerdict {
  release?: string;
  class: KernelClass;
  rowId?: string;
}
