import { type FactSaid } from './fact';
import { kernelFact, releasePattern } from './kernelRelease';

const subject =
  '(?:\\bkernel(?:\\s?(?:version|release|版本))?|\\buname(?: -[ar])?|内核(?:版本)?|カーネル(?:バージョン)?)';
const copula =
  '(?:\\s{0,8}(?:[:：=|]|is|was|are|确实|是|(?:大多|多数|均|都)?为|は|\\((?:e\\.g\\.|eg)[^)\\n]{0,40}\\))){1,6}\\s{0,8}';
const ends = '(?=[\\s)）]|$)(.{0,24})';
const runs =
  '(?:\\b(?:runs?|running|on|under|with|using|uses?|booted(?: into)?|has|have|got)\\b|在|使用|运行|用的是?|で)\\s{0,4}';
const article = '(?:(?:the|an?|our|linux|old|older|stock|default|standard)\\s){0,3}';
/** "kernel: X", "uname -r is X" */
const named = new RegExp(
  `${subject}${copula}(?:Linux )?(?:\\S{1,253} )?(?:(?:kernel|linux)(?:-[a-z]{2,12})?-)?(${releasePattern}|[2-9]\\.[0-9]{1,3})(?!\\S)(.{0,24})`,
  'i'
);
const forms: readonly RegExp[] = [
  named,
  // "running kernel X", "on the stock kernel version X"
  new RegExp(`${runs}${article}kernel(?:\\s(?:version|release))?\\s{1,4}(${releasePattern})${ends}`, 'i'),
  // "on the X kernel", "在 X 版本内核上"
  new RegExp(
    `${runs}${article}(${releasePattern})\\s{0,3}(?:版本的?|的)?\\s?(?:linux )?(?:kernel\\b|内核|カーネル)(.{0,24})`,
    'i'
  ),
  // "OS: Linux X"
  new RegExp(`^\\W{0,8}[A-Za-z][A-Za-z /]{1,40}[:：]\\s{0,4}Linux (${releasePattern})${ends}`, 'i'),
  // A list item: "- Linux X"
  new RegExp(`^\\s{0,8}[-*•]?\\s{0,4}Linux (${releasePattern})${ends}`, 'i'),
];
const anyRelease = new RegExp(`(?<![\\w.:/-])${releasePattern}`, 'g');
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
    if (found && release !== undefined && !orLater.test(behind) && (form === named || isOnly(plain, found.index))) {
      const at = found.index + found[0].indexOf(release);
      return [kernelFact(release, 'prose', labelled.test(plain.slice(0, at)))];
    }
  }
  return [];
}

const isOnly = (line: string, at: number): boolean =>
  new Set(line.match(anyRelease)).size === 1 && !cure.test(line.slice(Math.max(0, at - 60), at + 12));
