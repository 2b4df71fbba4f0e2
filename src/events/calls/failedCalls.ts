import { actorOf } from './actor';
import { type ErrnoMention, findErrnos } from './errnos';
import { type CallObject, type FailedCall, type Operation } from './failedCall';
import { findCalledCgroups, findObjects, type ObjectMention } from './objects';
import { findOperations, type OperationMention } from './operations';

/** A call with what only its wording tells. */
export interface StatedCall extends FailedCall {
  errno: NonNullable<FailedCall['errno']>;
  /** The verb's first character. */
  verb: number;
  /** A program reports it: no sentence about it, no question, no condition. */
  isReported: boolean;
}

/** Operations that name their object themselves. */
const selfContained: ReadonlySet<Operation> = new Set([
  'clone',
  'unshare',
  'setns',
  'inotify',
  'seccomp',
  'keyring',
  'ipc',
  'bpf',
  'allocate',
  'network',
]);

/** A cause may be told in a paragraph of its own, a number behind a semicolon. Three dots stand for what was left out. */
const clauseEnd = /(?<!\.)[.!?](?=\s+[A-Z"'`])|[。！？]|\n\s*\n(?!\s*Caused\b)|;\s(?![eE]rr)/g;

/** Characters between the parts of one call; runtimes put whole paths between them. */
const farthest = 2048;
const farthestBehind = 400;

/**
 * Reads each errno of the text together with the verb and the object that stand in its clause, wherever they stand:
 * `mkdir X: E`, `E - Failed to create directory X`, `X could not be created (28)`.
 * @param text its escaping undone
 */
export function findCalls(text: string): StatedCall[] {
  const errnos = findErrnos(text);
  if (errnos.length === 0) {
    return [];
  }
  const clauses = new Clauses(text, errnos);
  return errnos.flatMap((errno, index) => clauses.callOf(errno, index) ?? []);
}

class Clauses {
  private readonly objects: ObjectMention[];
  private readonly called: ObjectMention[];
  private readonly operations: OperationMention[];

  constructor(
    private readonly text: string,
    private readonly errnos: readonly ErrnoMention[]
  ) {
    this.objects = findObjects(
      text,
      errnos.map(({ start }) => start)
    );
    this.called = findCalledCgroups(text);
    const isFree = ({ start, end }: OperationMention) =>
      !this.objects.some((each) => each.start < end && start < each.end) &&
      !errnos.some((each) => each.start < end && start < each.end);
    this.operations = findOperations(text).filter(isFree);
  }

  callOf(errno: ErrnoMention, index: number): StatedCall | undefined {
    const from = Math.max(this.errnos[index - 1]?.end ?? 0, this.clauseStart(errno.start), errno.start - farthest);
    const to = this.errnos[index + 1]?.start ?? this.text.length;
    return (
      this.namedBehind(errno, from, to) ??
      this.before(errno, from) ??
      this.behind(errno, to) ??
      this.verbElsewhere(errno, from, to) ??
      this.withoutCall(errno)
    );
  }

  /** Open files are used up whatever was called. */
  private withoutCall(errno: ErrnoMention): StatedCall | undefined {
    const isAny = (errno.errno === 'EMFILE' || errno.errno === 'ENFILE') && isAttached(this.text, errno);
    return isAny ? this.call(errno, { operation: 'open', start: errno.start, end: errno.start }, undefined) : undefined;
  }

  /** `[Errno 28] No space left on device: '/sys/fs/cgroup/X'`, the verb somewhere in the traceback before it. */
  private namedBehind(errno: ErrnoMention, from: number, to: number): StatedCall | undefined {
    const object = /^\s?:\s?['"]/.test(this.text.slice(errno.end, errno.end + 4))
      ? firstWithin(this.objects, errno.end, Math.min(to, errno.end + farthestBehind))
      : undefined;
    if (object?.object.kind !== 'cgroup' || !isNamed(this.text.slice(errno.end, object.start))) {
      return undefined;
    }
    const verb = lastWithin(this.operations, from, errno.start);
    return verb && object.object.file === undefined ? this.call(errno, verb, object) : this.pythons(errno, to);
  }

  /** Where a sentence ended last. */
  private clauseStart(end: number): number {
    const from = Math.max(0, end - farthest);
    const text = this.text.slice(from, end);
    const breaks = [...text.matchAll(clauseEnd)];
    return from + (breaks.at(-1)?.index ?? -1) + 1;
  }

  private before(errno: ErrnoMention, from: number): StatedCall | undefined {
    const operation = lastWithin(this.operations, from, errno.start);
    if (!operation) {
      return this.withoutVerb(errno, from);
    }
    const behindVerb = this.objectWithin(operation.start, errno.start);
    if (behindVerb || selfContained.has(operation.operation)) {
      return this.call(errno, operation, behindVerb);
    }
    const object = lastWithin(this.objects, from, operation.start);
    const better = object && lastWithin(this.operations, from, object.start);
    // "Failed to create X: cannot write it: E" keeps its own verb; "mkdir X failed while writing" does not.
    if (object && better && operation.operation !== 'mkdir' && isNamed(this.text.slice(object.end, errno.start))) {
      return this.call(errno, better, object);
    }
    const called = lastWithin(this.called, operation.start, errno.start);
    if (called || object) {
      return this.call(errno, operation, isCgroupsFile(object) ? object : (called ?? object));
    }
    // LXC names the error first, and what failed behind it.
    return (
      this.behindOf(errno, operation) ??
      this.verbElsewhere(errno, from, errno.end) ??
      this.call(errno, this.selfContainedBefore(from, operation) ?? operation, undefined)
    );
  }

  /** "bpf create `x`: E": a verb that names its object says more than the general one behind it. */
  private selfContainedBefore(from: number, operation: OperationMention): OperationMention | undefined {
    const before = lastWithin(this.operations, from, operation.start);
    const isOne = before && selfContained.has(before.operation) && operation.operation === 'open';
    return isOne && isNear(this.text.slice(before.end, operation.start)) ? before : undefined;
  }

  /**
   * `FileSystemException: X: E`, with `createDirectory` in the stack below it: exceptions name what and why, and the verb
   * where it was called.
   */
  private verbElsewhere(errno: ErrnoMention, from: number, to: number): StatedCall | undefined {
    const before = lastWithin(this.objects, from, errno.start);
    const beside =
      before && isNamed(this.text.slice(before.end, errno.start))
        ? before
        : firstWithin(this.objects, errno.end, Math.min(to, errno.end + farthestBehind));
    if (beside?.object.kind !== 'cgroup' || beside.object.file !== undefined) {
      return this.startedBelow(errno);
    }
    const made = this.operations.filter(({ operation }) => operation === 'mkdir');
    const verb = made.find(({ start }) => Math.abs(start - errno.start) < farthest);
    return verb && this.call(errno, verb, beside);
  }

  /** `IOException: error=12, E`, with `forkAndExec` in the stack below it. */
  private startedBelow(errno: ErrnoMention): StatedCall | undefined {
    const verb = firstWithin(this.operations, errno.end, errno.end + farthest);
    const line = verb && this.text.slice(this.text.lastIndexOf('\n', verb.start) + 1, verb.start);
    return verb?.operation === 'clone' && line && /^\s{1,16}at /.test(line)
      ? this.call(errno, verb, undefined)
      : undefined;
  }

  /**
   * `memory.max: E`: a file of a cgroup and its error are enough to know what was refused. Of a directory of the memory
   * hierarchy, memory is refused to nothing but its making.
   */
  private withoutVerb(errno: ErrnoMention, from: number): StatedCall | undefined {
    const object = lastWithin(this.objects, from, errno.start);
    if (object?.object.kind !== 'cgroup' || !isNamed(this.text.slice(object.end, errno.start))) {
      return undefined;
    }
    const { file, path, controller } = object.object;
    const isMade = file === undefined && errno.errno === 'ENOMEM' && controller === 'memory' && isBelowMount(path);
    return file !== undefined || isMade
      ? this.call(errno, { operation: isMade ? 'mkdir' : 'open', start: object.start, end: object.start }, object)
      : undefined;
  }

  /** The last object there; where it is a directory and a file of it is named too, that file. */
  private objectWithin(from: number, to: number): ObjectMention | undefined {
    const last = lastWithin(this.objects, from, to);
    const named = last && lastWithin(this.objects, from, last.start);
    return last && named ? fileIn(last, named) : last;
  }

  private behindOf(errno: ErrnoMention, operation: OperationMention): StatedCall | undefined {
    const behind = this.behind(errno, this.text.length);
    const isFile = behind?.object?.kind === 'cgroup' && behind.object.file !== undefined;
    return behind && (isFile || behind.operation === operation.operation) ? behind : undefined;
  }

  /** The error is named first: `OSError: [Errno 28] No space left on device: 'X'`, `ENOSPC: …, mkdir 'X'`. */
  private behind(errno: ErrnoMention, limit: number): StatedCall | undefined {
    const to = Math.min(limit, errno.end + farthestBehind);
    if (!/^["')\]]*\s*(?:[-–:,：(]|@\s\w|\/)/.test(this.text.slice(errno.end, errno.end + 8))) {
      return undefined;
    }
    const operation = firstWithin(this.operations, errno.end, to);
    if (!operation) {
      return this.pythons(errno, to);
    }
    const object =
      firstWithin(this.objects, operation.start, to) ??
      lastWithin(this.objects, errno.end, operation.start) ??
      firstWithin(this.called, operation.start, to);
    return this.call(errno, operation, object);
  }

  /** `[Errno 2] No such file or directory: 'X'` names no verb; a file of a cgroup was opened. */
  private pythons(errno: ErrnoMention, to: number): StatedCall | undefined {
    const object = firstWithin(this.objects, errno.end, to);
    const isFile = object?.object.kind === 'cgroup' && object.object.file !== undefined;
    const between = object && this.text.slice(errno.end, object.start);
    return isFile && between !== undefined && (isNamed(between) || rubysOpen.test(between))
      ? this.call(errno, { operation: 'open', start: object.start, end: object.start }, object)
      : undefined;
  }

  private call(errno: ErrnoMention, verb: OperationMention, object: ObjectMention | undefined): StatedCall {
    const start = Math.min(verb.start, errno.start, object?.start ?? Infinity);
    const end = Math.max(errno.end, verb.end, object?.end ?? 0);
    const controller = object && lastWithin(this.called, object.end, errno.start);
    return {
      actor: actorOf(this.text.slice(0, start)),
      operation: operationOn(verb.operation, this.text.slice(verb.start, verb.end), object),
      object: object && inController(object.object, controller?.object),
      errno: errno.errno,
      start,
      end,
      verb: verb.start,
      isReported:
        (isAttached(this.text, errno) || isRightBehind(this.text, object, errno)) && !isSupposed(this.text, start, end),
    };
  }
}

/** systemd names the controller behind the path: "cgroup /user.slice in controller cpu". */
function inController(object: CallObject, named: CallObject | undefined): CallObject {
  const isNamed = object.kind === 'cgroup' && object.hierarchy === 'unknown' && named?.kind === 'cgroup';
  return isNamed && named.hierarchy === 'v1'
    ? { ...object, hierarchy: 'v1', controller: object.controller ?? named.controller }
    : object;
}

/** Its file says more than the word "cgroup". */
const isCgroupsFile = (mention: ObjectMention | undefined): boolean =>
  mention?.object.kind === 'cgroup' && mention.object.file !== undefined;

function fileIn(directory: ObjectMention, named: ObjectMention): ObjectMention {
  const [{ object: place }, { object: file }] = [directory, named];
  const isPair = place.kind === 'cgroup' && place.file === undefined && file.kind === 'cgroup' && file.path === '';
  const object = isPair ? { ...place, file: file.file, controller: file.controller ?? place.controller } : place;
  return { object, start: isPair ? named.start : directory.start, end: directory.end };
}

/** What is created, opened or written says what the call was: a cgroup is a directory, two of its files take processes. */
function operationOn(operation: Operation, verb: string, mention: ObjectMention | undefined): Operation {
  const object = mention?.object;
  if (object?.kind !== 'cgroup' || (operation !== 'write' && operation !== 'open')) {
    return operation;
  }
  if (object.file === undefined) {
    return /^creat/i.test(verb) ? 'mkdir' : operation;
  }
  return object.file === 'tasks' || object.file === 'cgroup.procs' || object.file === 'cgroup.threads'
    ? 'attach'
    : operation;
}

/** Whole, and not the hierarchy's own root: the tail of a path may be anything's. */
const isBelowMount = (path: string) => /^\/sys\/fs\/cgroup\/memory\/./.test(path);

/** Between an object and its error stand no more than a colon and a few words. */
const isNamed = (between: string) => between.length <= 4;
const isNear = (between: string) => between.length <= 96 && !between.includes('\n');

/** `@ rb_sysopen - X` */
const rubysOpen = /^\s@\s\w{1,32}\s-\s$/;

const attaching =
  /(?:[:：=([{\-–—,/]|=\s{0,2}-1\b|\b(?:errno|error|err|code|with|failed|returned|caused|because|by|to|got|reason|fehler|erreur)\b)["'`\s]*(?:\[?)$/i;

function isAttached(text: string, { start, end }: ErrnoMention): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  // An elision that runs into the error stands for the path and its colon.
  return (
    before.trim() === '' ||
    attaching.test(before) ||
    /(?:\.{3}|…)$/.test(before) ||
    /^\s{0,2}[-–:]\s/.test(text.slice(end, end + 3))
  );
}

/** `X No space left on device`: nothing stands between what was asked for and the error. */
const isRightBehind = (text: string, object: ObjectMention | undefined, { start }: ErrnoMention): boolean =>
  object !== undefined && object.end < start && /^["'`]?\s{1,2}$/.test(text.slice(object.end, start));

const supposing =
  /\b(?:if|whether|would|should|might|e\.g|for example|such as|instead of|fix(?:es|ed)?|workarounds?|prevents?|avoids?|no longer|why|how (?:do|to|can)|never|without|expected|similar to|looks? like|wenn|warum|weshalb|pourquoi|если|почему)\b|如果|为什么|怎么|如何|修复|避免|なぜ|場合/i;

/** A question, a condition or a cure speaks of the call; no program reports it there. */
export function isSupposed(text: string, start: number, end: number): boolean {
  const line = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 160);
  const before =
    text
      .slice(line, start)
      .split(/[.!?。]\s/)
      .at(-1) ?? '';
  return supposing.test(before) || /^["'`’”)\]*_]{0,4}\s?[?？]/.test(text.slice(end, end + 8));
}

function lastWithin<T extends { start: number; end: number }>(
  all: readonly T[],
  from: number,
  to: number
): T | undefined {
  for (let index = all.length - 1; index >= 0; index--) {
    const each = all[index];
    if (each && each.start >= from && each.end <= to) {
      return each;
    }
  }
  return undefined;
}

function firstWithin<T extends { start: number; end: number }>(
  all: readonly T[],
  from: number,
  to: number
): T | undefined {
  return all.find((each) => each.start >= from && each.end <= to);
}
