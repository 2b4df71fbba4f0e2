import { EventCollection } from './eventCollection';
import { type EventItem } from './eventItem';
import { readObject } from './eventObjects';
import { readLines } from './pastedLines';

export interface ReadEventsOptions {
  /** The moment relative ages ("2m6s") count back from, Unix seconds; without it they give no time. */
  nowSeconds?: number;
}

/**
 * Reads a pasted text: `kubectl get events` as JSON (one Event, a List, core/v1 or events.k8s.io/v1) or as a table,
 * `kubectl get pods -o json`, `kubectl describe`, logfmt and JSON lines of event pipelines, kubelet and kernel logs, shell
 * probes; also several of them one after another. Structured events are all returned; of log lines only those that mean
 * something. Total, and linear in the text.
 */
export function readEvents(text: string, options: ReadEventsOptions = {}): EventItem[] {
  const events = new EventCollection();
  const whole = parseWhole(text);
  if (whole !== undefined) {
    readObject(whole, events);
  } else {
    readLines(text, events, options.nowSeconds);
  }
  return events.items();
}

function parseWhole(text: string): unknown {
  const start = /\S/.exec(text)?.[0];
  if (start !== '{' && start !== '[') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
