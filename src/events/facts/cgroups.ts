import { type FactSaid, said } from './fact';
import { parseSize } from './sizes';

// subsys_name, hierarchy, num_cgroups, enabled. Hierarchy 0 is version 2.
const gap = '[\\s|]{1,16}';
const controllerRow = new RegExp(
  `(?:^|[\\s:>|])(memory|pids)${gap}([0-9]{1,4})${gap}([0-9]{1,9})${gap}([01])[\\s|]{0,8}$`
);

/** The rows of memory and pids in /proc/cgroups, with tabs or blanks; nothing where the controller is switched off. */
export function parseProcCgroups(line: string): FactSaid[] {
  const [, controller, hierarchy, count, enabled] = controllerRow.exec(line) ?? [];
  // On a unified hierarchy the count is one for all controllers.
  const isOfAll = controller === 'pids' && hierarchy === '0';
  return count !== undefined && enabled === '1' && !isOfAll ? cgroupsOf(controller, Number(count)) : [];
}

/** What the kernel counts for a controller. */
export function cgroupsOf(controller: string | undefined, count: number): FactSaid[] {
  switch (controller) {
    case 'memory':
      return [said('memoryCgroups', count)];
    case 'pids':
      return [said('pidsCgroups', count)];
    default:
      return [];
  }
}

export const otherControllerRow =
  /^\s{0,8}(?:cpuset|cpu|cpuacct|blkio|devices|freezer|net_cls|perf_event|net_prio|hugetlb|pids|rdma|debug|misc|io)\s{1,16}[0-9]{1,4}\s{1,16}[0-9]{1,9}\s{1,16}[01]\s{0,8}$/;

const statRow = /^[\s"'`]{0,8}(nr_(?:dying_)?(?:descendants|subsys_memory))[\s:=]{1,16}([0-9]{1,12})(?:["'`]|\s{0,8}$)/;

/** A row of cgroup.stat. Of a cgroup below the root it counts a part only. */
export function parseCgroupStat(line: string, isOfRoot: boolean): FactSaid[] {
  const [, name, count] = statRow.exec(line) ?? [];
  const value = Number(count);
  // What is counted for the memory controller alone is sure; all descendants stand for it where nothing else does.
  switch (name) {
    case 'nr_dying_subsys_memory':
      return [said('dyingMemoryCgroups', value, isOfRoot ? 'output' : 'derived')];
    case 'nr_dying_descendants':
      return [said('dyingMemoryCgroups', value, 'derived')];
    case 'nr_subsys_memory':
      return isOfRoot ? [said('liveMemoryCgroups', value)] : [];
    case 'nr_descendants':
      return isOfRoot ? [said('liveMemoryCgroups', value + 1, 'derived')] : [];
    default:
      return [];
  }
}

const memoryStatRow =
  /^\s{0,8}(slab_unreclaimable|slab_reclaimable|slab|percpu|kernel_stack)(?::|\s)\s{0,24}([0-9]{1,18}(?:\.[0-9]{1,3})?(?: ?[KMGT]i?B)?)(?:\s{1,4}(?:←|<-|#|\().{0,120})?\s{0,8}$/i;

/**
 * A row of memory.stat: of the root it speaks of the machine, of a cgroup below of whether its kernel memory is charged.
 * People write its figures with units.
 */
export function parseMemoryStat(line: string, isOfRoot: boolean): FactSaid[] {
  const [, name, written = ''] = memoryStatRow.exec(line) ?? [];
  const value = parseSize(written);
  if (name === undefined || value === undefined) {
    return [];
  }
  if (!isOfRoot) {
    return value > 0 && name !== 'percpu' ? [said('kmemAccountingOn', true)] : [];
  }
  switch (name) {
    case 'slab_unreclaimable':
      return [said('slabUnreclaimableBytes', value)];
    case 'slab_reclaimable':
      return [said('slabReclaimableBytes', value)];
    case 'slab':
      return [said('slabBytes', value)];
    case 'percpu':
      return [said('percpuBytes', value)];
    default:
      return [];
  }
}

const ioError =
  /Input\/output error|输入\/输出错误|輸入\/輸出錯誤|Eingabe-\/Ausgabefehler|入力\/出力エラー|Ошибка ввода\/вывода|Erreur d'entrée\/sortie|Error de entrada\/salida/i;
const slabinfoPath = /\/sys\/fs\/cgroup\/memory(\/\S{0,1024}?)?\/memory\.kmem\.slabinfo/;

/** `cat …/memory.kmem.slabinfo` fails where a cgroup's kernel memory is not accounted; the root's fails always. */
export function parseSlabinfoError(line: string): FactSaid[] {
  const path = ioError.test(line) ? slabinfoPath.exec(line) : null;
  return path?.[1] ? [said('kmemAccountingOn', false)] : [];
}

const setsKmemLimit =
  /\b(?:echo|printf)\s(?!["']?-1\b).{1,200}>\s{0,4}\S{0,1024}memory\.kmem\.limit_in_bytes|\s--kernel-memory[= ]["']?[1-9]|\bcgset\s.{0,200}memory\.kmem\.limit_in_bytes=[1-9]/;

/** A command that gives a cgroup a limit for kernel memory; -1 takes it away. */
export function parseKmemLimit(line: string): FactSaid[] {
  // Every line of a text comes by here, and hardly any names it.
  const mayName = line.includes('kmem') || line.includes('--kernel-memory');
  return mayName && setsKmemLimit.test(line) ? [said('kmemLimited', true, 'derived')] : [];
}

export const isSlabinfoError = (line: string): boolean => ioError.test(line);

/** Names of controllers other than memory, as words. */
export const otherControllerWord =
  /\b(?:cpuset|cpuacct|blkio|devices|freezer|net_cls|perf_event|net_prio|hugetlb|pids|rdma)\b/i;
