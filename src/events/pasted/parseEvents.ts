import { type EventItem } from '../eventItem';
import { parsePasted, type ParsePastedOptions } from './parsePasted';

export type ParseEventsOptions = Pick<ParsePastedOptions, 'nowSeconds'>;

/**
 * Reads a pasted text: `kubectl get events` as JSON (one Event, a List, core/v1 or events.k8s.io/v1) or as a table,
 * `kubectl get pods -o json`, `kubectl describe`, logfmt and JSON lines of event pipelines, kubelet and kernel logs, shell
 * probes; also several of them one after another. Structured events are all returned; of log lines only those that mean
 * something. Total, and linear in the text.
 */
export function parseEvents(text: string, options: ParseEventsOptions = {}): EventItem[] {
  const reading = parsePasted(text, options);
  for (;;) {
    const { done, value } = reading.next();
    if (done) {
      return value.events;
    }
  }
}
