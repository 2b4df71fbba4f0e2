import { type LineContext } from './logLine';
import { parsePromptHead } from './promptForms';

const longestPrompt = 1024;
const typedCommand = /^(?:sudo )?([a-z][\w./-]{0,64})(?: (.{0,768}))?$/;
const apiClient = /(?:^|\/)(?:kubectl|oc|k|k3s|microk8s|helm|minikube|kind|crictl)$/;
const quoted = /^['"]|['"]$/g;

/**
 * The place that a command at a shell prompt gives its output: the host of the prompt for `dmesg` and the like, the pod
 * that `kubectl describe pod` names, the directory the shell is in, the file that is written or read. Undefined for a line
 * that is no prompt.
 */
export function parsePrompt(line: string, before: LineContext = {}): LineContext | undefined {
  const head = line.length > longestPrompt ? undefined : (parsePromptHead(line) ?? parseBareEcho(line));
  // A mail quotes with the mark that some shells prompt with.
  if (!head || /^> ?/.test(line)) {
    return undefined;
  }
  const found = typedCommand.exec(head.typed);
  if (!found) {
    return undefined;
  }
  const [, command = '', rest = ''] = found;
  const directory = directoryOf(head.shown, command, rest, before.directory);
  if (apiClient.test(command)) {
    return { ...describedBy(rest), directory };
  }
  return { node: head.host, directory, asksDirectory: command === 'pwd', target: targetOf(command, rest, directory) };
}

/** `echo 1 > /sys/…` is a command, with a prompt or without. */
function parseBareEcho(line: string): { host?: string; shown?: string; typed: string } | undefined {
  return /^(?:sudo )?(?:echo|printf) [^>]{0,256}>{1,2}\s{0,4}["']?\/(?:sys|proc|dev)\//.test(line)
    ? { typed: line }
    : undefined;
}

/** What the prompt shows, if it shows a whole path, else where the last `cd` went. */
function directoryOf(shown: string | undefined, command: string, rest: string, before: string | undefined) {
  const at = shown?.trim().startsWith('/') ? shown.trim() : before;
  const target = command === 'cd' ? /^(\S{1,512})/.exec(rest)?.[1] : undefined;
  return target === undefined ? at : within(target, at);
}

/** The file that the shell writes to, or that a command shows. */
function targetOf(command: string, rest: string, directory: string | undefined): string | undefined {
  const written = [...rest.matchAll(/(?<![>&\d-])>{1,2}\|?\s{0,4}(["']?[^\s;|&>"']{1,512}["']?)/g)].at(-1)?.[1];
  const shown = /^(?:cat|head|tail|less|more)$/.test(command)
    ? rest
        .split(/[|;&>]/)[0]
        ?.split(/\s+/)
        .find((word) => /^["']?[\w./]/.test(word))
    : undefined;
  const target = (written ?? shown)?.replace(quoted, '');
  return target === undefined ? undefined : (within(target, directory) ?? lastPart(target));
}

/** Where the directory is not known, a cgroup's file is known by its name. */
const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function within(path: string, directory: string | undefined): string | undefined {
  return path.startsWith('/') ? path : directory === undefined ? undefined : `${directory.replace(/\/$/, '')}/${path}`;
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
