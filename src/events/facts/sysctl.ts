import { type FactSaid, said } from './fact';

const form =
  /^\s{0,8}((?:fs|kernel|vm|user|net)\.[a-z0-9_.-]{2,64}) ?= ?([\w.-]{1,64}(?:\s{1,8}[0-9]{1,12}){0,4})\s{0,8}$/;

/** A line of `sysctl`. */
export function parseSysctl(line: string): FactSaid[] {
  const [, name, value] = form.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : [said('sysctl', { name, value: value.replace(/\s+/g, ' ') })];
}
