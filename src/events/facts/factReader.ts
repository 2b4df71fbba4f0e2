import { type AnswerReader, answerTo } from './answers';
import { BootLoaderReader } from './bootLoader';
import {
  isSlabinfoError,
  otherControllerRow,
  parseCgroupStat,
  parseKmemLimit,
  parseMemoryStat,
  parseProcCgroups,
  parseSlabinfoError,
} from './cgroups';
import { parseClock, parseUptime, parseWatchHead } from './clock';
import { type Command, fileShown, parseShellCommand } from './command';
import { parseKernelCommandLine } from './commandLine';
import { type Fact, type FactSaid, said } from './fact';
import { parseBareRelease, parseUname } from './kernelRelease';
import { FreeReader, parseMeminfo } from './memory';
import { parseMetric } from './metrics';
import { parseInlineAnswer, parseProse } from './prose';
import { parseSlab, slabHeader } from './slab';
import { parseSysctl } from './sysctl';
import { TopReader } from './top';
import { parseSystemInfo, parseVersions } from './versions';
import { WrappedProse } from './wrapped';

/** Where a line stands, as far as those know who took its head off. */
export interface LinePlace {
  /** From 1. */
  line: number;
  /** The host that a log's head names. */
  node?: string;
  /** The machine that the text around it is about, where no prompt names one. */
  around?: string;
  /** Unix seconds. */
  timeSeconds?: number;
}

/** What became of a line: `whole`: it says facts and nothing else; `part`: it may say more; `none`: no fact is in it. */
export type LineUse = 'whole' | 'part' | 'none';

/** What these print is about other machines than the one they run on. */
const apiClient = /^(?:\S{0,64}\/)?(?:kubectl|oc|k3s|microk8s|helm|crictl|ansible)\b/;
const longestLine = 8192;
/** Lines between a command and the answer to it that may be something else: warnings, a password prompt. */
const longestWait = 3;
const ofFile = /^\s{0,8}(\/(?:sys|proc|dev)\/[\w./@:-]{1,1024}?):(.{1,1024})$/;
/** What `tail` writes over a file, and a sentence that ends with the file and a colon. */
const shownBelow =
  /^==> (\/\S{1,512}) <==$|(?<![\w/])(\/(?:sys|proc)\/[\w./@-]{1,512}\w)[`"'’]?[^/:]{0,60}[:：]\s{0,4}$/;
/** A form asks for the kernel; what was filled in stands below. */
const asksKernel =
  /^\W{0,12}(?:(?:output of |host )?[`'"]?uname(?: -[ar]{1,2})?|(?:linux |host |node )?kernel(?: version| release)?|[内內]核(?:版本)?|カーネル(?:バージョン)?)\b(?:[^.。\n0-9]|\b[ei]\.[ge]\.?){0,60}$/i;
/** The kernel has looked everywhere for a page: a cgroup at its limit is found out later, where the page is charged to it. */
const pageSearch = /\b__alloc_pages_slowpath\+0x/;
/** One of these stands in every line that says a fact beside other things. */
const trigger =
  /Linux|ainted|#[0-9]\S{0,64} (?:SMP|PREEMPT)|BOOT_IMAGE|ommand line|kmem|kmalloc-|num_cgroups|mem(?:ory)? ?cgroups?|memcgs?|unreclaim|dying|zombie|stale|offline|leak|left ?over|orphaned|abandoned|empty|cgroup.{0,80}(?:removed|behind|accum|泄|残留)|\bRAM\b|memory:|(?:kubernetes|k8s).{0,12}1\.[0-9]|不可回收|kernel|uname|wc\s+-l|[内內]核|カーネル|ядр|noyau|núcleo|커널|\b[2-9]\.[0-9]{1,3}\.[0-9]{1,5}-[0-9]|Mem(?:Total|Available)|Slab:|SReclaim/i;

/** Reads facts out of the lines of a text, one after another. */
export class FactReader {
  private readonly facts: Fact[] = [];
  private readonly free = new FreeReader();
  private readonly top = new TopReader();
  private readonly wrapped = new WrappedProse();
  private readonly bootLoader = new BootLoaderReader();
  /** The host at whose prompt the last command was typed. */
  private host: string | undefined;
  private file: string | undefined;
  /** What `hostname` last answered. */
  private named: string | undefined;
  private clockSeconds: number | undefined;
  private answers: Array<{ read: AnswerReader; node: string | undefined }> = [];
  private waited = 0;
  private asksHost = false;
  private block: { indent: number; first: number } | undefined;
  private isCapacity = false;
  /** The slabinfo that has told of accounting. */
  private accounted: string | undefined;

  /** All facts so far, in the order of the text. */
  all(): Fact[] {
    return [...this.facts];
  }

  read(text: string, place: LinePlace): LineUse {
    const line = text.length > longestLine ? text.slice(0, longestLine) : text;
    const sentence = this.wrapped.join(line);
    this.add(parseKmemLimit(line), place);
    // The header of slabinfo looks like what root types: `# name <active_objs> …`.
    if (!slabHeader.test(line) && this.readCommand(line)) {
      return 'none';
    }
    if ((this.asksHost || this.answers.length > 0) && /\S/.test(line) && this.readAnswer(line, place)) {
      return 'whole';
    }
    if (this.readWhole(line, place)) {
      return 'whole';
    }
    const isPart = trigger.test(line) && this.readPart(line, place);
    if (sentence) {
      this.readSentence(sentence, place);
    }
    return isPart ? 'part' : 'none';
  }

  private readCommand(line: string): boolean {
    const watched = parseWatchHead(line);
    const typed = watched ? parseShellCommand(`$ ${watched.command}`) : parseShellCommand(line);
    if (!typed && asksKernel.test(line)) {
      this.waited = 0;
      this.answers = [{ read: parseBareRelease, node: undefined }];
      return true;
    }
    if (!typed) {
      const header = shownBelow
        .exec(line)
        ?.slice(1)
        .find((file) => file !== undefined);
      this.file = header ?? this.file;
      return header !== undefined;
    }
    const asksApi = typed.commands.some(({ head }) => apiClient.test(head));
    this.host = asksApi ? undefined : (watched?.node ?? typed.host ?? this.named);
    this.clockSeconds = watched?.timeSeconds ?? this.clockSeconds;
    this.begin(typed.commands);
    return true;
  }

  private begin(commands: readonly Command[]): void {
    this.file = commands.flatMap(fileShown).at(-1);
    this.accounted = undefined;
    this.waited = 0;
    this.asksHost = commands.length === 1 && /^hostname(?: -[fs])?$/.test(commands[0]?.head ?? '');
    this.block = undefined;
    this.answers = commands.flatMap((command) => {
      const read = answerTo(command);
      return read ? [{ read, node: command.node }] : [];
    });
    this.free.begin(commands.map(({ head }) => head).find((head) => /^free\b/.test(head)));
    this.bootLoader.reset();
  }

  /** The outputs of several commands in one line come in their order; one may have printed nothing. */
  private readAnswer(line: string, place: LinePlace): boolean {
    if (this.asksHost) {
      this.asksHost = false;
      const host = /^\s{0,8}([A-Za-z0-9][\w.-]{0,252})\s{0,8}$/.exec(line)?.[1];
      this.named = host ?? this.named;
      this.host = this.named;
      return host !== undefined;
    }
    for (const [index, { read, node }] of this.answers.entries()) {
      const facts = read(line);
      if (facts.length > 0) {
        this.answers = this.answers.slice(index + 1);
        this.waited = 0;
        this.add(facts, { ...place, node: place.node ?? node });
        return true;
      }
    }
    this.waited += 1;
    if (this.waited >= longestWait) {
      this.answers = [];
    }
    return false;
  }

  /** A line of an output that is told by its own form, or such a line as grep and head show it of one file among several. */
  private readWhole(shown: string, place: LinePlace): boolean {
    const [, file, line = shown] = ofFile.exec(shown) ?? [];
    if (file === undefined) {
      return this.readForm(line, place);
    }
    const before = this.file;
    this.file = file;
    const isRead = this.readForm(line, place);
    this.file = before;
    return isRead;
  }

  private readForm(line: string, place: LinePlace): boolean {
    if (!/^.{0,64}(?:[0-9:=]|release|Pressure)|error/i.test(line)) {
      return false;
    }
    const clock = parseClock(line);
    if (clock !== undefined) {
      this.clockSeconds = clock;
      return true;
    }
    const metric = parseMetric(line);
    if (metric) {
      this.add(metric.facts, { ...place, node: place.node ?? metric.node });
      return metric.facts.length > 0;
    }
    const uptime = parseUptime(line);
    const facts = [
      ...(uptime === undefined ? [] : [said('uptimeSeconds', uptime)]),
      ...parseMeminfo(line),
      ...parseProcCgroups(line),
      ...parseCgroupStat(line, this.isOfRoot()),
      ...this.readStatFile(line),
      ...this.readSlabFile(line),
      ...this.free.read(line),
      ...this.top.read(line),
      ...this.bootLoader.read(line),
      ...parseVersions(line),
      ...parseSysctl(line),
      ...(pageSearch.test(line) ? [said('memoryRanOut', true)] : []),
      ...this.readConditions(line),
    ];
    this.add(facts, place);
    return facts.length > 0 || this.readSystem(line, place) || otherControllerRow.test(line) || slabHeader.test(line);
  }

  /** A line that may say more than a fact: of a log, or of somebody. */
  private readPart(line: string, place: LinePlace): boolean {
    const uname = parseUname(line);
    const outputs = [...(uname?.facts ?? []), ...parseKernelCommandLine(line), ...parseSlabinfoError(line)];
    const inline = outputs.length === 0 ? parseInlineAnswer(line) : undefined;
    const [asked] = inline ? (parseShellCommand(`$ ${inline.command}`)?.commands ?? []) : [];
    const answered = inline && asked ? (answerTo(asked)?.(inline.answer) ?? []) : [];
    const facts = outputs.length > 0 || answered.length > 0 ? [...outputs, ...answered] : parseProse(line);
    this.add(facts, { ...place, around: place.around ?? uname?.node });
    return facts.length > 0;
  }

  /** What only both lines together say. */
  private readSentence(lines: readonly [string, string], place: LinePlace): void {
    const sentence = lines.join(' ');
    if (trigger.test(sentence)) {
      const alone = new Set(lines.flatMap(parseProse).map(({ id }) => id));
      const facts = parseProse(sentence).filter(({ id }) => !alone.has(id));
      this.add(facts, place);
    }
  }

  private readStatFile(line: string): FactSaid[] {
    return this.file?.endsWith('/memory.stat') ? parseMemoryStat(line, this.isOfRoot()) : [];
  }

  /** Rows of a cgroup's own slabinfo tell that its kernel memory is accounted, and nothing of the machine's caches. */
  private readSlabFile(line: string): FactSaid[] {
    const facts = parseSlab(line);
    if (!this.file?.endsWith('.kmem.slabinfo')) {
      return facts;
    }
    if (isSlabinfoError(line)) {
      return this.isOfRoot() ? [] : [said('kmemAccountingOn', false)];
    }
    // Where it is off the file cannot be read, its head neither; the root's never.
    const isNews = this.accounted !== this.file && (facts.length > 0 || /^slabinfo - version/.test(line));
    this.accounted = isNews ? this.file : this.accounted;
    return isNews ? [said('kmemAccountingOn', true)] : [];
  }

  /** Files named without a path, and those at the top of the hierarchy, speak of the whole machine. */
  private isOfRoot(): boolean {
    return this.file === undefined || /^(?:\/sys\/fs\/cgroup\/(?:memory\/|unified\/)?)?[\w.]{1,64}$/.test(this.file);
  }

  private readConditions(line: string): FactSaid[] {
    const pressure = /^\s{0,8}MemoryPressure\s{1,16}(True|False)\s/.exec(line)?.[1];
    this.isCapacity = /^Capacity:/.test(line) || (this.isCapacity && /^\s/.test(line));
    const memory = this.isCapacity ? /^\s{1,8}memory:\s{1,16}([0-9]{1,15})Ki\s{0,4}$/.exec(line)?.[1] : undefined;
    return [
      ...(pressure === undefined ? [] : [said('memoryPressure', pressure === 'True')]),
      ...(memory === undefined ? [] : [said('memoryTotalBytes', Number(memory) * 1024)]),
    ];
  }

  /** Keys of `docker info` and the like; the machine's name may come behind its facts. */
  private readSystem(line: string, place: LinePlace): boolean {
    const info = parseSystemInfo(line);
    if (!info) {
      return false;
    }
    const indent = line.length - line.trimStart().length;
    if (this.block && (info.key === 'Name' || info.key === 'Static hostname') && indent === this.block.indent) {
      this.facts.slice(this.block.first).forEach((fact) => (fact.node ??= info.value));
      this.host ??= info.value;
      return true;
    }
    if (info.facts.length > 0) {
      this.block ??= { indent, first: this.facts.length };
      this.add(info.facts, place);
    }
    return info.facts.length > 0;
  }

  private add(facts: readonly FactSaid[], { line, node, around, timeSeconds }: LinePlace): void {
    const at = { line, node: node ?? this.host ?? around, timeSeconds: timeSeconds ?? this.clockSeconds };
    facts.forEach((fact) => this.facts.push({ ...fact, ...at }));
  }
}
