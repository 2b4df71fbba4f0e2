import { type FactSaid, said, saidIf } from './fact';
import { kernelInProse } from './kernelProse';
import { machineInProse } from './machineProse';
import { otherControllerWord } from './cgroups';
import { meminfoInside } from './memory';
import { parseCount, parseSize } from './sizes';

// What people write between a name and its figure.
const link =
  '(?:[\\s`"\'*)(:：=≈~,，]|\\b(?:is|was|are|now|at|of|to|about|around|some|over|nearly|almost|roughly|currently|already|reached|reaches|has|holds|takes|uses|took|grew|grown|up|too|very|large|high|big|the|memory|value|count|number|shows?|as)\\b|为|是|达到|已经|已|约|高达|有|个|确实|当前|目前){1,12}';
const figure = '([0-9][0-9,]{0,18}(?:\\.[0-9]{1,4})?)';
const sizeUnit = '\\s?(kB|KB|KiB|MB|MiB|GB|GiB|TB|TiB|[KMGT]|[КМГТ]Б)(?![A-Za-z])';

const cgroups = new RegExp(`\\bnum_cgroups${link}([0-9][0-9,]{2,12})(?![0-9.%])`, 'i');
const cgroupsBehind = /(?<![0-9.,])([0-9][0-9,]{2,12}) (?:as|for|in|under) (?:the )?num_cgroups\b/i;
const unreclaimableSlab =
  '(?:\\bSUnreclaim(?:able)?(?: slab)?|\\bunreclaimable slab(?: memory)?|\\bslab[ -]\\(?unreclaimable\\)?|不可回收的?\\s?slab(?:\\s?内存)?)';
const unreclaimable = new RegExp(
  `${unreclaimableSlab}${link}${figure}(?: ?of ?[0-9.]{1,8})?${sizeUnit}(?!\\s?(?:a|per|/)\\s?(?:day|d)\\b)`,
  'i'
);
// The kernel's own buffers by size: nothing reclaims them either.
const cacheName = '\\bkmalloc-(?:cg-)?[0-9]{1,5}k?\\b';
const cacheWords = '(?: (?:slab|cache|allocations?|objects?)){0,2}';
const unnamedCache = cacheName + cacheWords;
const growth = new RegExp(
  `(?:${unreclaimableSlab}|${unnamedCache}|\\bleak(?:s|ed|ing)?\\b.{0,24}\\bslab)(?![A-Za-z]).{0,48}?\\+?${figure}${sizeUnit}\\s?(?:a|per|/|each|every)\\s?(?:day|d)\\b`,
  'i'
);
// Of the same sentence, and not the opposite.
const growing = [
  "\\b(?<!\\b(?:not|n't|never|without) )(?:grow(?:s|ing)|increas(?:es|ing)|ris(?:es|ing)|climb(?:s|ing)|(?:is|has|have|was) increased|creep(?:s|ing) up|grew|(?:seems|started|began|continues) to (?:grow|rise))\\b",
  '(?<![不没未])(?:持续|不断|一直|逐渐|缓慢)(?:在)?(?:增长|增加|上涨|上升|变大)',
  '増え続け|増加(?:し続け|している)',
  'раст[её]т',
].join('|');
const grows = new RegExp(
  `(?:${unreclaimableSlab}|${unnamedCache})(?![A-Za-z])(?:[^.;。；]|\\.(?=[0-9])){0,48}?(?:${growing})`,
  'i'
);
/** "12 GB of unreclaimable slab", and not "grew by 12 GB". */
const amountFirst = new RegExp(
  `(?<!\\b(?:by|of|every|each|per) )(?<![0-9.,])${figure}${sizeUnit}(?: of| in)? ${unreclaimableSlab}(?!\\s?(?:a|per|/)\\s?(?:day|d|h|hour)\\b)`,
  'i'
);
const memoryTotal = new RegExp(
  `${unreclaimableSlab}${link}${figure}(?:${sizeUnit})? ?(?:of|/|out of) ?${figure}${sizeUnit}(?! ?(?:of )?slab)`,
  'i'
);
const memcgWord = '(?:mem(?:ory)? ?cgroups?|memcgs?)';
const bigCount = '([0-9]{1,3}(?: [0-9]{3}){1,3}|[0-9][0-9,_]{0,14})(?![0-9.%]|[KMGT]i?B)([kK])?';
/** A figure stands before what it counts, or behind it in the same sentence. */
const figureOf = (before: string, behind: string) =>
  new RegExp(`\\b(?:${bigCount} ${before}\\b|${behind}[^.;0-9\\n]{0,60}${bigCount})`, 'i');
const removedMemcgs = `(?:(?:stale|dying|zombie|offline|dead|removed) (?:${memcgWord}|c(?:ontrol )?groups?)|zombies(?=.*cgroup))`;
const leftBehind = '(?:leaked|left[- ]?over|orphaned|abandoned|empty) (?:entries|directories|cgroups)';
const keptDirectories = figureOf(leftBehind, leftBehind);
const saidToStay =
  /\bcgroup[^.;。；]{0,60}?(?:\bnot removed|left behind|\baccumulat|\bleak)|\bleaks? (?:\w+ ){0,3}cgroups?\b|cgroup.{0,12}(?:泄|残留)/i;
const isMended = /fix|no longer|not leak|修复/i;
const cacheSize = new RegExp(`(${cacheName})${cacheWords}${link}${figure}${sizeUnit}(?! ?(?:a|per|/))`, 'i');
const memoryCgroupIds = 65_535;
const countedMemcgs = figureOf(memcgWord, `(?:number|count) of (?:all )?${memcgWord}`);
const keptMemcgs = figureOf(removedMemcgs, removedMemcgs);
const counted =
  /^(.{0,240}\|\s{0,4}wc\s{1,4}-l)[`'")\]\s]{0,6}(?:(?:outputs?|returns?|gives?|is|was|shows?|prints?|reports?|says|输出|结果|得到|为|是)\s{0,2})?[:：=>→-]{0,3}\s{0,4}([0-9][0-9,]{0,15})[\s.。)`]{0,4}$/;

/** Figures that somebody wrote into a sentence, where nothing else can be meant. */
export function parseProse(line: string): FactSaid[] {
  return [...kernelInProse(line), ...cgroupsInProse(line), ...memoryInProse(line), ...machineInProse(line)];
}

/** A command in a sentence, with its answer: "`ls /sys/kernel/slab | wc -l` is 182,210". */
export function parseInlineAnswer(line: string): { command: string; answer: string } | undefined {
  const [, before = '', answer] = counted.exec(line) ?? [];
  const command = /(?:ls|find|mount|findmnt|lscgroup|cat)\s?[^`'"(]{0,200}$/.exec(before)?.[0];
  return command === undefined || answer === undefined ? undefined : { command, answer: answer.replaceAll(',', '') };
}

function cgroupsInProse(line: string): FactSaid[] {
  if (otherControllerWord.test(line) && !/\bmemory\b/i.test(line)) {
    return [];
  }
  const counter = parseCount((cgroups.exec(line) ?? cgroupsBehind.exec(line))?.[1]);
  const all = countIn(countedMemcgs.exec(line));
  // No more can live than there are IDs; the others were removed, on a kernel that takes back the IDs of these.
  const removed = all !== undefined && all > memoryCgroupIds + 1 ? all - memoryCgroupIds : undefined;
  return [
    ...saidIf('memoryCgroups', counter ?? all, 'prose'),
    ...saidIf('dyingMemoryCgroups', countIn(keptMemcgs.exec(line)) ?? removed, 'prose'),
    ...(saidToStay.test(line) && !isMended.test(line) ? [said('cgroupsSaidToStay', true, 'prose')] : []),
    ...saidIf('liveMemoryCgroups', /cgroup/.test(line) ? countIn(keptDirectories.exec(line)) : undefined, 'prose'),
  ];
}

/** One of two places holds the figure, with its thousands behind it: `211_620`, `40k`. */
function countIn(found: RegExpExecArray | null): number | undefined {
  const [, before, beforeThousands, behind, behindThousands] = found ?? [];
  const count = parseCount((before ?? behind)?.replace(/[_ ]/g, ''));
  return count === undefined ? undefined : count * ((beforeThousands ?? behindThousands) ? 1000 : 1);
}

/** What one NUMA node has tells nothing of the machine. */
function memoryInProse(line: string): FactSaid[] {
  if (/\bnode\s?[0-9]{1,4}\s+\w{3,32}:/i.test(line)) {
    return [];
  }
  const rows = meminfoInside(line);
  return [...rows, ...slabInProse(line).filter(({ id }) => !rows.some((row) => row.id === id))];
}

function slabInProse(line: string): FactSaid[] {
  const [, perDay, perDayUnit = ''] = growth.exec(line) ?? [];
  const [, amount, unit = ''] = unreclaimable.exec(line) ?? amountFirst.exec(line) ?? [];
  const bytes = amount === undefined ? undefined : parseSize(`${amount} ${unit}`);
  const bytesPerDay = perDay === undefined ? undefined : parseSize(`${perDay} ${perDayUnit}`);
  const [, name = '', size = '', sizeIn = ''] = cacheSize.exec(line) ?? [];
  const held = parseSize(`${size} ${sizeIn}`);
  const [, , , total, totalUnit = ''] = memoryTotal.exec(line) ?? [];
  return [
    ...saidIf('memoryTotalBytes', total === undefined ? undefined : parseSize(`${total} ${totalUnit}`), 'prose'),
    ...(bytes === undefined ? [] : [said('slabUnreclaimableBytes', bytes, 'prose')]),
    ...saidIf('slabCache', held === undefined ? undefined : { name, bytes: held }, 'prose'),
    ...saidIf('slabGrowthBytesPerDay', bytesPerDay, 'prose'),
    ...(bytesPerDay === undefined && grows.test(line) ? [said('slabSaidToGrow', true, 'prose')] : []),
  ];
}
