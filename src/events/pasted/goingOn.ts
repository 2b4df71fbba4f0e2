import { isRecord } from '../../json/isRecord';
import { parseJson } from '../frames/json';
import { parseLogfmt } from '../frames/logfmt';

/** A program that speaks begins something new, whatever stands before. */
const speaks =
  /^\s{0,16}[a-z][\w.-]{1,31}(?:\[\d{1,10}\])?: (?:error|fatal|warning|info|debug)\b|^\s{0,16}-?(?:bash|sh|zsh|ash|mkdir|rmdir|ls|cat|find|tee|touch|docker|podman|nerdctl|crictl|runc|crun|lxc|lxc-start|lxc-execute|slurmstepd|slurmd|srun|kubelet|dockerd|containerd|systemd|kernel|java)(?:\[\d{1,10}\])?: |^lxc(?:-\w{1,16})?(?: \S{1,64})? \d{10,14}\.\d{3} /;
const fieldLine = /^\s{0,16}[A-Z][A-Za-z]{1,24}(?: [A-Z][A-Za-z]{1,24}){0,3}(?::(?:\s|$)|\s{1,32}=\s)/;
const exception = /\b\w{0,64}(?:Exception|Error)\b[:(]/;
/** Frames of a stack below an exception, and the cause that some print apart from it. */
const stackLine = /^\s{1,16}(?:at |File "|\d{1,4}: |\.{3} \d{1,4} more)|^\s{0,8}(?:Caused by|Suppressed)\b/;
const errorField = /^\s{0,16}(?:\w{0,24}(?:Error|Exception)|Fatal|Failed|Cause)\b/;

export const isStackLine = (line: string): boolean => stackLine.test(line);
export const namesException = (message: string): boolean => exception.test(message);

/** May a line be the rest of the message before it, by its own words? @param isComplete an error ends the message */
export function goesOnWith(message: string, isComplete: boolean, line: string): boolean {
  return (
    !speaks.test(line) &&
    !(fieldLine.test(line) && !errorField.test(line)) &&
    (stackLine.test(line) || !isComplete) &&
    !/^\s{0,8}\{/.test(line) &&
    (!beginsLogfmt(line) || isHead(message))
  );
}

/** JSON or logfmt that takes a whole line. */
export function recordIn(text: string): unknown {
  if (/^\s{0,8}\{.*\}\s*$/.test(text)) {
    return parseJson(text);
  }
  return beginsLogfmt(text) ? parseLogfmt(text) : undefined;
}

const beginsLogfmt = (line: string): boolean => /^[A-Za-z_]\S{0,63}=/.test(line);

/** When and how loud, but not what: a page has broken the record behind them. */
export const isHeadOnly = (record: Record<string, unknown>): boolean =>
  Object.keys(record).every((key) => /^(?:time|ts|level|lvl|caller|source)$/i.test(key));

function isHead(message: string): boolean {
  const record = message.includes('\n') ? undefined : recordIn(message);
  return isRecord(record) && isHeadOnly(record);
}
