import { type Words, wordsOf } from '../locales/words';
import { type Asked, parseArguments, type Request } from './arguments';
import { judge } from './judge';
import { type Input, parseInputs, UnreadableInput } from './parseInputs';
import { isFound, reportOf } from './report';
import { plainLook, reportText, terminalLook } from './reportText';

/** What a process has; `process` itself is one. */
export interface Surroundings {
  stdin: Input & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
}

interface Output {
  write: (text: string) => unknown;
  isTTY?: boolean;
}

/** Exit statuses. */
export const nothingFound = 0;
export const found = 1;
export const unreadable = 2;

/**
 * Runs the command.
 * @param version of the package
 * @returns the exit status
 */
export async function run(words: readonly string[], around: Surroundings, version: string): Promise<number> {
  const asked = parseArguments(words);
  const language = await wordsOf(languageOf(around.env));
  switch (asked.kind) {
    case 'help':
      around.stdout.write(`${language.text('cli.help')}\n`);
      return nothingFound;
    case 'version':
      around.stdout.write(`${version}\n`);
      return nothingFound;
    case 'wrong':
      return refuse(around, asked.what, language);
    case 'read':
      return asked.files.length === 0 && around.stdin.isTTY
        ? refuse(around, language.text('cli.noInput'), language)
        : reportOn(asked, around, language);
  }
}

async function reportOn(asked: Extract<Asked, Request>, around: Surroundings, words: Words): Promise<number> {
  const atSeconds = Math.floor(Date.now() / 1000);
  try {
    const all = await parseInputs(asked.files.length > 0 ? asked.files : ['-'], around.stdin, atSeconds);
    const judged = judge(all.files, asked, atSeconds);
    const report = reportOf(judged, all, words);
    around.stdout.write(
      asked.isJson
        ? `${JSON.stringify(report, null, 2)}\n`
        : reportText(report, judged, words, isColoured(around) ? terminalLook : plainLook)
    );
    return isFound(report) ? found : nothingFound;
  } catch (error) {
    if (error instanceof UnreadableInput) {
      around.stderr.write(`memcg-kmem: ${error.message}\n`);
      return unreadable;
    }
    throw error;
  }
}

function refuse({ stderr }: Surroundings, what: string, { text }: Words): number {
  stderr.write(`memcg-kmem: ${what}\n\n${text('cli.help')}\n`);
  return unreadable;
}

/** https://no-color.org */
function isColoured({ stdout, env }: Surroundings): boolean {
  return stdout.isTTY === true && !env['NO_COLOR'];
}

function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Surroundings['env']): string {
  return (LC_ALL || LC_MESSAGES || LANG || 'en-US').replace(/\..*$/, '').replace('_', '-');
}
