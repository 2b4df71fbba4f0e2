import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { hasCommand } from '../launcher/debian';
import { freePort } from '../launcher/service';
import { composeFile } from './composeFile';

// Each check is run as the container would run it, by the same program of this machine where there is one.
const programs: Readonly<Record<string, string[]>> = {
  node: [process.execPath],
  bash: ['bash'],
  wget: ['busybox', 'wget'],
};

const checks = Object.entries(composeFile().services).flatMap(([name, { healthcheck }]) => {
  const [form, program = '', ...args] = healthcheck?.test ?? [];
  return form === undefined ? [] : [{ name, form, program, args }];
});
const runnable = checks.filter(({ program }) => program in programs);

/** The paths at which a service says that it is up, and its port inside its container. */
const places: Readonly<Record<string, { port: number; path: string }>> = {
  grafana: { port: 3000, path: '/api/health' },
  prometheus: { port: 9090, path: '/-/ready' },
  alertmanager: { port: 9093, path: '/-/ready' },
  'alert-receiver': { port: 8080, path: '/' },
  'node-exporter': { port: 9100, path: '/' },
  fleet: { port: 9180, path: '/nodes' },
  'alloy-prod-a': { port: 12345, path: '/-/ready' },
  'alloy-prod-b': { port: 12345, path: '/-/ready' },
  stack: { port: 9190, path: '/' },
  'grafana-under-test': { port: 3000, path: '/api/health' },
};

let status = 200;
let asked: string[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    // A word of success in the text of a failure must not pass for one.
    response.writeHead(status, { 'content-type': 'text/plain' }).end(status === 200 ? 'ready' : 'not 200 OK');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
});

function exitCode(command: readonly string[]): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'ignore', timeout: 10_000 });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
}

describe.each(runnable)('the health check of $name', ({ name, form, program, args }) => {
  const { port: ownPort, path } = places[name] ?? { port: 0, path: '' };
  const [command = ''] = programs[program] ?? [];
  const runsHere = hasCommand(command) ? test : test.skip;
  const at = (otherPort: number) => [
    ...(programs[program] ?? []),
    ...args.map((argument) =>
      argument.replace(`127.0.0.1:${ownPort}`, `127.0.0.1:${otherPort}`).replace(`/${ownPort}`, `/${otherPort}`)
    ),
  ];

  test('is a command without a shell around it, at its own port', () => {
    expect(form).toBe('CMD');
    expect(args.join(' ')).toMatch(new RegExp(`127\\.0\\.0\\.1[:/]${ownPort}\\b`));
  });

  runsHere('passes where the service says that it is up', async () => {
    status = 200;
    expect(await exitCode(at(port))).toBe(0);
    expect(asked).toEqual([path]);
  });

  runsHere('fails where it says that it is not, and where nobody answers', async () => {
    status = 503;
    expect(await exitCode(at(port))).not.toBe(0);
    expect(asked).toEqual([path]);
    expect(await exitCode(at(await freePort()))).not.toBe(0);
  });
});

test('only Loki is asked with a program that is not here', () => {
  const others = checks.filter(({ program }) => !(program in programs));
  expect(others).toEqual([{ name: 'loki', form: 'CMD', program: '/usr/bin/loki', args: ['-health'] }]);
});
