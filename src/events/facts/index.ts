export type { Fact, FactId, FactSource, FactValues, SlabCacheSize } from './fact';
export { FactReader, type LinePlace, type LineUse } from './factReader';
