export type { Fact, FactId, FactSource, FactValues, SlabCacheSize } from './fact';
export { FactReader } from './factReader';
