import { type FactSaid, said } from './fact';
import { kernelFact, releasePattern } from './kernelRelease';

const bootImage = new RegExp(`\\bBOOT_IMAGE=\\S{0,255}?vmlinuz-(${releasePattern})`);
const bootLine = /\bBOOT_IMAGE=\S/;
const logged = /\b(?:Kernel )?[Cc]ommand line: ?(?=\S)/;
const parameterLine = /^\s{0,8}(?:\S{1,255}=\S{0,255} |(?:ro|rw|quiet|splash) ){2}/;

/** Does the parameter list hold `cgroup.memory=…nokmem…`? Quotes may stand around the value or around the whole. */
export function holdsNokmem(parameters: string): boolean {
  const ofKernel = parameters.split(/ --(?: |$)/, 1)[0] ?? '';
  return [...ofKernel.matchAll(/(?:^|[\s"'])cgroup\.memory=["']?([\w,.-]{1,128})/g)].some(([, list = '']) =>
    list.split(',').includes('nokmem')
  );
}

/** The command line of the running kernel: /proc/cmdline, or the kernel log's line about it. */
export function parseKernelCommandLine(line: string): FactSaid[] {
  return bootLine.test(line) || logged.test(line) ? commandLineFacts(line) : [];
}

/** The output of `cat /proc/cmdline`, which on some boot loaders begins with no BOOT_IMAGE. */
export function parseBareKernelCommandLine(line: string): FactSaid[] {
  return bootLine.test(line) || parameterLine.test(`${line} `) ? commandLineFacts(line) : [];
}

function commandLineFacts(line: string): FactSaid[] {
  const release = bootImage.exec(line)?.[1];
  return [
    said('nokmemRunning', holdsNokmem(line)),
    ...(release === undefined ? [] : [kernelFact(release.replace(/\.img$|\.efi$/, ''), 'derived')]),
  ];
}
