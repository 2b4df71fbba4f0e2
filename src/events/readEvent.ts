import { type FailedCall } from './calls/failedCall';
import { type EventReading } from './eventReading';
import { isFailedCacheCreation, readSlubFailure } from './meaning/kernelLog';
import { lookAlikes } from './meaning/lookAlikes';
import { readRefusedCreation } from './meaning/refusedCreation';
import { unescape } from './clean/unescape';

/** Event texts have at most 1 KiB, log lines a few; more is not read. Characters. */
const longestText = 64 * 1024;

/**
 * Wording that no refused creation of a memory cgroup has, but its look-alikes do: it wins over everything else in the
 * text. Checked against public reports; none of the true ones holds any of it.
 */
const neverARefusal =
  /inotify_add_watch|cpuset\/|\/var\/lib\/|kmem\.limit_in_bytes|dbus:|already exists|errno 524|OOM-killed/i;

/**
 * What the text of an event, a container state or a log line means. Total, and linear in the text. The kubelet's prefix
 * ("unable to ensure pod container exists") proves nothing: the call, the memory hierarchy and the errno must be there.
 */
export function readEvent(text: string): EventReading {
  return readMessage(text).reading;
}

export interface MessageReading {
  reading: EventReading;
  /** The refused call that the reading rests on. */
  call?: FailedCall;
}

/** The same, with the refused call behind it. */
export function readMessage(text: string): MessageReading {
  return { reading: readPlain(text) };
}

function readPlain(text: string): EventReading {
  const plain = unescape(text.slice(0, longestText));
  if (neverARefusal.test(plain)) {
    return readLookAlike(plain) ?? unrelated;
  }
  return readRefusedCreation(plain) ?? readKernelTrace(plain) ?? readLookAlike(plain) ?? unrelated;
}

const unrelated: EventReading = { kind: 'unrelated' };

function readKernelTrace(text: string): EventReading | undefined {
  return readSlubFailure(text) ?? (isFailedCacheCreation(text) ? { kind: 'kmem-cache-create-failed' } : undefined);
}

function readLookAlike(text: string): EventReading | undefined {
  const look = lookAlikes.find(({ pattern }) => pattern?.test(text));
  return look && { kind: 'look-alike', look: look.id };
}
