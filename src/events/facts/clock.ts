const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

// Wed Apr 26 10:11:12 CST 2023 · Wed Apr 26 10:11:12 AM CST 2023 · Wed 26 Apr 2023 10:11:12 AM UTC
const monthFirst =
  /^(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2}) {1,2}([0-9]{1,2}) ([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?: ([AP]M))?(?: [A-Z+0-9-]{1,6})? ([0-9]{4})$/;
const dayFirst =
  /^(?:[A-Z][a-z]{2},? )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?: ([AP]M))?(?: [A-Z+0-9-]{1,6})?$/;
const chinese =
  /^([0-9]{4})年 ?([0-9]{1,2})月 ?([0-9]{1,2})日 (?:星期.|周.)? ?([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?: [A-Z+0-9-]{1,6})?$/;
const iso =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:[.,][0-9]{1,9})?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?:?$/;
const watchHead =
  /^Every [0-9.]{1,8}s: (.{0,512}?)\s{2,512}(?:([A-Za-z0-9][\w.-]{0,252}): )?([A-Z][a-z]{2} .{16,40}?)\s{0,8}$/;

/**
 * Unix seconds of a line that is a time and nothing else, as `date` prints it. The zone is left out of account: only times
 * of one text are compared, and its machines share their zone.
 */
export function parseClock(line: string): number | undefined {
  const text = line.length > 96 ? '' : line.trim();
  const first = monthFirst.exec(text);
  if (first) {
    const [, month, day, hour, minute, second, half, year] = first;
    return utc([year, monthOf(month), day, hourOf(hour, half), minute, second]);
  }
  const second = dayFirst.exec(text);
  if (second) {
    const [, day, month, year, hour, minute, seconds, half] = second;
    return utc([year, monthOf(month), day, hourOf(hour, half), minute, seconds]);
  }
  const [, ...parts] = chinese.exec(text) ?? iso.exec(text) ?? [];
  return parts.length === 0 ? undefined : utc(parts);
}

/** The head that `watch` puts over an output: its command, its host and the time. */
export function parseWatchHead(line: string): { command: string; node?: string; timeSeconds?: number } | undefined {
  const [, command, node, time = ''] = watchHead.exec(line) ?? [];
  return command === undefined ? undefined : { command, node, timeSeconds: parseClock(time) };
}

const monthOf = (name = ''): number => months.indexOf(name.toLowerCase()) + 1;

function hourOf(hour: string | undefined, half: string | undefined): number {
  return half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
}

function utc(parts: ReadonlyArray<string | number | undefined>): number | undefined {
  const [year = NaN, month = NaN, day = NaN, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const milliseconds = month >= 1 && month <= 12 ? Date.UTC(year, month - 1, day, hour, minute, second) : NaN;
  return Number.isFinite(milliseconds) ? milliseconds / 1000 : undefined;
}

const uptimeForm =
  /\bup {1,3}(?:([0-9]{1,5}) days?, {0,3})?(?:([0-9]{1,2}):([0-9]{2})|([0-9]{1,2}) min|([0-9]{1,2}) hours?(?:, ([0-9]{1,2}) minutes?)?)?,? /;

/** How long a machine has been up, by the first line of `uptime`, `w` or `top`. Seconds. */
export function parseUptime(line: string): number | undefined {
  if (!/\bup\b.{0,96}\bload average: /.test(line)) {
    return undefined;
  }
  const [found, days = 0, hours, minutes, minutesOnly = 0, hoursOnly = 0] = uptimeForm.exec(line) ?? [];
  return found === undefined
    ? undefined
    : Number(days) * 86400 + Number(hours ?? hoursOnly) * 3600 + Number(minutes ?? minutesOnly) * 60;
}
