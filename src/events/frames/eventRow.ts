import { type Occurrence } from '../pasted/eventCollection';
import { parseRecurrence, type Recurrence } from './age';
import { type LineContext, placeIn } from './logLine';

const longestHead = 512;
const longestLine = 16 * 1024;
const age = '(?:(?:\\d{1,6}[ydhms]){1,4}|<unknown>|<invalid>)';
/** What stands before the type: namespace, ages, count, the event's name and kind, or the source of older versions. */
const head = new RegExp(
  `^\\s{0,16}(?:(?!${age}\\s)([a-z0-9][a-z0-9.-]{0,252})\\s{1,64}(?=${age}\\s))?((?:${age}(?:\\s\\(x\\d{1,15}(?:\\sover\\s${age})?\\))?\\s{1,64}){0,2})(?:(\\d{1,15})\\s{1,64})?(.{0,320}?)\\b(Normal|Warning)\\s{1,64}([A-Z][A-Za-z]{2,63})\\s{1,64}`
);
const times = new RegExp(`^(${age})?\\s{0,8}(?:\\((?:x(\\d{1,15})(?: over (${age}))?)\\))?\\s{0,64}`);
const about = /^([a-z]{1,24}|[A-Z][A-Za-z]{1,24})\/([a-z0-9][a-z0-9.-]{0,252})\s{1,64}(?:spec\.\S{1,128}\s{1,64})?/;
// Versions before 1.6 write it in braces.
const bracedSource = /^\{([a-z][a-z0-9-]{1,62})(?:\s([a-z0-9][a-z0-9.-]{0,252}))?\}\s{1,64}/;
const source = /^([a-z][a-z0-9-]{1,62}(?:\/[a-z0-9-]{1,63})?)(?:,\s([a-z0-9][a-z0-9.-]{0,252}))?(?=\s)\s{1,64}/;
const components =
  /^(?:kubelet|default-scheduler|kube-scheduler|[a-z-]{2,48}-(?:controller|manager|scheduler|autoscaler|agent)|karpenter|job-controller)$/;
// -o wide writes these behind the message.
const behind = new RegExp(
  `\\s{2,}(${age})\\s{1,64}(\\d{1,15})\\s{1,64}[a-z0-9][a-z0-9.-]{0,252}\\.[0-9a-f]{8,20}\\s*$`
);

const rowInside = new RegExp(
  `(?<=\\S\\s{1,8})(?=(?:Normal|Warning)\\s{1,8}[A-Z][A-Za-z]{2,63}\\s{1,8}${age}\\s{1,8}(?:\\(x\\d{1,15}(?: over ${age})?\\)\\s{1,8})?[a-z][a-z0-9-]{1,62}(?:, \\S{1,253})?\\s)`
);

/** Rows of events whose line breaks a paste has lost, one by one; a line of one row is that line. */
export function splitEventRows(line: string): string[] {
  return line.length > longestLine || !/(?:Normal|Warning)\s/.test(line) ? [line] : line.split(rowInside);
}

/**
 * A row of `kubectl get events` or of the events under `kubectl describe`, of any version and width, with its header or
 * without: told by "Normal" or "Warning" and the reason behind it.
 */
export function parseEventRow(
  line: string,
  context: LineContext,
  nowSeconds: number | undefined
): Occurrence | undefined {
  const found = head.exec(line.slice(0, longestHead));
  if (!found) {
    return parseOldestRow(line, context) ?? parseOwnColumns(line, context);
  }
  const [all, namespace, ages = '', count, more = '', , reason] = found;
  const row = rowBehind(line.slice(all.length), nowSeconds);
  const seen = recurrenceOf(ages, nowSeconds) ?? row.seen;
  const inHead = headPlace(more);
  if (row.message === '' || (!seen && !row.node && !row.isPlaced && !inHead.isPlaced)) {
    return undefined;
  }
  return {
    ...placeIn(context),
    namespace: namespace ?? context.namespace,
    node: row.node ?? inHead.node ?? context.node,
    pod: row.pod ?? inHead.pod ?? context.pod,
    reason,
    count: row.count ?? (count === undefined ? seen?.count : Number(count)),
    firstSeen: row.firstSeen ?? seen?.firstSeen,
    lastSeen: seen?.lastSeen,
    message: row.message,
  };
}

// Kubernetes 1.0: dates, the count, the source in braces, no type.
const oldest =
  /^\s{0,16}\w{3}, \d{2} \w{3} \d{4} [\d:]{8} [+-]\d{4}\s{1,16}(\w{3}, \d{2} \w{3} \d{4} [\d:]{8} [+-]\d{4})\s{1,16}(\d{1,9})\s{1,16}\{\w{1,32} ([a-z0-9.-]{0,253})\}\s{1,32}(?:\S{1,128}\{\S{1,64}\}\s{1,32})?([A-Za-z]{2,64})\s{1,32}(\S.*)$/;

function parseOldestRow(line: string, context: LineContext): Occurrence | undefined {
  const [, last = '', count, host, reason, message] = oldest.exec(line) ?? [];
  const seconds = Math.floor(Date.parse(last) / 1000);
  return message === undefined
    ? undefined
    : {
        ...placeIn(context),
        node: host || context.node,
        reason,
        count: Number(count),
        lastSeen: Number.isFinite(seconds) ? seconds : undefined,
        message,
      };
}

// Columns of the writer's own (`-o custom-columns`), of which reason and object, in either order, end before the message.
const involved = '([a-z]{1,24}|[A-Z][A-Za-z]{1,24})/([a-z0-9][a-z0-9.-]{0,252})';
const knownReason =
  '((?:Failed|Failing)(?:[A-Z][A-Za-z]{2,60})?|(?:BackOff|OOMKilling|SystemOOM|Evicted|NodeNotReady|InspectFailed|ErrImagePull|SandboxChanged))';
const ownColumns = new RegExp(
  `^\\s{0,16}(?:\\S{1,253}\\s{1,64}){0,3}?(?:${knownReason}\\s{1,64}${involved}|${involved}\\s{1,64}${knownReason})\\s{1,64}(\\S.*)$`
);

function parseOwnColumns(line: string, context: LineContext): Occurrence | undefined {
  const found = ownColumns.exec(line.slice(0, longestLine));
  if (!found) {
    return undefined;
  }
  const [, first, firstKind, firstName, secondKind, secondName, second, message = ''] = found;
  const kind = (firstKind ?? secondKind)?.toLowerCase();
  const name = firstName ?? secondName;
  return {
    ...placeIn(context),
    node: kind === 'node' ? name : context.node,
    pod: kind === 'pod' ? name : context.pod,
    reason: first ?? second,
    message,
  };
}

interface Row {
  seen?: Recurrence;
  node?: string;
  pod?: string;
  count?: number;
  firstSeen?: number;
  /** Object or source are written as kubectl writes them. */
  isPlaced: boolean;
  message: string;
}

function rowBehind(text: string, nowSeconds: number | undefined): Row {
  const [head = '', last, count, first] = times.exec(text) ?? [];
  const seen =
    last === undefined && count === undefined
      ? undefined
      : parseRecurrence(
          `${last ?? '<unknown>'}${count === undefined ? '' : ` (x${count} over ${first ?? '<unknown>'})`}`,
          nowSeconds
        );
  const [object = '', kind, name] = about.exec(text.slice(head.length)) ?? [];
  const rest = text.slice(head.length + object.length);
  const [from = '', component = '', host] = bracedSource.exec(rest) ?? source.exec(rest) ?? [];
  const isSource = components.test(component) || host !== undefined;
  const wide = behind.exec(rest);
  const message = rest.slice(isSource ? from.length : 0, wide?.index).trim();
  const isNode = kind?.toLowerCase() === 'node';
  return {
    seen,
    node: host ?? (isNode ? name : undefined),
    pod: kind?.toLowerCase() === 'pod' ? name : undefined,
    count: wide ? Number(wide[2]) : undefined,
    firstSeen: wide ? parseRecurrence(wide[1] ?? '', nowSeconds).lastSeen : undefined,
    isPlaced: isSource || object !== '',
    message,
  };
}

/** Older versions write name, kind and source before the type. */
function headPlace(text: string): Pick<Row, 'node' | 'pod' | 'isPlaced'> {
  const host = /(?:\b[a-z][a-z0-9-]{1,62}, |\{kubelet )([a-z0-9][a-z0-9.-]{0,252})/.exec(text)?.[1];
  const [, name, kind] =
    /(?:^|\s)([a-z0-9][a-z0-9.-]{0,252}?)(?:\.[0-9a-f]{12,20})?\s{1,64}(Pod|Node)\b/.exec(text) ?? [];
  return {
    node: host ?? (kind === 'Node' ? name : undefined),
    pod: kind === 'Pod' ? name : undefined,
    isPlaced: host !== undefined || kind !== undefined,
  };
}

function recurrenceOf(ages: string, nowSeconds: number | undefined): Recurrence | undefined {
  const written = ages.trim();
  if (written === '') {
    return undefined;
  }
  const [last = '', first] = written.split(/\s+(?!\(|over|\d+[ydhms]+\))/);
  const seen = parseRecurrence(last, nowSeconds);
  const firstSeen = first === undefined ? undefined : parseRecurrence(first, nowSeconds).lastSeen;
  // Two ages alone are first and last seen, in either order.
  return firstSeen === undefined || seen.lastSeen === undefined
    ? seen
    : { ...seen, firstSeen: Math.min(firstSeen, seen.lastSeen), lastSeen: Math.max(firstSeen, seen.lastSeen) };
}
