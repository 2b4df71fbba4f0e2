import { type LineContext } from './logLine';

const longestPrompt = 1024;
const prompt =
  /^(?:[([]?[A-Za-z_][\w.-]{0,63}@([A-Za-z0-9][\w.-]{0,252})\b[:\s]?([^#$%>\n]{0,256}?)[\])]?\s?|((?:~|\/)[\w./@:-]{0,256})\s)?[#$%] {0,4}(?:sudo )?([a-z][\w./-]{0,64})(?: (.{0,768}))?$/;
const apiClient = /(?:^|\/)(?:kubectl|oc|k|k3s|microk8s|helm|minikube|kind|crictl)$/;

/**
 * The place that a command at a shell prompt gives its output: the host of the prompt for `dmesg` and the like, the pod
 * that `kubectl describe pod` names, the directory the shell is in. Undefined for a line that is no prompt.
 */
export function parsePrompt(line: string, before: LineContext = {}): LineContext | undefined {
  const found = line.length > longestPrompt ? undefined : prompt.exec(line);
  if (!found) {
    return undefined;
  }
  const [, host, shown, shownAlone, command = '', rest = ''] = found;
  const directory = directoryOf(shownAlone ?? shown, command, rest, before.directory);
  const target = command === 'echo' ? />{1,2}\s{0,4}(\/\S{1,512})/.exec(rest)?.[1] : undefined;
  return apiClient.test(command) ? { ...describedBy(rest), directory } : { node: host, directory, target };
}

/** What the prompt shows, if it shows a whole path, else where the last `cd` went. */
function directoryOf(shown: string | undefined, command: string, rest: string, before: string | undefined) {
  const at = shown?.trim().startsWith('/') ? shown.trim() : before;
  const target = command === 'cd' ? /^(\S{1,512})/.exec(rest)?.[1] : undefined;
  if (target === undefined) {
    return at;
  }
  return target.startsWith('/') ? target : at === undefined ? undefined : `${at.replace(/\/$/, '')}/${target}`;
}

function describedBy(words: string): LineContext {
  const namespace = /(?:^|\s)(?:-n|--namespace)[ =]([a-z0-9-]{1,63})(?:\s|$)/.exec(words)?.[1];
  const [, kind = '', name] =
    /\bdescribe\s{1,8}(?:(?:-n|--namespace)[ =]\S{1,63}\s{1,8})?(po|pods?|no|nodes?)[ /]([a-z0-9][a-z0-9.-]{0,252})(?:\s|$)/.exec(
      words
    ) ?? [];
  if (name === undefined) {
    return { namespace };
  }
  return kind.startsWith('n') ? { node: name } : { namespace, pod: name };
}
