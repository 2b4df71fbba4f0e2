import { instantQuery } from '../dev/vm/instantQuery';
import { testStack } from './stack';

/** Names of the slab caches that node_exporter tells of this machine. */
export async function slabCachesOfThisMachine(): Promise<string[]> {
  const rows = await instantQuery(
    testStack().prometheusUrl,
    'group by (slab) (node_slabinfo_objects)',
    Date.now() / 1000
  );
  return rows.flatMap(({ metric }) => metric.slab ?? []);
}
