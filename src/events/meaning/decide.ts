import { belowMount } from '../calls/cgroupObject';
import { type StatedCall } from '../calls/statedCall';
import { type MeaningRow, meanings } from './meanings';

/** How much a stated condition counts; a file says more than its controller, a controller more than a verb. */
const weights = {
  operation: 2,
  errno: 2,
  object: 1,
  hierarchy: 1,
  controller: 2,
  file: 4,
  path: 2,
  beside: 2,
} as const;

/** The row that states most of what the call is; undefined where none fits. */
export function rowOf(
  call: StatedCall,
  message: string,
  rows: readonly MeaningRow[] = meanings
): MeaningRow | undefined {
  let best: MeaningRow | undefined;
  let highest = 0;
  for (const row of rows) {
    const score = fits(row, call, message) ? specificity(row) : 0;
    if (score > highest) {
      best = row;
      highest = score;
    }
  }
  return best;
}

export function specificity(row: MeaningRow): number {
  const stated = Object.keys(weights).filter((key) => row[key as keyof typeof weights] !== undefined);
  const anyFile = row.file?.source === '.' ? 3 : 0;
  const exact =
    row.object === 'cgroup-directory' ||
    row.object === 'cgroup-root' ||
    row.controller === 'memory' ||
    row.controller === 'cpuset'
      ? 0.5
      : 0;
  return stated.reduce((sum, key) => sum + weights[key as keyof typeof weights], exact - anyFile);
}

function fits(row: MeaningRow, call: StatedCall, message: string): boolean {
  const { object } = call;
  const cgroup = object?.kind === 'cgroup' ? object : undefined;
  return (
    (!row.operation || row.operation.includes(call.operation)) &&
    (!row.errno || row.errno.includes(call.errno)) &&
    !row.otherThan?.includes(call.errno) &&
    (!row.object || isObject(row.object, call)) &&
    (!row.hierarchy || cgroup?.hierarchy === row.hierarchy) &&
    (!row.controller || isController(row.controller, cgroup?.controller)) &&
    (!row.file || row.file.test(cgroup?.file ?? '')) &&
    (!row.path || row.path.test(object && 'path' in object ? object.path : '')) &&
    (!row.beside || row.beside.test(message)) &&
    !row.without?.test(message)
  );
}

function isObject(wanted: NonNullable<MeaningRow['object']>, { object }: StatedCall): boolean {
  switch (wanted) {
    case 'none':
      return object === undefined;
    case 'elided':
      return object?.kind === 'file' && isElided(object.path);
    case 'cgroup-directory':
      return object?.kind === 'cgroup' && object.file === undefined && isBelowRoot(object.path, object.controller);
    case 'cgroup-root':
      return object?.kind === 'cgroup' && object.file === undefined && !isBelowRoot(object.path, object.controller);
    case 'file':
      return object?.kind === 'file' && !isElided(object.path);
    default:
      return object?.kind === wanted;
  }
}

const isElided = (path: string) => /^(?:\.{3}|…)$/.test(path);

/** The root of a hierarchy is mounted, not made. A cgroup without its path is some directory. */
function isBelowRoot(path: string, controller: string | undefined): boolean {
  const below = belowMount(path);
  return path === '' || (below !== '' && below !== controller && below !== 'unified');
}

function isController(wanted: NonNullable<MeaningRow['controller']>, controller: string | undefined): boolean {
  const names = controller?.split(',') ?? [];
  return wanted === 'other' ? names.length > 0 && !names.includes('memory') : names.includes(wanted);
}
