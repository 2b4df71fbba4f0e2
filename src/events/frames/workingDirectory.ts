import { type LineContext } from './logLine';

const quote = `['"‘’“”„«»\`]`;
const made = new RegExp(
  `(\\bmkdir: [^'"‘’“”„«»\`\\n]{0,80}${quote})(?![/])([^'"‘’“”„«»\`\\n/][^'"‘’“”„«»\`\\n]{0,255}${quote})`
);

/** `mkdir foo` within a directory of cgroups means a path there: the shell's prompt, or the last `cd`, says where. */
export function inDirectory(message: string, { directory, target }: LineContext): string {
  if (target !== undefined) {
    return message.replace(/\becho: write error: /, `echo: write error: ${target.replaceAll('$', '$$$$')}: `);
  }
  return directory !== undefined && /cgroup/.test(directory)
    ? message.replace(made, (_all, before: string, name: string) => `${before}${directory.replace(/\/$/, '')}/${name}`)
    : message;
}
