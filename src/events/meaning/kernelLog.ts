import { type SlubFailure } from '../eventReading';

const slubLine = /SLUB: Unable to allocate memory on (?:node|CPU) /i;
// https://github.com/torvalds/linux/commit/5b3810e5c6e1b9a1858464a53b5d72ee050bb918
const namedFlags = /gfp=0x[0-9a-f]{1,8}\([A-Z_|]{3,200}/;
// Where the line is cut off, the mark alone is enough.
const cacheLine = /\bcache: ([^\s(,]{1,128})(?:\(([0-9]{1,9}):([^)\n]{1,255})\)|(?=, object size))/;
const cacheCreate = /kmem_cache_create.{0,200}?(?:failed with error|failure) -12/i;

export const isSlubLine = (text: string): boolean => slubLine.test(text);
export const isCacheLine = (text: string): boolean => cacheLine.test(text);
export const isFailedCacheCreation = (text: string): boolean => cacheCreate.test(text);

/**
 * Reads SLUB's report of a failed allocation. The kernel writes two lines, the cache on the second; line-based tools
 * deliver either alone, so either is enough.
 */
export function parseSlubFailure(text: string): SlubFailure | undefined {
  const cache = cacheLine.exec(text);
  if (!cache) {
    return slubLine.test(text) ? { kind: 'slub', memcgMarked: false, ...flagsOf(text) } : undefined;
  }
  const [, name, id, cgroupName] = cache;
  return {
    kind: 'slub',
    cache: name,
    memcgId: id === undefined ? undefined : Number(id),
    cgroupName,
    memcgMarked: id !== undefined,
    ...flagsOf(text),
  };
}

const flagsOf = (text: string) => (namedFlags.test(text) ? { namesFlags: true } : {});
