import { type Command, filesOf, isWholeCount } from './command';
import { parseBareKernelCommandLine } from './commandLine';
import { type FactId, type FactSaid, said, saidIf } from './fact';
import { parseBareRelease } from './kernelRelease';
import { meminfoFieldOf } from './memory';
import { parseCount } from './sizes';

/** Reads the line that answers a command, where the line alone does not tell what it is. */
export type AnswerReader = (line: string) => FactSaid[];

interface AnswerForm {
  asks: (command: Command) => boolean;
  reader: (command: Command) => AnswerReader;
}

type CountedId = Extract<FactId, 'slabEntries' | 'liveMemoryCgroups' | 'mounts' | 'memoryCgroups'>;

const count =
  (id: CountedId): (() => AnswerReader) =>
  () =>
  (line) =>
    saidIf(id, parseCount(/^\s{0,8}([0-9,]{1,20})(?:\s{1,4}\/\S{0,64})?\s{0,8}$/.exec(line)?.[1]));

const slabFolder = /\s["']?\/sys\/kernel\/slab\/?["']?(?:\s|$)/;
const memoryHierarchy = /\s["']?\/sys\/fs\/cgroup\/memory\/?["']?(?:\s|$)/;
const mountFiles = /\/proc\/(?:self\/|1\/)?(?:mounts|mountinfo)\b|\/etc\/mtab\b/;

const forms: readonly AnswerForm[] = [
  {
    asks: ({ head, filters }) => /^uname\s+-\w*r\w*$/.test(head) && filters.length === 0,
    reader: () => parseBareRelease,
  },
  {
    // The folder has none below its entries.
    asks: ({ head, filters }) =>
      isWholeCount({ head: head.replace(/\s-m(?:ax|in)depth\s+1\b/g, ''), filters }) &&
      /^(?:ls|find)\s/.test(head) &&
      slabFolder.test(head),
    reader: count('slabEntries'),
  },
  {
    asks: (command) =>
      isWholeCount(command) &&
      /^find\s/.test(command.head) &&
      /\s-type\s+d\b/.test(command.head) &&
      memoryHierarchy.test(command.head),
    reader: count('liveMemoryCgroups'),
  },
  {
    asks: (command) => isWholeCount(command) && /^lscgroup\s+(?:-g\s+)?memory:\/?$/.test(command.head),
    reader: count('liveMemoryCgroups'),
  },
  {
    asks: (command) =>
      (isWholeCount(command) && (/^(?:mount|findmnt)\b/.test(command.head) || mountFiles.test(command.head))) ||
      (/^wc\s+-l\b/.test(command.head) && mountFiles.test(command.head)),
    reader: count('mounts'),
  },
  { asks: isCgroupFigure, reader: count('memoryCgroups') },
  { asks: isMeminfoFigure, reader: ({ head, filters }) => meminfoFigure([head, ...filters].join(' ')) },
  {
    asks: (command) => fileOf(command)?.endsWith('/memory.kmem.usage_in_bytes') === true,
    reader: (command) => kmemUsage(fileOf(command) ?? ''),
  },
  { asks: (command) => fileOf(command) === '/proc/cmdline', reader: () => parseBareKernelCommandLine },
  {
    asks: (command) => fileOf(command)?.startsWith('/proc/sys/') === true,
    reader: (command) => sysctlFile(fileOf(command) ?? ''),
  },
];

/** How to read the answer to a command; undefined for one whose output tells by itself what it is, or is not known. */
export function answerTo(command: Command): AnswerReader | undefined {
  return forms.find(({ asks }) => asks(command))?.reader(command);
}

function fileOf(command: Command): string | undefined {
  return /^(?:cat|head|tail|more|less|grep)\s/.test(command.head) ? filesOf(command)[0] : undefined;
}

/** `awk '/memory/ {print $3}' /proc/cgroups`, or the same by grep and cut. */
function isCgroupFigure(command: Command): boolean {
  const all = [command.head, ...command.filters].join(' ');
  return (
    filesOf(command).includes('/proc/cgroups') && /\bmemory\b/.test(all) && /\bprint \$3|\bcut .{0,32}-f ?3/.test(all)
  );
}

function isMeminfoFigure(command: Command): boolean {
  const all = [command.head, ...command.filters].join(' ');
  return filesOf(command).includes('/proc/meminfo') && /\bprint \$2|\btr -[cd]/.test(all);
}

function meminfoFigure(command: string): AnswerReader {
  const id = meminfoFieldOf(command);
  return (line) => {
    const kilobytes = /^\s{0,8}([0-9]{1,15})\s{0,8}$/.exec(line)?.[1];
    return id === undefined || kilobytes === undefined ? [] : [said(id, Number(kilobytes) * 1024)];
  };
}

/** A cgroup below the root that is charged for kernel memory has accounting on; zero may mean that it is empty. */
function kmemUsage(path: string): AnswerReader {
  const isBelowRoot = /\/cgroup\/memory\/.{0,1024}\/memory\.kmem/.test(path);
  return (line) => {
    const text = /^\s{0,8}([0-9]{1,19})\s{0,8}$/.exec(line)?.[1];
    const bytes = Number(text);
    if (text === undefined || !isBelowRoot) {
      return [];
    }
    return [said('kmemUsageBytes', bytes), ...(bytes > 0 ? [said('kmemAccountingOn', true)] : [])];
  };
}

function sysctlFile(path: string): AnswerReader {
  const name = path.replace('/proc/sys/', '').replaceAll('/', '.');
  return (line) => {
    const value = /^\s{0,8}([\w.-]{1,64})\s{0,8}$/.exec(line)?.[1];
    return value === undefined ? [] : [said('sysctl', { name, value })];
  };
}
