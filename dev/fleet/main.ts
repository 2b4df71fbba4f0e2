import { parseArgs } from 'node:util';
import { endOfHistory, writeHistory } from './history';
import { expectedNodes, startFleet } from './live';

const usage = `usage: main.ts history --out FILE [--days 8] [--end UNIX]
       main.ts live [--host 127.0.0.1] [--port 9180] [--continues FILE]   FILE is the history that it continues
       main.ts expected
`;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      days: { type: 'string', default: '8' },
      end: { type: 'string' },
      port: { type: 'string', default: '9180' },
      host: { type: 'string', default: '127.0.0.1' },
      continues: { type: 'string' },
    },
  });
  const [command] = positionals;
  if (command === 'history' && values.out !== undefined) {
    const endSeconds = unixSeconds(values.end);
    const { series, samples } = await writeHistory(values.out, { days: positive(values.days), endSeconds });
    console.log(`${samples} samples of ${series} series until ${endSeconds}`);
  } else if (command === 'live') {
    const startSeconds = values.continues === undefined ? unixSeconds(undefined) : await endOfHistory(values.continues);
    const { url } = await startFleet({ host: values.host, port: positive(values.port), startSeconds });
    console.log(`${url}/metrics`);
  } else if (command === 'expected') {
    console.log(JSON.stringify(expectedNodes(), null, 2));
  } else {
    process.stderr.write(usage);
    process.exitCode = 2;
  }
}

function unixSeconds(text: string | undefined): number {
  return Math.floor(text === undefined ? Date.now() / 1000 : positive(text));
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) {
    throw new Error(`not a positive number: ${text}`);
  }
  return value;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
