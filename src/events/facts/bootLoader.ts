import { holdsNokmem } from './commandLine';
import { type FactSaid, said } from './fact';

const assignment = /^\s{0,16}(?:export )?(GRUB_CMDLINE_LINUX(?:_DEFAULT)?)=(.{0,4096})$/;
const grubbyArguments = /^\s{0,8}args="(.{0,4096})"?\s*$/;
const menuEntry = /^\s{0,32}(?:linux(?:16|efi)?\s\S{0,255}vmlinuz|options\s\S+=)(.{0,4096})$/;

/**
 * What the boot loader will start next. In /etc/default/grub a later assignment replaces an earlier one of the same name,
 * and a commented one counts for nothing; of several boot entries every one must have the parameter.
 */
export class BootLoaderReader {
  private readonly assigned = new Map<string, boolean>();
  private entries: boolean[] = [];

  /** Another output begins. */
  reset(): void {
    this.assigned.clear();
    this.entries = [];
  }

  read(line: string): FactSaid[] {
    const [, name, value = ''] = assignment.exec(line) ?? [];
    if (name !== undefined) {
      const before = /\$\{?GRUB_CMDLINE_LINUX/.test(value) && this.assigned.get(name) === true;
      this.assigned.set(name, before || holdsNokmem(withoutComment(value)));
      return [said('nokmemConfigured', [...this.assigned.values()].includes(true))];
    }
    const entry = grubbyArguments.exec(line)?.[1] ?? menuEntry.exec(line)?.[1];
    if (entry === undefined) {
      return [];
    }
    this.entries.push(holdsNokmem(entry));
    return [said('nokmemConfigured', !this.entries.includes(false))];
  }
}

/** The shell ends an assignment at the quote that closes it, and takes what follows a blank and `#` as a comment. */
function withoutComment(value: string): string {
  const quote = value.charAt(0);
  if (quote !== '"' && quote !== "'") {
    return value.split(/\s/, 1)[0] ?? '';
  }
  const end = value.indexOf(quote, 1);
  // A parameter's own quotes inside: the closing one is the last.
  return /^\s*(?:#.*)?$/.test(value.slice(end + 1)) ? value.slice(0, end + 1) : value.replace(/\s#.*$/, '');
}
