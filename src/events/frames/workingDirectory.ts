import { type LineContext } from './logLine';

const quote = `['"‘’“”„«»\`]`;
const made = new RegExp(
  `(\\bmkdir: [^'"‘’“”„«»\`\\n]{0,80}${quote})(?![/])([^'"‘’“”„«»\`\\n/][^'"‘’“”„«»\`\\n]{0,255}${quote})`
);
// "write error" in any language: a few words between the program and the error, and no file.
const unnamed =
  /(\b(?:echo|printf)|(?:^|\s)-?(?:ba|da|a|k|z)?sh)(: (?:line \d{1,6}: |\d{1,6}: )?)(?!line \d)[^:：/\n]{4,40}?\s?[:：]\s?(?=\p{L})/u;
const unnamedRead = /^(cat|head|tail|less|more)(: )(?:[^:：/\n]{4,40}?\s?[:：]\s?)(?=\p{L})/u;

/**
 * `mkdir foo` within a directory of cgroups means a path there, and `write error` the file that the shell wrote to: its
 * prompt, the last `cd` and the last command say which.
 */
export function inDirectory(message: string, { directory, target }: LineContext): string {
  if (target !== undefined) {
    return message
      .replace(unnamed, (_all, program: string, line: string) => `${program}${line}write error: ${target}: `)
      .replace(unnamedRead, (_all, program: string, colon: string) => `${program}${colon}read error: ${target}: `);
  }
  return directory !== undefined && /cgroup/.test(directory)
    ? message.replace(made, (_all, before: string, name: string) => `${before}${directory.replace(/\/$/, '')}/${name}`)
    : message;
}
