// One of these is in every text that readEvent can name: looking for them is far cheaper than reading, and nearly all
// lines of a log hold none. A test holds every sample of readEvent against them.
const traceWords = [
  'mkdir',
  'slub: ',
  'cache: ',
  'kmem',
  'allocate memory',
  'no space left',
  'inotify',
  'dbus: ',
  'sd-bus',
  'already exists',
  'unit ',
  'memory.limit_in_bytes',
  'oom',
  'out of memory',
  'init-p: ',
  'container init',
  'errno 524',
  'cgroup',
  'page allocation',
  'veth_alloc_queues',
  'setns process',
  'kernel memory accounting',
  'fork: ',
  '.scope',
  '无法分配内存',
  '设备上没有空间',
];

/** Can this text mean anything to readEvent? False is certain, true is not. */
export function holdsTraceWord(text: string): boolean {
  const lower = text.toLowerCase();
  return traceWords.some((word) => lower.includes(word));
}
