import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** Something started that can be stopped. */
export interface Service {
  url: string;
  close(): Promise<void>;
}

/** Services that are stopped together, the last one first. */
export function openServices() {
  const open: Array<Pick<Service, 'close'>> = [];
  return {
    keep: async <T extends Pick<Service, 'close'>>(starting: T | Promise<T>): Promise<T> => {
      const service = await starting;
      open.push(service);
      return service;
    },
    close: async () => {
      for (const service of open.splice(0).reverse()) {
        await service.close();
      }
    },
  };
}

export interface ServiceCommand {
  name: string;
  command: string;
  args: string[];
  url: string;
  /** Answers 200 once the service is usable. */
  readyPath?: string;
  /** Asks in another way whether it is usable. */
  isReady?: () => boolean;
}

/** Starts a server process and waits until it answers. Throws with the end of its output when it dies or stays silent. */
export async function startService({
  name,
  command,
  args,
  url,
  readyPath = '/',
  isReady,
}: ServiceCommand): Promise<Service> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const remember = (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-4000));
  child.stdout.on('data', remember);
  child.stderr.on('data', remember);
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code) => (failure ??= `exited with ${code}`));

  const deadline = Date.now() + 60_000;
  while (!(isReady?.() ?? (await answers(url + readyPath)))) {
    if (failure !== undefined || Date.now() > deadline) {
      await stop(child);
      throw new Error(`${name} did not start: ${failure ?? 'no answer in 60 s'}\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, close: () => stop(child) };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      resolve();
      return;
    }
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** The wanted port of the loopback address if free, else any free one. */
export async function freePort(wanted = 0): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? Promise.reject(new Error('no free port'));
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
