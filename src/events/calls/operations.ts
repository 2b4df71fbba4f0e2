import { type Operation } from './failedCall';
import { englishWordings, translatedWordings, type Wordings } from './wordings';

export interface OperationMention {
  operation: Operation;
  start: number;
  end: number;
}

const cgroup = 'c(?:ontrol\\s+)?groups?';
const directory = `(?:${cgroup}|memcgs?|controllers?|director(?:y|ies)|dirs?|folders?|cgroup\\s+paths?)`;
const between = '[^:;/.\\n]{0,60}?';

/**
 * Verbs by their class, as kernels, runtimes, shells and libraries write them. Two forms may fit one place; the one
 * that stands nearest to its object counts.
 */
const forms: ReadonlyArray<[Operation, string | RegExp]> = [
  ['mkdir', /\b_{0,2}(?:[a-z]{1,16}_){0,3}mkdir(?:at|all|_p|sync)?(?:_[a-z_]{1,40})?\b/],
  ['mkdir', /\bmake_?dirs?\b|\bmake\s+(?:director(?:y|ies)|and\s+chown)\b|\bcreateDirector(?:y|ies)\b/],
  ['mkdir', /\b_{0,2}(?:\w{1,24}_)?x?cgroup_?(?:tree_|path_)?(?:instantiate|create)\w{0,32}\b|\bcg_create\w{0,24}\b/],
  ['mkdir', /\b(?:create|make)_(?:[a-z]{1,16}_){0,2}c(?:ontrol_)?groups?\w{0,24}\b/],
  ['mkdir', `\\bcreat(?:e|ed|es|ing|ion\\s+of)\\b${between}\\b${directory}\\b`],
  ['mkdir', `\\b(?:instantiat|realiz|allocat|initiali[sz]|build)(?:e|es|ing|ion\\s+of)?\\b${between}\\b${cgroup}\\b`],
  ['mkdir', `\\b${directory}\\s+(?:could\\s+not|cannot|can't)\\s+be\\s+created\\b|\\b${cgroup}\\s+creation\\b`],
  ['delete', /\b(?:remov|delet|destroy)(?:e|ing)?(?=\s+(?:[^\/\n]{0,24}\bpath\s+)?["'`]?\/)/],
  ['delete', /\b(?:rmdir|unlinkat|unlink|removeall|_{0,2}cgroup_(?:delete|rmdir|remove|destroy)\w{0,24})\b/],
  [
    'delete',
    `\\b(?:remov(?:e|ed|ing|al\\s+of)|delet(?:e|ed|ing|ion\\s+of)|destroy(?:ed|ing)?|trim(?:med|ming)?|clean(?:ing)?\\s?up)\\b${between}\\b(?:${directory}|scopes?|slices?)\\b`,
  ],
  [
    'attach',
    `\\b(?:attach(?:ing|ed)?|add(?:ing)?|mov(?:e|ing)|join(?:ing)?|enter(?:ing)?|escap(?:e|ing)|migrat(?:e|ing))\\b${between}\\b${cgroup}(?:v2)?\\b`,
  ],
  [
    'attach',
    /\b(?:add(?:ing)?|mov(?:e|ing)|attach(?:ing)?)\s+(?:the\s+)?(?:pid|process|task)s?\b|\b_{0,2}cgroup_(?:attach|migrate|(?:procs|tasks|threads)_write)\w{0,24}\b/,
  ],
  [
    'write',
    /\bwr(?:ite|iting|ote|itten)\b|\b(?:failed|unable|cannot|could\s+not)\s+(?:to\s+)?(?:re)?set\b(?!\s+up)|\becho\b|\bsetting\b/,
  ],
  ['open', /\b(?:[a-z]{1,12}_)?(?:sys)?open(?:at2?|ing|ed)?\b|\bcreat(?:e|ing)\b|\btouch\b/],
  [
    'open',
    /\bsymlink(?:at)?\b|\blink(?:at)?(?=\s+\S{0,255}\/)|\bmknod(?:at)?\b|\brename(?:at2?)?(?=\s+["']?\S{0,255}\/)/,
  ],
  [
    'write',
    /\bfallocate\b|\bp?write(?:v|64)?\b|\bf(?:data)?sync(?=\s+["']?\/)|\bf?truncate(?=\s+["']?\/)|\b[fl]?setxattr\b/,
  ],
  ['read', /\bread(?:ing)?\b|\bl?stat(?:fs|x)?\b|\bcannot\s+access\b|\breadlink\b|\bls:|\bcat:/],
  ['mount', /\b(?:re)?mount(?:ing|ed|s)?\b|\bbind-?mount\b|\bfsmount\b|\bmove_mount\b/],
  [
    'clone',
    /\bv?fork(?:ing|ed)?(?:\/exec)?\b|\bclone[23]?\b|\bpthread_create\b|\bposix_spawn\b|(?<!at\s+step\s+[A-Z_]{2,24}\s+)\bspawn(?:ing|ed|Sync)?\b|\bexec(?:ve|ing)?\b|\bforkAndExec\b|\bcannot\s+run\s+program\b|\bthread\s+creation\b/,
  ],
  [
    'clone',
    /\b(?:creat|start|launch)(?:e|ing)?\s+(?:(?:a|an|new|native|another|os|the|worker)\s+){0,3}(?:threads?|process(?:es)?)\b/,
  ],
  ['unshare', /\bunshar(?:e|ing)\b|\bat\s+step\s+NAMESPACE\b|\bcreat(?:e|ing)\s+(?:\w+\s+){0,2}namespaces?\b/],
  ['setns', /\bsetns\b|\bnsenter\b/],
  [
    'allocate',
    /\bpage\s+allocation\b|\bkmem_cache_create\w{0,16}\b|\b[mc]alloc\b|\brealloc\b|\bm(?:map\d?|lock(?:all|2)?)\b|\bcommit_memory\b|\b(?:failed|unable)\s+to\s+allocate\b|\bvmalloc\b/,
  ],
  [
    'inotify',
    /\binotify\w{0,24}|\bfsnotify\b|\bdirectory\s+watch\b|\badd(?:ing)?\s+(?:a\s+)?watch\b|\bwatch(?:ing)?(?=\s+["']?\/)|\bfile\s+watchers?\b|\bwatcher\b/,
  ],
  ['delegate', /\benabl(?:e|ing)\b[^:\n]{0,60}?\bcontrollers\b/],
  ['freeze', /\b(?:un)?freez(?:e|ing)\b|\bthaw(?:ing)?\b/],
  ['bpf', /\b(?:lib)?e?bpf\w{0,32}\b|\bmap(?=\s+create:)|\bload(?:ing)?\s+program(?=:)/],
  ['seccomp', /\bseccomp\w{0,32}\b/],
  ['keyring', /\bsession\s+key(?:ring)?\b|\bkeyctl\w{0,24}\b|\badd_key\b|\bkeyrings?\b/],
  ['ipc', /\b(?:shm|sem|msg)get\b|\bsemaphores?\b|\bshared\s+memory\s+segment\b|\bsem_open\b|\bshm_open\b/],
  ['network', /\bveth\w{0,16}\b|\bnetlink\b|\badd\s+the\s+host\b|\bsocket\b|\bconnect(?:ing)?\b|\baccept4?\b|\bdial\b/],
  [
    'pull',
    /\bpull(?:ing)?\b|\bregister\s+layer\b|\bextract(?:ing)?\b|\bunpack(?:ing)?\b|\bcopy(?:ing)?\b|\bcopy_file_range\b|\bdownload(?:ing)?\b|\brsync\b/,
  ],
  ['dbus', /\bd-?bus\b|\bsd-bus\b/],
];

let compiled: { translated: readonly Wordings[]; forms: Array<[Operation, RegExp]> } | undefined;

/** Verbs of the text, in order. */
export function findOperations(text: string): OperationMention[] {
  const translated = translatedWordings();
  if (compiled?.translated !== translated) {
    const all = [...forms, ['mkdir', directoryWords([englishWordings, ...translated])] as const];
    compiled = { translated, forms: all.map(([operation, form]) => [operation, new RegExp(form, 'gi')]) };
  }
  const found = compiled.forms.flatMap(([operation, form]) =>
    [...text.matchAll(form)].map(({ 0: words, index }) => ({ operation, start: index, end: index + words.length }))
  );
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The words before or behind the path in coreutils' "cannot create directory", in its languages. */
function directoryWords(wordings: readonly Wordings[]): string {
  const fragments = wordings
    .flatMap(({ createDirectory }) => createDirectory)
    .flatMap((template) => template.split('%s'))
    .map((fragment) => fragment.replace(/^[\s'"„“`:.]+|[\s'"„“`:.]+$/g, ''))
    .filter((fragment) => fragment.length >= 8);
  return [...new Set(fragments)]
    .map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+'))
    .join('|');
}
