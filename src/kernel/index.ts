export { classifyKernel, isInferred, type KernelVerdict } from './classifyKernel';
export {
  type AccountingStarter,
  type KernelBasis,
  type KernelClass,
  type KernelMechanism,
  type KernelRow,
  type KernelSource,
  kernelTable,
  type NokmemSupport,
} from './kernelTable';
export { kernelFamily, parseRelease, type ReleaseParts } from './releaseParts';
export {
  accountingByRuntime,
  classifyRuntime,
  type KmemSwitch,
  type RuntimeFacts,
  type SwitchFact,
  type SwitchReason,
} from './runtimeFacts';
export { type WayOut, waysOut } from './waysOut';
