import { type Occurrence } from '../pasted/eventCollection';

/** Where a line belongs, as far as the text around it told. */
export interface LineContext {
  node?: string;
  namespace?: string;
  pod?: string;
  reason?: string;
  /** When the line was written, where its source tells; a time in the line itself wins. Unix seconds. */
  lastSeen?: number;
  /** Where the shell stood that wrote it. */
  directory?: string;
  /** The last command was `pwd`. */
  asksDirectory?: boolean;
  /** The file that the shell's last command wrote to, or showed. */
  target?: string;
}

const isoTime =
  '\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,9})?(?:\\s?(?:Z|UTC|[+-]\\d{2}:?\\d{2}))?';
// "Jun 12", "12月 22", "дек. 22", "Mär 3", "7月 3": months in whatever language the locale has.
const monthDay = '(?:[\\p{L}\\p{M}.]{2,12}|\\d{1,2}[月월])\\s{1,2}\\d{1,2}';
const clock = '\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?';
/** No level: log4j writes one where syslog has the host. */
const host = '(?!(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\\b)([A-Za-z0-9][A-Za-z0-9._-]{0,252})';
const program = '[A-Za-z0-9._@/()-]{1,64}(?:\\[\\d{1,10}\\])?:\\s';

interface Frame {
  form: RegExp;
  /** Which groups hold what. */
  time?: number;
  node?: number;
  pod?: number;
}

/** One grammar a layer; they lie around a message in any order. All are anchored and bounded. */
const frames: readonly Frame[] = [
  // syslog and journald: short, short-precise, short-full, short-iso, short-unix, and RFC 5424's priority.
  {
    form: new RegExp(
      `^(?:<\\d{1,3}>\\d?\\s?)?(?:[\\p{L}\\p{M}.]{2,12}\\s)?${monthDay}\\s(?:\\d{4}\\s)?${clock}\\s(?:\\d{4}\\s)?${host}\\s${program}`,
      'u'
    ),
    node: 1,
  },
  {
    form: new RegExp(`^(?:<\\d{1,3}>\\d?\\s?)?(?:[\\p{L}\\p{M}.]{2,12}\\s)?(${isoTime})\\s${host}\\s${program}`, 'u'),
    time: 1,
    node: 2,
  },
  { form: new RegExp(`^\\d{9,10}\\.\\d{3,6}\\s${host}\\s${program}`), node: 1 },
  {
    form: new RegExp(
      `^\\[\\s{0,12}\\d{1,9}\\.\\d{3,6}\\]\\s${host}\\s(?=kernel|kubelet|dockerd|containerd|systemd|crio)${program}`
    ),
    node: 1,
  },
  {
    form: new RegExp(
      `^<\\d{1,3}>\\d\\s(${isoTime})\\s${host}\\s\\S{1,48}\\s\\S{1,128}\\s\\S{1,32}\\s(?:-|\\[[^\\]]{0,512}\\])\\s`
    ),
    time: 1,
    node: 2,
  },
  // What kubectl logs, docker compose and log viewers put before a line.
  { form: /^\[pod\/([a-z0-9.-]{1,253})(?:\/[a-z0-9.-]{1,253})?\]\s/, pod: 1 },
  { form: new RegExp(`^(${isoTime})[ \\t](?:stdout|stderr) [FP] `), time: 1 },
  { form: new RegExp(`^(${isoTime})(?:\\s\\{[^}]{0,1024}\\})?[ \\t]+(?:\\|\\s)?`), time: 1 },
  // The kernel's clock, raw and as dmesg -T writes it in any language; its levels.
  { form: /^(?:<\d{1,2}>\s?)?\[\s{0,12}\d{1,12}\.\d{1,9}\]\s?/ },
  {
    form: new RegExp(`^(?:<\\d{1,2}>\\s?)?\\[(?:[\\p{L}\\p{M}.]{1,12}\\s)?${monthDay}\\s${clock}\\s\\d{4}\\]\\s?`, 'u'),
  },
  { form: /^(?:kern|daemon|user|syslog|auth)\s{0,4}:(?:emerg|alert|crit|err|warn|notice|info|debug)\s{0,4}:\s/ },
  // Without its time the head of a log still names the host.
  { form: new RegExp(`^${host} kernel: `), node: 1 },
  // A key of YAML has a release behind it.
  { form: /^kernel:\s(?!\s{0,8}[2-9]\.[0-9]{1,3}\.[0-9])/ },
  // klog and glog; zap's and logrus' console forms.
  { form: /^[IWEF]\d{4} [\d:.]{8,18} +\d{1,10} [A-Za-z0-9_.-]{1,128}:\d{1,6}\] / },
  { form: /^(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\s?\|\s/ },
  { form: /^\s{1,16}Message:\s{1,32}/ },
];
/** What stands before a log's line: grep's file and line number, or the indent of a quotation. */
const grepped = /^(?:[\w./@+-]{2,255}(?::\d{1,9})?[:-]|\s{1,16})(?=\S)/;
const maxFrames = 8;
const longestFrame = 2048;

const podOf = /\bpod="([a-z0-9.-]{1,63})\/([a-z0-9.-]{1,253})"/;
// Older kubelets: Error syncing pod <uid> ("<pod>_<namespace>(<uid>)")
const olderPodOf = /"([a-z0-9.-]{1,253})_([a-z0-9.-]{1,63})\([0-9a-f-]{8,64}\)"/;

export interface PeeledLine {
  context: LineContext;
  inner: string;
  /** At least one layer was there: the line begins something. */
  isFramed: boolean;
}

/** Takes the layers off a line, one after another, and keeps the facts they give. */
export function peel(line: string, context: LineContext = {}): PeeledLine {
  let inner = line;
  let facts = context;
  for (let depth = 0; depth < maxFrames; depth++) {
    const top = inner.slice(0, longestFrame);
    const file = depth === 0 ? (grepped.exec(top)?.[0] ?? '') : '';
    const hit = firstMatch(top) ?? (file === '' ? undefined : firstMatch(top.slice(file.length)));
    if (!hit) {
      break;
    }
    const { frame, match } = hit;
    const text = (group: number | undefined) => (group === undefined ? undefined : match[group]);
    facts = {
      ...facts,
      node: text(frame.node) ?? facts.node,
      pod: text(frame.pod) ?? facts.pod,
      lastSeen: secondsOf(text(frame.time)) ?? facts.lastSeen,
    };
    inner = inner.slice(match.input.length === top.length ? match[0].length : file.length + match[0].length);
  }
  return { context: facts, inner, isFramed: inner.length < line.length };
}

function firstMatch(text: string): { frame: Frame; match: RegExpExecArray } | undefined {
  for (const frame of frames) {
    const match = frame.form.exec(text);
    if (match) {
      return { frame, match };
    }
  }
  return undefined;
}

/** Takes the prefixes off a line and keeps the node, time and pod they and the message name. */
export function parseLogLine(line: string, context: LineContext = {}): Occurrence {
  const { context: facts, inner } = peel(line, context);
  return occurrenceOf(inner, facts);
}

/** The place without what only the shell knows of it. */
export function placeIn({
  directory: _directory,
  asksDirectory: _asksDirectory,
  target: _target,
  ...place
}: LineContext): LineContext {
  return place;
}

export function occurrenceOf(message: string, outer: LineContext): Occurrence {
  const context = placeIn(outer);
  const [, namespace, pod] = podOf.exec(message) ?? [];
  const [, olderPod, olderNamespace] = olderPodOf.exec(message) ?? [];
  return {
    ...context,
    namespace: namespace ?? olderNamespace ?? context.namespace,
    pod: pod ?? olderPod ?? context.pod,
    message,
  };
}

function secondsOf(time: string | undefined): number | undefined {
  const written = time
    ?.replace(',', '.')
    .replace(/^(\S+) (\d\d:)/, '$1T$2')
    .replace(/\s/g, '')
    .replace(/UTC$/, 'Z');
  const milliseconds = written === undefined ? NaN : Date.parse(written.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isFinite(milliseconds) ? Math.floor(milliseconds / 1000) : undefined;
}
