import { spawn } from 'node:child_process';
import { type Count } from './counts';

export interface CheckResult extends Count {
  name: string;
  seconds: number;
}

export interface Check {
  name: string;
  command: string;
  args: string[];
  env?: Readonly<Record<string, string>>;
  /** Reads the real counts from what the tool wrote; without it the check counts as one. */
  count?: (succeeded: boolean, output: string) => Count;
}

/** Runs one tool. Its output is shown as it comes when `live`, else only if it fails. Never throws. */
export async function runCheck(check: Check, live: boolean): Promise<CheckResult> {
  const startedAt = Date.now();
  if (live) {
    console.log(`\n── ${check.name}`);
  }
  const { succeeded, output } = await run(check, live);
  if (!succeeded && !live) {
    console.log(output);
  }
  const counted = check.count?.(succeeded, output) ?? countOne(succeeded);
  // A tool that fails without counting a failure has still failed.
  const failed = succeeded ? counted.failed : Math.max(1, counted.failed);
  const seconds = (Date.now() - startedAt) / 1000;
  // Several run at once: a name stands with its result.
  console.log(`── ${check.name}: ${counted.passed} passed, ${failed} failed, ${seconds.toFixed(0)} s`);
  const failing = succeeded || counted.failing.length > 0 ? counted.failing : lastLines(output);
  return { name: check.name, passed: counted.passed, failed, failing, retried: counted.retried, seconds };
}

function countOne(succeeded: boolean): Count {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, failing: [] };
}

/** Of a tool that names no tests: what it said last. */
function lastLines(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-3);
}

function run({ command, args, env }: Check, live: boolean): Promise<{ succeeded: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (live) {
        process.stdout.write(chunk);
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => resolve({ succeeded: false, output: error.message }));
    child.once('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}
