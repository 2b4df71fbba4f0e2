import { isRecord } from '../../json/isRecord';
import { EvidenceCollection } from '../pasted/evidenceCollection';
import { parseObject } from './eventObjects';
import { type EventItem } from '../eventItem';
import { numberIn, parseJson, textIn } from './json';
import { type LineContext, parseLogLine } from './logLine';
import { parseLogfmt } from './logfmt';

/** One line of a log store, with all it says beside the line: stream labels and structured metadata. */
export interface LogEntry {
  timeSeconds: number;
  line: string;
  labels: Readonly<Record<string, string>>;
}

/** Characters; what stands behind is not read. */
const longestLine = 64 * 1024;

/**
 * Reads lines that an event pipeline wrote to a log store: logfmt or JSON, or the bare message with everything else beside
 * it. What a line says itself wins over its labels, which differ between pipelines and their versions. Repeats of one event
 * are one item with the highest count. Total.
 */
export function parseLogEntries(entries: Iterable<LogEntry>): EventItem[] {
  const events = new EvidenceCollection();
  for (const entry of entries) {
    parseEntry(entry, events);
  }
  return events.items();
}

function parseEntry({ timeSeconds, line, labels }: LogEntry, events: EvidenceCollection): void {
  const text = line.slice(0, longestLine).trim();
  const beside = { ...labels };
  const context: LineContext = {
    node: textIn(beside, 'node', 'k8s_node_name', 'sourcehost', 'source_host'),
    namespace: textIn(beside, 'namespace', 'k8s_namespace_name'),
    pod: textIn(beside, 'k8s_object_kind') === 'Pod' ? textIn(beside, 'k8s_object_name') : undefined,
    reason: textIn(beside, 'reason', 'k8s_event_reason'),
    lastSeen: timeSeconds,
  };
  const record = text.startsWith('{') ? parseJson(text) : parseLogfmt(text);
  if (isRecord(record)) {
    parseObject(record, events, context);
  } else if (context.reason !== undefined) {
    events.addEvent({
      ...context,
      event: textIn(beside, 'k8s_event_uid', 'k8s_event_name'),
      count: numberIn(beside, 'k8s_event_count', 'count'),
      message: text,
    });
  } else {
    events.addLine(parseLogLine(text, context));
  }
}
