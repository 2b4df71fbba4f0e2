import { actorOf } from './actor';
import { type ErrnoMention } from './errnos';
import { type CallObject, type FailedCall, type Operation } from './failedCall';
import { lastWithin, type Mentions } from './mentions';
import { type ObjectMention } from './objects';
import { type OperationMention } from './operations';
import { isReportedAt } from './reported';

/** A call with what only its wording tells. */
export interface StatedCall extends FailedCall {
  errno: NonNullable<FailedCall['errno']>;
  /** The verb's first character. */
  verb: number;
  /** A program reports it: no sentence about it, no question, no condition. */
  isReported: boolean;
}

/** @param verb what was done, @param object to what */
export function statedCall(
  { text, called }: Mentions,
  errno: ErrnoMention,
  verb: OperationMention,
  object: ObjectMention | undefined
): StatedCall {
  const start = Math.min(verb.start, errno.start, object?.start ?? Infinity);
  const end = Math.max(errno.end, verb.end, object?.end ?? 0);
  const controller = object && lastWithin(called, object.end, errno.start);
  return {
    actor: actorOf(text.slice(0, start)),
    operation: operationOn(verb.operation, text.slice(verb.start, verb.end), object),
    object: object && inController(object.object, controller?.object),
    errno: errno.errno,
    start,
    end,
    verb: verb.start,
    isReported: isReportedAt(text, errno, object, start, end),
  };
}

/** systemd names the controller behind the path: "cgroup /user.slice in controller cpu". */
function inController(object: CallObject, named: CallObject | undefined): CallObject {
  const isNamed = object.kind === 'cgroup' && object.hierarchy === 'unknown' && named?.kind === 'cgroup';
  return isNamed && named.hierarchy === 'v1'
    ? { ...object, hierarchy: 'v1', controller: object.controller ?? named.controller }
    : object;
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
