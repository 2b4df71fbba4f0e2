import { type LineContext } from './logLine';

const field = /^(Name|Namespace|Node|Roles):\s{1,64}(\S{1,253})/;
// nomad alloc status
const nomads = /^Node Name\s{1,32}=\s(\S{1,253})\s*$/;
const state = /^\s{1,16}(?:State|Last State|Reason):\s{1,64}(\S{1,128})/;

/** Follows the head lines of `kubectl describe pod` and `describe node`, so that what comes after has its place. */
export function followDescription(line: string, context: LineContext): LineContext {
  const client = nomads.exec(line)?.[1];
  if (client !== undefined) {
    return { ...context, node: client };
  }
  const [, key, value] = field.exec(line) ?? [];
  switch (key) {
    case 'Name':
      return { pod: value, directory: context.directory };
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
