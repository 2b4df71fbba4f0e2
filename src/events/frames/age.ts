const units: Record<string, number> = { y: 365 * 86400, d: 86400, h: 3600, m: 60, s: 1 };
const ageForm = /^(?:[0-9]{1,6}[ydhms]){1,5}$/;

/** kubectl's short durations (`4d13h`, `2m6s`) in seconds; undefined for anything else, `<unknown>` included. */
export function parseAge(text: string): number | undefined {
  if (!ageForm.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/([0-9]+)([ydhms])/g)].reduce(
    (sum, [, amount = '0', unit = 's']) => sum + Number(amount) * (units[unit] ?? 0),
    0
  );
}

export interface Recurrence {
  count: number;
  firstSeen?: number;
  lastSeen?: number;
}

const recurrenceForm = /^(\S{1,20})(?: \(x([0-9]{1,15}) over (\S{1,20})\))?$/;

/** Reads kubectl's `2m6s (x30278 over 4d13h)`: last seen 2m6s ago, first seen 4d13h ago. Times in Unix seconds. */
export function parseRecurrence(text: string, nowSeconds: number | undefined): Recurrence {
  const [, last = '', count, first] = recurrenceForm.exec(text) ?? [];
  const ago = (age: number | undefined) =>
    age === undefined || nowSeconds === undefined ? undefined : nowSeconds - age;
  const lastSeen = ago(parseAge(last));
  return {
    count: count === undefined ? 1 : Number(count),
    lastSeen,
    firstSeen: first === undefined ? lastSeen : ago(parseAge(first)),
  };
}
