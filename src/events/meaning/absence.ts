import { type LookAlikeId } from './lookAlikes';

const controller =
  '(memory|cpuset|cpuacct|cpu|cpu,cpuacct|blkio|io|devices|freezer|hugetlb|misc|net_cls|net_prio|perf_event|pids|rdma)';
const quote = '["\'`]?';
const kind =
  '(?:c(?:ontrol\\s+)?groups?2?|memcg|hierarch(?:y|ies)|controllers?|subsystems?)(?:\\s*\\(?v[12]\\)?)?(?:\\s+namespaces?)?';
const named = `(?:${quote}\\b${controller}${quote}\\s+(?:${kind}\\s*){1,2}|${kind}\\s+(?:for\\s+)?${quote}${controller}\\b${quote}|${kind})`;
const place =
  '(?:\\s+(?:mount\\s?points?|mount destination|mount|(?:base|root|mount)\\s+paths?|root|path|hierarchy|controller|subsystem))?';
/** What follows ends the noun: "no cgroup leak" is about a leak. */
const ends = '(?=\\s*(?:[.,:;)"\'!]|$|\\n|(?:in|for|on|under|at|of)\\b|\\(v)|\\s\\()';
const lacks =
  "(?:(?:is|are|was|were|has|have)?\\s*(?:not|n't|never)\\s+(?:been\\s+)?(?:(?:currently|yet)\\s+)?(?:supported|found|mounted|enabled|available|present|built|compiled|configured|set up|detected)|(?:does\\s?n['o]?t|do not|does not) (?:exist|support)|(?:is|are)?\\s*(?:missing|disabled|unavailable|unsupported|absent))";

/** Not said but asked, brackets before the question mark; or about to be made. */
const asked = /^\s?(?:\([^)\n]{0,80}\)\s?)?[?？]|^\.\s+Creating\b/;
const lookedFor = /\b(?:check|test|verif|determin)\w{0,4} (?:if|whether) (?:\w{1,12} ){0,2}$/i;

/** Sentences that say that a controller, or any, is not there; the first group that is set names it. */
const forms: readonly RegExp[] = [
  new RegExp(`(?<![\\w/.])${named}${place}[\\s"'\`]{0,3}(?:is|are|was|were|has)?n?['o]?t?\\s?${lacks}`, 'gi'),
  new RegExp(
    `\\b(?:cannot|can't|can not|could\\s?n[o']t|could not|unable to|failed to|did not|didn't)\\s+(?:f[io]u?nd|detect|locate|determine)\\s+(?:the\\s+|any\\s+|an?\\s+)?(?:mounted\\s+)?(?:mount\\s?points?\\s+(?:for|of)\\s+)?(?:${named}|${quote}${controller})${place}${ends}`,
    'gi'
  ),
  new RegExp(
    `\\b(?:missing|no)\\s+(?:required\\s+|any\\s+|valid\\s+)?${named}${place}(?:\\s*[:=]\\s*${quote}${controller}\\b|\\s+(?:are\\s+|is\\s+)?(?:found|mounted|available|enabled|support\\b|mount\\b)|\\s+mount\\s?point)`,
    'gi'
  ),
  new RegExp(
    `\\b(?:mount\\s?points?|cgroup\\s+paths?)\\s+(?:for|of)\\s+(?:the\\s+)?${quote}(?:${controller}|cgroups?)\\b[^\\n:]{0,24}?${lacks}`,
    'gi'
  ),
  new RegExp(
    `${named}[.,;:]?\\s+(?:the|this|that)\\s+(?:controller|subsystem|hierarchy)\\s+(?:seems\\s+to\\s+be\\s+)?(?:is\\s+)?(?:unused|not\\s+(?:used|enabled|mounted))`,
    'gi'
  ),
  new RegExp(
    `\\b(?:unable to find ${quote}${controller}${quote} in controller set|unknown subsys name ${quote}${controller}\\b|disabling ${controller} control group)`,
    'gi'
  ),
  new RegExp(`\\b(?:cgroup )?${controller} controller\\s{0,4}[:=]\\s{0,4}(?:missing|disabled|not found|off)`, 'gi'),
  new RegExp(
    `\\bcgroups?_${controller}(?::|\\s(?:is\\s)?)\\s?(?:missing|disabled|not\\s(?:set|enabled|found|available))`,
    'gi'
  ),
];

const listed = new RegExp(
  `^(?:\\s+for\\s+(?:the\\s+)?(?:required\\s+)?(?:subsystems?|controllers?))?\\s{0,2}:\\s{0,2}\\[?\\s{0,2}${quote}(${controller}(?:[\\s,"'\`]{1,4}${controller})*)\\b`,
  'i'
);

/** `Following Cgroup subsystem not mounted: [cpuset memory]`: memory, where it is one of them. */
function namedBehind(text: string, end: number): string | undefined {
  const names = listed.exec(text.slice(end, end + 160))?.[1]?.split(/[\s,"'`]+/);
  return names?.find((each) => each.toLowerCase() === 'memory') ?? names?.[0];
}

/** What a text says is not there: `memory`, another controller, or `any` where it names none. */
export function absentController(text: string): string | undefined {
  let found: string | undefined;
  for (const form of forms) {
    for (const hit of text.matchAll(form)) {
      const end = hit.index + hit[0].length;
      if (asked.test(text.slice(end, end + 96)) || lookedFor.test(text.slice(Math.max(0, hit.index - 64), hit.index))) {
        continue;
      }
      const name = hit.slice(1).find((group) => group !== undefined) ?? namedBehind(text, end);
      if (name?.toLowerCase() === 'memory') {
        return 'memory';
      }
      found = found === undefined || found === 'any' ? (name ?? 'any') : found;
    }
  }
  return found;
}

// Without a reason: where another controller's cgroup is, none of memory was refused.
const refusedElsewhere = new RegExp(
  `\\b(?:fail(?:ed|ure)|cannot|could not|unable)\\b.{0,24}\\b(?:creat|mak)(?:e|ing).{0,40}\\bc(?:ontrol )?groups?\\b.{0,120}/cgroup/(?!memory)${controller}[,/]`,
  'i'
);

export function absenceOf(text: string): LookAlikeId | undefined {
  const absent = absentController(text);
  switch (absent) {
    case undefined:
      return refusedElsewhere.test(text) ? 'other-controller' : undefined;
    case 'memory':
      return 'memory-controller-off';
    default:
      return absent === 'any' ? 'cgroup-mount-fault' : 'other-controller';
  }
}
