import { parsePromptHead } from '../frames/promptForms';

/** A command that somebody typed, with where. */
export interface Command {
  /** The host in the prompt, or the one the command was sent to. */
  node?: string;
  /** What came before the first pipe, without `sudo` and the like. */
  head: string;
  /** The programs behind it. */
  filters: string[];
}

export interface CommandLine {
  /** The host in the prompt. */
  host?: string;
  commands: Command[];
}

const longestLine = 2048;
const programs =
  /^(?:cat|ls|find|uname|free|top|grep|egrep|awk|head|tail|wc|mount|findmnt|lscgroup|uptime|date|hostname|sysctl|grubby|slabtop|docker|kubectl|kubelet|containerd|crictl|hostnamectl|dmesg|watch|cd|sudo|ssh|nsenter|chroot)$/;

/** The commands of a line that begins with a prompt, or that is nothing but a command whose output is known here. */
export function parseShellCommand(line: string): CommandLine | undefined {
  if (line.length > longestLine) {
    return undefined;
  }
  const head = parsePromptHead(line);
  if (head) {
    return lineOf(head.host, head.typed);
  }
  const bare = line
    .trim()
    .replace(/^(?:[-*+]|[0-9]{1,2}[.)]) /, '')
    .replace(/^`{1,3}|`{1,3}[:：]?$/g, '');
  return isBareCommand(bare) ? lineOf(undefined, bare) : undefined;
}

/** Prose may begin with the name of a program; a path, an option or a pipe makes it a command. */
function isBareCommand(text: string): boolean {
  const [program = '', ...rest] = text.split(/\s/, 3);
  return (
    programs.test(program) &&
    !/[.,。，：:]$/.test(text) &&
    (/(?:\s-{1,2}[A-Za-z]|\s\/(?:proc|sys|etc)\/|\|)/.test(text) || (rest.length === 0 && program !== 'find'))
  );
}

function lineOf(promptHost: string | undefined, text: string): CommandLine {
  const commands = text.split(/;|&&|\|\|/).flatMap((part) => commandOf(part, promptHost) ?? []);
  return { host: promptHost, commands };
}

const wrappers = [
  /^(?:sudo|time|nice|command|exec)(?: -\S{1,16})*\s+/,
  /^watch(?:\s+-\S{1,8}(?:\s+[0-9.]{1,6})?)*\s+/,
  /^(?:kubectl|oc|docker|nerdctl|crictl|podman) exec\s.{0,300}?(?:\s--\s+|\s(?=(?:cat|ls|uname|free|find|grep)\s))/,
  /^(?:chroot|nsenter)\s.{0,120}?\s(?:--\s+)?(?=(?:cat|ls|uname|free|find|grep|uptime|mount)\b)/,
  /^(?:ba|z)?sh\s+-l?c\s+/,
];
const remote =
  /^(?:ssh(?:\s+-\S{1,32})*\s+(?:[\w.-]{1,64}@)?|kubectl debug node\/)([\w.-]{1,253})\s(?:.{0,200}?\s--\s)?/;

function commandOf(text: string, promptHost: string | undefined): Command | undefined {
  let node = promptHost;
  let rest = text.trim();
  for (let depth = 0; depth < 4; depth++) {
    const sent = remote.exec(rest);
    node = sent?.[1] ?? node;
    const inner = wrappers.reduce(
      (left, wrapper) => left.replace(wrapper, ''),
      sent ? rest.slice(sent[0].length) : rest
    );
    if (inner === rest) {
      break;
    }
    rest = inner.trim().replace(/^(["'])(.*)\1$/, '$2');
  }
  const [head = '', ...filters] = rest.replace(/\s[12]?>(?:&1|\s?\/dev\/null)/g, '').split('|');
  return head.trim() === '' ? undefined : { node, head: head.trim(), filters: filters.map((filter) => filter.trim()) };
}

/** Is the output one number, the count of lines? A grep in between counts a part only. */
export function isWholeCount({ head, filters }: Command): boolean {
  const last = filters.at(-1) ?? '';
  return /^wc\s+-l\b/.test(last) && filters.length === 1 && !/\s-(?:name|path|i?regex|maxdepth|mindepth)\b/.test(head);
}

/** The files of /proc, /sys and /etc that a command names, and a slabinfo that only a cgroup has. */
export function filesOf({ head, filters }: Command): string[] {
  return [head, ...filters].flatMap(
    (part) =>
      part.match(/(?:^|(?<=[\s<"'=]))(?:\/(?:proc|sys|etc)\/[\w./@:*${}-]{1,512}|\w[\w./-]{0,255}slabinfo)/g) ?? []
  );
}

/** The file whose content a command shows: found by its name, or named with its path. */
export function fileShown(command: Command): string[] {
  const files = filesOf(command);
  const found = /^find\s.{0,512}\s-name\s{1,4}["']?([\w.]{1,64})["']?(?:\s|$)/.exec(command.head)?.[1];
  return found === undefined ? files : files.map((folder) => `${folder}/${found}`);
}
