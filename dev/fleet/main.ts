import { parseArgs } from 'node:util';
import { actionMeanings, actions, isAction } from './actions';
import { sendCommand } from './command';
import { conventionSeries } from './conventionFleet';
import { endOfHistory, writeHistory } from './history';
import { hour } from './curves';
import { expectedNodes, startFleet } from './live';
import { longestPastSeconds } from './liveFleet';
import { parseTarget, startPushing } from './pushEvents';

const usage = `usage: main.ts history --out FILE [--days 8] [--end UNIX] [--conventions]
         --conventions: a few nodes in every convention of labels, each in a cluster of its own, instead of the fleet
       main.ts live [--host 127.0.0.1] [--port 9180] [--continues FILE]   FILE is the history that it continues
       main.ts events --push [CLUSTER=]URL... [--past-hours 1] [--at http://127.0.0.1:9180]
         pushes what Alloy's source of cluster events would have written of the running fleet to where Loki's push API is
       main.ts expected
       main.ts ACTION NODE [--cluster CLUSTER] [--at http://127.0.0.1:9180]   does it to a node of the running fleet:
${actions.map((action) => `         ${action.padEnd(10)} ${actionMeanings[action]}`).join('\n')}
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
      cluster: { type: 'string' },
      conventions: { type: 'boolean', default: false },
      push: { type: 'string', multiple: true, default: [] },
      'past-hours': { type: 'string', default: '1' },
      at: { type: 'string', default: 'http://127.0.0.1:9180' },
    },
  });
  const [command = '', node] = positionals;
  if (command === 'history' && values.out !== undefined) {
    const endSeconds = unixSeconds(values.end);
    const { series, samples } = await writeHistory(
      values.out,
      { days: positive(values.days), endSeconds },
      values.conventions ? conventionSeries(endSeconds) : undefined
    );
    console.log(`${samples} samples of ${series} series until ${endSeconds}`);
  } else if (command === 'live') {
    const startSeconds = values.continues === undefined ? unixSeconds(undefined) : await endOfHistory(values.continues);
    const { url } = await startFleet({ host: values.host, port: positive(values.port), startSeconds });
    console.log(`${url}/metrics\n${url}/ has buttons that make nodes fail, leak, reboot and get fixed`);
  } else if (command === 'events' && values.push.length > 0) {
    const pastSeconds = Math.min(positive(values['past-hours']) * hour, longestPastSeconds);
    startPushing({ fleetUrl: values.at, targets: values.push.map(parseTarget), pastSeconds, say: console.log });
  } else if (command === 'expected') {
    console.log(JSON.stringify(expectedNodes(), null, 2));
  } else if (isAction(command) && node !== undefined) {
    const { cluster, at: fleetUrl } = values;
    console.log(await sendCommand({ fleetUrl, action: command, node, cluster }));
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
