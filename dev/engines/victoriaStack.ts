import { freePort, type Service, startService } from '../launcher/service';
import { writeHurriedRules } from '../launcher/ruledPrometheus';
import { startVictoriaMetrics } from '../vm/victoriaMetrics';
import { engineCommand } from './engines';

/** The current VictoriaMetrics and, once its data is there, a vmalert that evaluates the shipped rules over it. */
export async function startVictoriaStack(workDir: string, lookback: string) {
  const alertPort = await freePort();
  const server = await startVictoriaMetrics(workDir, {
    command: engineCommand('victoria-metrics', 'victoria-metrics'),
    // Answers for the rules and the alerts in vmalert's place, as the data source wants it.
    flags: [`-vmalert.proxyURL=http://127.0.0.1:${alertPort}`, `-search.maxLookback=${lookback}`],
  });
  return { server, startRules: () => startVmalert(workDir, server, alertPort) };
}

function startVmalert(workDir: string, { url: server }: Service, port: number): Promise<Service> {
  const url = `http://127.0.0.1:${port}`;
  return startService({
    name: 'vmalert',
    command: engineCommand('victoria-metrics', 'vmalert'),
    args: [
      `-rule=${writeHurriedRules(workDir)}`,
      `-datasource.url=${server}`,
      `-remoteWrite.url=${server}`,
      `-remoteRead.url=${server}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      // The history ends now; by default rules look at half a minute ago.
      '-rule.evalDelay=0s',
      '-notifier.blackhole',
      '-loggerLevel=ERROR',
    ],
    url,
    readyPath: '/health',
  });
}
