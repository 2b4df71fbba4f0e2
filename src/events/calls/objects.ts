import { cgroupFileObject, cgroupObjectOf, isCgroupFile } from './cgroupObject';
import { type CallObject } from './failedCall';

export interface ObjectMention {
  object: CallObject;
  start: number;
  end: number;
}

const rooted = '/(?:sys|var|proc|run|dev|cgroup|host|mnt|tmp|etc|opt|usr|home|root|data|rootfs)/';
// A path, perhaps elided at its front, or below what C prints of no string. What a page or a terminal broke goes on in the next line.
const path = new RegExp(
  `(?:(?<![\\w/:]|POST )|(?=${rooted})(?<!:/|[a-z]:))(?:\\.{3}|…|\\(null\\))?/[^\\s"'\`|;()\\[\\]]{1,4096}`,
  'gi'
);
const beginsAnother = new RegExp(`^${rooted}`);
const goesOn = /\n[ \t]{0,8}([^\s"'`|;()[\]]{1,512})(?=["'\n]|:?\s|$)/y;
const unit = /(?<![\w/.-])[\w@:\\.-]{1,255}\.(?:slice|scope|service|mount|socket)\b(?!\/)/gi;
const file =
  /(?<![\w/.-])(?:memory|cpu|cpuset|cpuacct|pids|blkio|io|freezer|devices|hugetlb|cgroup)\.[a-z0-9_.]{2,64}|(?<=[\s"'>])tasks(?=["']?\s?:)/gi;
// "cgroup X", or a function of cgroups that speaks of X, whatever the mount is called.
const calledCgroup = /\bc(?:ontrol\s+)?groups?\b[^/]{0,40}$|\b_{0,2}x?cgroup_\w{1,32}\b[^/\n]{0,64}$/i;
const elsewhere = /^\/(?:var|tmp|run|home|etc|opt|usr|root|data)\/(?!.*cgroup)/i;
const elided = /(?<=\s|["'])(?:\.{3}|…)(?=["']?\s?:)|(?<=\bmkdir\s)(?:\.{3}|…)(?=\s|[A-Za-z])/g;
const called =
  /\bcgroup(?=_attach)|\b(memory\s+|cpuset\s+|cpu\s+|pids\s+|freezer\s+|devices\s+)?(?:memcgs?|cgroups?|control\s+groups?)\b(?:\s+for\s+ns\s+(\w{3,10}))?|\bcontroller\s+["'`]?(memory|cpuset|cpu|cpuacct|blkio|devices|freezer|pids|net_cls|perf_event)\b/gi;

/**
 * What a text names that a call may be about: paths, files and units of cgroups.
 * @param stops where errors begin: no path goes on there
 */
export function findObjects(text: string, stops: readonly number[] = []): ObjectMention[] {
  const paths = findPaths(text, stops);
  const isFree = ({ start, end }: { start: number; end: number }) =>
    !paths.some((each) => each.start < end && start < each.end);
  const more = [...findWords(text, unit, unitOf), ...findWords(text, file, fileOf), ...findWords(text, elided, fileOf)];
  return [...paths, ...more.filter(isFree)].sort((a, b) => a.start - b.start);
}

/** Where the text only says "cgroup": an object where nothing else is. */
export function findCalledCgroups(text: string): ObjectMention[] {
  return [...text.matchAll(called)].map(({ 0: words, 1: before, 2: space, 3: behind, index }) => {
    const controller = (before ?? space ?? behind)?.trim().toLowerCase();
    const hierarchy = controller === undefined ? 'unknown' : 'v1';
    return {
      object: { kind: 'cgroup', path: '', hierarchy, controller, owner: 'unknown' },
      start: index,
      end: index + words.length,
    };
  });
}

function findPaths(text: string, stops: readonly number[]): ObjectMention[] {
  const found: ObjectMention[] = [];
  path.lastIndex = 0;
  for (let hit = path.exec(text); hit; hit = path.exec(text)) {
    const first = upTo(stops, hit.index, hit[0]);
    const { written, end } = wholePath(text, first, hit.index + first.length);
    const trimmed = withoutTail(written);
    // A shell names its script: "run.sh: line 7: echo: write error".
    if (trimmed.length > 1 && !/^:?\s?line \d/.test(text.slice(end, end + 8))) {
      const before = text.slice(Math.max(0, hit.index - 96), hit.index);
      const object = cgroupObjectOf(trimmed, calledCgroup.test(before) && !elsewhere.test(trimmed)) ?? {
        kind: 'file',
        path: trimmed,
      };
      found.push({ object, start: hit.index, end });
    }
    path.lastIndex = Math.max(end, hit.index + 1);
  }
  return found;
}

function upTo(stops: readonly number[], start: number, written: string): string {
  const stop = stops.find((each) => each > start && each < start + written.length);
  return stop === undefined ? written : written.slice(0, stop - start);
}

const longestPath = 4096;

/** A path that ends at a line's end goes on where the next line begins with one word and an error behind it. */
function wholePath(text: string, first: string, firstEnd: number): { written: string; end: number } {
  let written = first;
  let end = firstEnd;
  while (!/[:：]$/.test(written) && written.length < longestPath) {
    goesOn.lastIndex = end;
    const next = goesOn.exec(text);
    const word = next?.[1];
    if (!next || word === undefined || beginsAnother.test(word) || !isPathEnd(text, word, end + next[0].length)) {
      break;
    }
    written += word;
    end += next[0].length;
  }
  return { written, end };
}

function isPathEnd(text: string, word: string, end: number): boolean {
  return /[:：]$/.test(word) || /^["']|^\s?:|^\n/.test(text.slice(end, end + 2));
}

/** Without the punctuation of the sentence; three dots stay, since they elide. */
function withoutTail(written: string): string {
  const cut = written.replace(written.includes('<') ? /[:：,;]{1,8}$/ : /[:：,;>]{1,8}$/, '');
  return cut.endsWith('...') ? cut : cut.replace(/\.{1,2}$/, '');
}

function findWords(text: string, form: RegExp, objectOf: (word: string) => CallObject): ObjectMention[] {
  return [...text.matchAll(form)].map(({ 0: word, index }) => ({
    object: objectOf(word),
    start: index,
    end: index + word.length,
  }));
}

const unitOf = (name: string): CallObject => ({ kind: 'unit', name });

function fileOf(word: string): CallObject {
  const name = /^(?:\.{3}|…)$/.test(word) ? word : word.replace(/\.$/, '');
  return isCgroupFile(name) ? cgroupFileObject(name) : { kind: 'file', path: name };
}
