import { type FactSaid, said } from './fact';

/** A kernel's release within a regular expression. */
export const releasePattern = '[2-9]\\.[0-9]{1,3}\\.[0-9]{1,5}(?:[-+.~_A-Za-z][0-9A-Za-z_.+~-]{0,100})?';

// In a thread a forge writes a repository's name before the build's number.
const unameForm = new RegExp(`(?:^|[\\s:"'\`])Linux (\\S{1,253}) (${releasePattern}) \\S{0,100}#[0-9]`);
const unameWithoutHost = new RegExp(`^\\s{0,8}Linux (${releasePattern})(?: (?:x86_64|aarch64|ppc64le|s390x|amd64)|$)`);
// The build behind the release, whatever stands before: "Debian Jessie - 3.16.0-4-amd64 #1 SMP".
const buildForm = new RegExp(`(?<![\\w.+-])(${releasePattern}) \\S{0,100}#[0-9]\\S{0,64} (?:SMP|PREEMPT)\\b`);
// What a login says: "Ubuntu 18.04.4 LTS (GNU/Linux 4.15.0-112-generic x86_64)".
const loginForm = new RegExp(`\\(GNU/Linux (${releasePattern}) \\S{1,16}\\)`);
const versionForm = new RegExp(`\\bLinux version (${releasePattern}) \\(`);
// The head of a kernel trace: "CPU: 9 PID: 1 Comm: java Tainted: G    B   ------------ T 3.10.0-327.el7.x86_64 #1".
const traceForm = new RegExp(
  `\\b(?:Not tainted|Tainted: [A-Z() -]{1,48}?) {1,8}(${releasePattern})(?:(?: \\S{1,64})? #[0-9]|\\s{0,8}$)`
);
const bare = new RegExp(`^\\s{0,8}(${releasePattern})\\s{0,8}$`);

/** Names that say nothing of a machine. */
const noHost = /^(?:localhost(?:\.localdomain)?|hostname|host|\(none\)|node|server|xxx*|\*+|<.*>)$/i;

/** What `uname -a` prints, whatever stands before it, with the host it names. */
export function parseUname(line: string): { node?: string; facts: FactSaid[] } | undefined {
  const [, host, release] = unameForm.exec(line) ?? [];
  const found =
    release ??
    [unameWithoutHost, versionForm, traceForm, buildForm, loginForm].map((form) => form.exec(line)?.[1]).find(Boolean);
  return found === undefined
    ? undefined
    : { node: host === undefined || noHost.test(host) ? undefined : host, facts: [kernelFact(found)] };
}

/** What `uname -r` prints. */
export function parseBareRelease(line: string): FactSaid[] {
  const release = bare.exec(line)?.[1];
  return release === undefined ? [] : [kernelFact(release)];
}

/** @param isWhole nothing of a sentence is at its end */
export function kernelFact(
  release: string,
  source: FactSaid['source'] = 'output',
  isWhole = source !== 'prose'
): FactSaid {
  // A tree with changes of its own calls itself `4.14.89+`; in a sentence the mark means "and later".
  return said('kernelRelease', release.replace(isWhole ? /[.,_~-]+$/ : /[.,_+~-]+$/, ''), source);
}
