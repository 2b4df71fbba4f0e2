import { type FailedCall } from './calls/failedCall';
import { type EventReading } from './eventReading';

/** One event, container message or log line that was pasted, with what it means. */
export interface EventItem {
  node?: string;
  namespace?: string;
  pod?: string;
  reason?: string;
  /** How often it happened: the kubelet's own count for events, the number of equal lines for logs. */
  count: number;
  /** Unix seconds. */
  firstSeen?: number;
  /** Unix seconds. */
  lastSeen?: number;
  /** The kubelet had merged similar texts into this one: the count covers all of them. */
  combined?: boolean;
  message: string;
  reading: EventReading;
  /** The refused call that the reading rests on. */
  call?: FailedCall;
}
