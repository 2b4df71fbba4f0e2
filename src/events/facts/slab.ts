import { type FactSaid, said, saidIf } from './fact';
import { parseSize } from './sizes';

const pageBytes = 4096;
// # name <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables … : slabdata <active> <num_slabs> …
const slabinfoRow =
  /^\s{0,8}([\w.:()-]{1,128})\s{1,40}[0-9]{1,12}\s{1,16}[0-9]{1,12}\s{1,16}[0-9]{1,9}\s{1,16}[0-9]{1,9}\s{1,16}([0-9]{1,6}) : tunables.{0,64}: slabdata\s{1,16}[0-9]{1,12}\s{1,16}([0-9]{1,12})/;
// OBJS ACTIVE USE OBJ-SIZE SLABS OBJ/SLAB CACHE-SIZE NAME
const slabtopRow =
  /^\s{0,16}[0-9]{1,12}\s{1,16}[0-9]{1,12}\s{1,16}[0-9]{1,3}%\s{1,16}[0-9.,]{1,12}K\s{1,16}[0-9]{1,12}\s{1,16}[0-9]{1,9}\s{1,16}([0-9.,]{1,15}[KMG])\s{1,16}([\w.:()-]{1,128})\s{0,16}$/;
const slabtopSize = /^\s{0,8}Active \/ Total Size \(% used\)\s{1,16}:\s{1,16}[0-9.,]{1,18}K \/ ([0-9.,]{1,18}K)/;
export const slabHeader =
  /^\s{0,8}(?:slabinfo - version|# name\s|Active \/ Total (?:Objects|Slabs|Caches)|Minimum \/ Average|OBJS\s{1,8}ACTIVE)/;

/** A row of /proc/slabinfo or slabtop. */
export function parseSlab(line: string): FactSaid[] {
  const [, cache, pages, slabs] = slabinfoRow.exec(line) ?? [];
  if (cache !== undefined) {
    return [said('slabCache', { name: cache, bytes: Number(pages) * Number(slabs) * pageBytes })];
  }
  const [, size = '', name] = slabtopRow.exec(line) ?? [];
  const bytes = parseSize(withPoint(size));
  return name === undefined || bytes === undefined
    ? saidIf('slabBytes', parseSize(withPoint(slabtopSize.exec(line)?.[1] ?? '')), 'derived')
    : [said('slabCache', { name, bytes })];
}

/** slabtop writes the decimal mark of its locale and never groups digits: `6154229,64K`. */
const withPoint = (size: string): string => size.replace(',', '.');
