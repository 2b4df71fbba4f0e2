import { type FactSaid } from './fact';
import { kernelFact, releasePattern } from './kernelRelease';

const subject =
  '(?:\\bkernel(?:[\\s-]?(?:version|release|版本))?|\\buname(?: -[ar])?|(?:[内內]核|系統核心)(?:版本)?|カーネル(?:バージョン)?|ядр[оа](?: linux)?|커널(?: 버전)?|noyau|núcleo)';
const copula =
  '(?:\\s{0,8}(?:[:：=|]|is|was|are|确实|是|(?:大多|多数|均|都)?为|は|\\((?:e\\.g\\.|eg)[^)\\n]{0,40}\\))){1,6}\\s{0,8}';
/** Of a kernel that is called by its series. */
const shortRelease = `${releasePattern}|[2-9]\\.[0-9]{1,3}(?:-rc[0-9]{1,2})?`;
const ends = '(?=[\\s)）]|$)(.{0,24})';
/** As distributions call what they build. */
const built =
  '([2-9]\\.[0-9]{1,3}\\.[0-9]{1,5}[-.][0-9A-Za-z_.+~-]{0,60}?(?:el[5-9]|amzn|fc[0-9]{2}|generic|amd64|x86_64|aarch64|arm64|aws|azure|gcp|gke|coreos|flatcar|default|linuxkit|pve|microsoft|oe[0-9]|an[78]|al[78]|ky10|tl[23]|lts)[0-9A-Za-z_.+~-]{0,40})';
const runs =
  '(?:\\b(?:runs?|running|on|under|with|using|uses?|booted(?: into)?|has|have|got)\\b|在|使用|运行|用的是?|で)\\s{0,4}';
const tried = '\\b(?:test|tested|tried|seen) .{0,32}\\bin ';
const article = '(?:(?:the|an?|our|linux|old|older|stock|default|standard)\\s){0,3}';
/** "kernel: X", "uname -r is X" */
const named = new RegExp(
  `${subject}${copula}(?:Linux )?(?:\\S{1,253} )?(?:(?:kernel|linux)(?:-[a-z]{2,12})?-)?(${releasePattern}|[2-9]\\.[0-9]{1,3})(?!\\S)(.{0,24})`,
  'i'
);
const forms: readonly RegExp[] = [
  named,
  // "running kernel X", "on the stock kernel version X", "the test in kernel-X"
  new RegExp(
    `(?:${runs}|${tried})${article}kernel(?:\\s(?:version|release))?[\\s-]{1,4}(${shortRelease})\\.?${ends}`,
    'i'
  ),
  // "on the X kernel", "在 X 版本内核上"
  new RegExp(
    `${runs}${article}(${shortRelease})\\s{0,3}(?:版本的?|的)?\\s?(?:linux )?(?:kernel\\b|[内內]核|カーネル)(.{0,24})`,
    'i'
  ),
  // "宿主机(内核 X)", "内核较旧为（X）"
  new RegExp(`[内內]核(?:版本)?(?:[较太偏]?[旧老低])?[是为]?\\s{0,3}[(（]?(${releasePattern})${ends}`, 'i'),
  // "On X it leaks", where X is a build and the sentence is about memory
  /\bon (?:linux )?([3-7]\.[0-9]{1,2}\.[0-9]{1,3}-[0-9][\w.+~-]{0,40})(?=\s)(?=.{0,80}\b(?:leak|slab|cgroup|memcg|memory))(.{0,24})/i,
  // "OS: Linux X"
  new RegExp(`^\\W{0,8}[A-Za-z][A-Za-z /]{1,40}[:：]\\s{0,4}Linux (${releasePattern})${ends}`, 'i'),
  // "(kernel X)", where X is a build and no mere version
  new RegExp(`\\bkernel[- ]{1,4}(?:version )?${built}${ends}`, 'i'),
  // "OS version: CentOS 7.6, X"
  new RegExp(
    `^\\W{0,8}(?:os|system|host|platform|distro|environment)\\b[^:：]{0,24}[:：].{0,80}?\\s${built}${ends}`,
    'i'
  ),
  // A list item: "- Linux X"
  new RegExp(`^\\s{0,8}[-*•]?\\s{0,4}Linux (${releasePattern})${ends}`, 'i'),
];
const anyRelease = new RegExp(`(?<![\\w.:/-])${releasePattern}`, 'g');
const anySeries = /(?<![\w.:/-])[2-9]\.[0-9]{1,3}\b/g;
const orLater =
  /^[\s,，]{0,4}(?:or|and (?:later|newer|above|up|below|older|[2-9]\.[0-9])|及|和|与|或|以上|以下|之前|之后|\+|~|到|至|→|->)/i;
/** Of a kernel that is to come, or of any. */
const cure =
  /\b(?:fix(?:es|ed)?|resolve[sd]?|upgrad\w{0,4}|updat\w{0,4}|patch\w{0,3}|backport\w{0,3}|should|must|needs?|requires?|supports?|supported|install\w{0,3}|since|until|before|after|newer|at least|only|not)\b|升级|修复|解决|更新|安装|应该|需要|至少/i;
/** Behind a label stands a release as it is, with the mark of a tree of one's own. */
const labelled = /[:：=|]\s{0,8}$/;
const markup = /[。，、；,;`"'“”‘’*]/g;

/** A kernel's release in a sentence, where no other can be meant. */
export function kernelInProse(line: string): FactSaid[] {
  const plain = line.replace(markup, ' ');
  for (const form of forms) {
    const found = form.exec(plain);
    const [, release, behind = ''] = found ?? [];
    if (
      found &&
      release !== undefined &&
      !orLater.test(behind) &&
      (form === named || isOnly(plain, found.index, release))
    ) {
      const at = found.index + found[0].indexOf(release);
      return [kernelFact(release, 'prose', labelled.test(plain.slice(0, at)))];
    }
  }
  return [];
}

/** Beside a build a mere version is something else's; of a series people also say what became of it. */
function isOnly(line: string, at: number, release: string): boolean {
  if (!/\..*\./.test(release)) {
    return new Set(line.match(anySeries)).size <= 1 && !cure.test(line.slice(Math.max(0, at - 60), at + 80));
  }
  const all = line.match(anyRelease)?.filter((each) => each.includes('-') || !release.includes('-'));
  return new Set(all).size === 1 && !cure.test(line.slice(Math.max(0, at - 60), at + 12));
}
