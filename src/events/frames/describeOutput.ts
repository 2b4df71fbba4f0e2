import { parseRecurrence } from './age';
import { type Occurrence } from '../pasted/eventCollection';
import { type LineContext } from './logLine';

const eventLine =
  /^\s{1,16}(?:Normal|Warning)\s{1,24}(\S{1,128})\s{1,24}(\S{1,20}(?: \(x[0-9]{1,15} over \S{1,20}\))?)\s{1,24}([^\s,]{1,253}(?:, \S{1,253})?)\s{1,24}(\S.*)$/;

/** A line under "Events:" of `kubectl describe`. Older versions write the node behind the component: `kubelet, node-a`. */
export function readDescribedEvent(
  line: string,
  context: LineContext,
  nowSeconds: number | undefined
): Occurrence | undefined {
  const found = eventLine.exec(line);
  if (!found) {
    return undefined;
  }
  const [, reason, age = '', from = '', message = ''] = found;
  const node = from.split(', ')[1] ?? context.node;
  return { ...context, ...parseRecurrence(age, nowSeconds), node, reason, message };
}

const field = /^(Name|Namespace|Node|Roles):\s{1,64}(\S{1,253})/;
const state = /^\s{1,16}(?:State|Last State|Reason):\s{1,64}(\S{1,128})/;

/** Follows the head lines of `kubectl describe pod` and `describe node`, so that what comes after has its place. */
export function followDescription(line: string, context: LineContext): LineContext {
  const [, key, value] = field.exec(line) ?? [];
  switch (key) {
    case 'Name':
      return { pod: value };
    case 'Namespace':
      return { ...context, namespace: value };
    case 'Node':
      return { ...context, node: value === '<none>' ? undefined : value?.split('/')[0] };
    case 'Roles':
      return { node: context.pod };
    default:
      return followState(line, context);
  }
}

function followState(line: string, context: LineContext): LineContext {
  const reason = context.pod === undefined ? undefined : state.exec(line)?.[1];
  return reason === undefined ? context : { ...context, reason };
}
