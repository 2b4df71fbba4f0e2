import { errorFirst, farthestBehind, namedBehind } from './errorFirst';
import { type ErrnoMention, findErrnos } from './errnos';
import { type Operation } from './failedCall';
import { findMentions, firstWithin, isNamed, isNear, lastWithin, type Mentions } from './mentions';
import { type ObjectMention } from './objects';
import { type OperationMention } from './operations';
import { isAttached } from './reported';
import { type StatedCall, statedCall } from './statedCall';

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
  const clauses = new Clauses(findMentions(text, errnos), errnos);
  return errnos.flatMap((errno, index) => clauses.callOf(errno, index) ?? []);
}

class Clauses {
  private readonly text: string;
  private readonly objects: readonly ObjectMention[];
  private readonly operations: readonly OperationMention[];

  constructor(
    private readonly mentions: Mentions,
    private readonly errnos: readonly ErrnoMention[]
  ) {
    ({ text: this.text, objects: this.objects, operations: this.operations } = mentions);
  }

  callOf(errno: ErrnoMention, index: number): StatedCall | undefined {
    const from = Math.max(this.errnos[index - 1]?.end ?? 0, this.clauseStart(errno.start), errno.start - farthest);
    const to = this.errnos[index + 1]?.start ?? this.text.length;
    return (
      namedBehind(this.mentions, errno, from, to) ??
      this.before(errno, from) ??
      errorFirst(this.mentions, errno, to) ??
      this.verbElsewhere(errno, from, to) ??
      this.withoutCall(errno)
    );
  }

  /** Open files are used up whatever was called. */
  private withoutCall(errno: ErrnoMention): StatedCall | undefined {
    const isAny = (errno.errno === 'EMFILE' || errno.errno === 'ENFILE') && isAttached(this.text, errno);
    return isAny
      ? statedCall(this.mentions, errno, { operation: 'open', start: errno.start, end: errno.start }, undefined)
      : undefined;
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
    const named = this.objectWithin(operation.start, errno.start);
    // `write ...: E` elides what stands before it.
    const isElided = named?.object.kind === 'file' && /^\W+$/.test(named.object.path);
    const behindVerb = (isElided && lastWithin(this.objects, from, operation.start)) || named;
    const object = lastWithin(this.objects, from, operation.start);
    if (behindVerb || selfContained.has(operation.operation)) {
      return statedCall(this.mentions, errno, operation, fileIn(object, behindVerb) ?? behindVerb);
    }
    const better = object && lastWithin(this.operations, from, object.start);
    // "Failed to create X: cannot write it: E" keeps its own verb; "mkdir X failed while writing" does not.
    if (object && better && operation.operation !== 'mkdir' && isNamed(this.text.slice(object.end, errno.start))) {
      return statedCall(this.mentions, errno, better, object);
    }
    const called = lastWithin(this.mentions.called, operation.start, errno.start);
    if (called || object) {
      return statedCall(this.mentions, errno, operation, isCgroupsFile(object) ? object : (called ?? object));
    }
    // LXC names the error first, and what failed behind it.
    return (
      this.behindOf(errno, operation) ??
      this.verbElsewhere(errno, from, errno.end) ??
      statedCall(this.mentions, errno, this.selfContainedBefore(from, operation) ?? operation, undefined)
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
    return verb && statedCall(this.mentions, errno, verb, beside);
  }

  /** `IOException: error=12, E`, with `forkAndExec` in the stack below it. */
  private startedBelow(errno: ErrnoMention): StatedCall | undefined {
    const verb = firstWithin(this.operations, errno.end, errno.end + farthest);
    const line = verb && this.text.slice(this.text.lastIndexOf('\n', verb.start) + 1, verb.start);
    return verb?.operation === 'clone' && line && /^\s{1,16}at /.test(line)
      ? statedCall(this.mentions, errno, verb, undefined)
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
      ? statedCall(
          this.mentions,
          errno,
          { operation: isMade ? 'mkdir' : 'open', start: object.start, end: object.start },
          object
        )
      : undefined;
  }

  /** The last object there; where it is a directory and a file of it is named too, that file. */
  private objectWithin(from: number, to: number): ObjectMention | undefined {
    const last = lastWithin(this.objects, from, to);
    return fileIn(last, last && lastWithin(this.objects, from, last.start)) ?? last;
  }

  private behindOf(errno: ErrnoMention, operation: OperationMention): StatedCall | undefined {
    const behind = errorFirst(this.mentions, errno, this.text.length);
    const isFile = behind?.object?.kind === 'cgroup' && behind.object.file !== undefined;
    return behind && (isFile || behind.operation === operation.operation) ? behind : undefined;
  }
}

/** Its file says more than the word "cgroup". */
const isCgroupsFile = (mention: ObjectMention | undefined): boolean =>
  mention?.object.kind === 'cgroup' && mention.object.file !== undefined;

/** A file that is named alone, in the directory that is named beside it. */
function fileIn(directory: ObjectMention | undefined, named: ObjectMention | undefined): ObjectMention | undefined {
  const [place, file] = [directory?.object, named?.object];
  return directory && named && place?.kind === 'cgroup' && !place.file && file?.kind === 'cgroup' && file.path === ''
    ? {
        object: { ...place, file: file.file, controller: file.controller ?? place.controller },
        start: named.start,
        end: directory.end,
      }
    : undefined;
}

/** Whole, and not the hierarchy's own root: the tail of a path may be anything's. */
const isBelowMount = (path: string) => /^\/sys\/fs\/cgroup\/memory\/./.test(path);
