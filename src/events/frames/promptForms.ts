/** What a shell writes before a command. */
export interface PromptHead {
  host?: string;
  /** The directory as it is shown: whole, `~`, or its last part. */
  shown?: string;
  /** What was typed. */
  typed: string;
}

const host = '([A-Za-z0-9][\\w.-]{0,252}?)';
/** Programs that take a path: `mkdir /sys/fs/cgroup/x$i` and `cat /proc/meminfo # now` are typed without a prompt. */
const program = '(?:cat|cd|cp|echo|find|grep|ls|mkdir|rm|rmdir|sudo|tee)\\s';
const forms: readonly RegExp[] = [
  // [root@node-a ~]# · root@node-a:/var/log# · (base) core@node-a ~ $
  new RegExp(
    `^(?:\\([\\w.-]{1,32}\\) )?[[(]?[A-Za-z_][\\w.-]{0,63}@${host}(?:[\\s:]([^#$%>\\n]{0,255}?))?[\\])]?\\s{0,2}[#$%>❯] {0,4}(?=\\S)`
  ),
  // node-a:~ # · [node-a ~]$ · node-a:/sys/fs/cgroup#
  new RegExp(`^(?!${program})\\[?${host}(?::([~/]\\S{0,255}?)| ([~/][\\w./-]{0,255}))\\]? ?[#$%>] {0,4}(?=\\S)`),
  // ~ $ · /sys/fs/cgroup/memory #
  /^()((?:~|\/)[\w./@:-]{0,256})\s[#$%] {0,4}(?=\S)/,
  // sh-4.2# · bash-5.1$ · # · $ · ➜  ~ · >
  /^()(?:(?:ba|z)?sh-[0-9.]{1,8}|➜ {1,3}\S{0,64} ?)?[#$%>❯➜] {0,4}(?=\S)/,
];
/** Heads of tables in /proc. */
const header = /^#\s?(?:subsys_name|name\s{1,20}<active_objs>)/;
/** Of Markdown: words that say what is wrong, and nothing that a shell would take. */
const heading =
  /^#{1,6}\s(?=[^\n]{0,400}\b(?:not|fail(?:s|ed|ing|ure)?|cannot|can't|could|is|are|was|does|doesn't|missing|errors?|unable)\b)[a-z][\w.-]{0,64}(?: [A-Za-z0-9(][\w',.:()-]{0,64}){3,40}$/;
const command = /^(?:[A-Z_]{1,32}=\S{0,64} )?[./~]?[a-z][\w./-]{0,64}(?:[\s;|]|$)/;

/** The prompt at the head of a line, and what was typed at it; undefined where no command follows. */
export function parsePromptHead(line: string): PromptHead | undefined {
  const text = line.trimStart();
  if (header.test(text) || heading.test(text)) {
    return undefined;
  }
  for (const form of forms) {
    const found = form.exec(text);
    const typed = found ? text.slice(found[0].length) : '';
    if (found && command.test(typed)) {
      return { host: found[1] || undefined, shown: found[2] ?? found[3], typed };
    }
  }
  return undefined;
}
