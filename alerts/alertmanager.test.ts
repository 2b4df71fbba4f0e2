// The shipped rules and the shipped Alertmanager configuration, with the waiting times cut short, in the real programs:
// Prometheus scrapes and evaluates, Alertmanager groups, mutes and delivers.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort, type Service, startService } from '../dev/launcher/service';
import { servePrometheus } from '../dev/launcher/servePrometheus';
import { type Notification, startReceiver } from './webhookReceiver';

const root = path.resolve(__dirname, '..');
const shipped = path.join(root, 'provisioning/alertmanager/alertmanager.yml');
const patience = 60_000;

interface Rule {
  alert?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
}
interface Route {
  receiver?: string;
  group_wait?: string;
  group_interval?: string;
  routes?: Route[];
}
interface AlertmanagerConfig {
  route: Route;
  receivers: Array<{ webhook_configs?: Array<{ url: string }> }>;
}
interface PrometheusAlert {
  state: 'pending' | 'firing';
  activeAt: string;
  labels: Record<string, string>;
}

let workDir: string;
let target: Server;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let alertmanager: Service;
let prometheus: Service;
let prometheusPort: number;
// What the scraped exporter says; a test changes it while everything runs.
let exposed: string;

jest.setTimeout(3 * patience);

beforeAll(async () => {
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-alerts-'));
  exposed = exposition(0);
  let scrapes = 0;
  target = createServer((_, response) =>
    // Prometheus 3 takes no answer that does not say what it is.
    response
      .writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
      .end(exposed.replaceAll('<count>', String(100 + scrapes++)))
  );
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  receiver = await startReceiver(await freePort());
  alertmanager = await startAlertmanager();
  prometheusPort = await freePort();
  prometheus = await startPrometheus();
});

afterAll(async () => {
  await prometheus?.close();
  await alertmanager?.close();
  await receiver?.close();
  target?.closeAllConnections();
  target?.close();
  rmSync(workDir, { recursive: true, force: true });
});

/** Two clusters; in each a node that can leak and whose exporter is silent, so that its telemetry alert is pending. */
function exposition(failingNodes: number): string {
  const lines: string[] = [];
  for (const cluster of ['a', 'b']) {
    for (const node of ['n1', 'n2', 'n3']) {
      lines.push(
        `kube_node_info{cluster="${cluster}",node="${node}",kernel_version="3.10.0-1160.el7.x86_64",internal_ip="10.0.0.1"} 1`
      );
    }
  }
  const text = 'mkdir /sys/fs/cgroup/memory/kubepods/pod1: cannot allocate memory';
  for (const node of ['n1', 'n2'].slice(0, failingNodes)) {
    lines.push(
      `kube_event_info{cluster="a",source_host="${node}",involved_name="p",involved_namespace="ns",type="Warning",reason="FailedCreatePodContainer",message="${text}"} <count>`
    );
  }
  return `${lines.join('\n')}\n`;
}

function startAlertmanager(): Promise<Service> {
  const config = parse(readFileSync(shipped, 'utf8')) as AlertmanagerConfig;
  const hurry = (route: Route): Route => ({
    ...route,
    ...(route.group_wait === undefined ? {} : { group_wait: '2s', group_interval: '2s' }),
    ...(route.routes === undefined ? {} : { routes: route.routes.map(hurry) }),
  });
  const here = (url: string) => url.replace(/^http:\/\/[^/]+/, receiver.url);
  const local = {
    ...config,
    route: hurry(config.route),
    receivers: config.receivers.map((each) => ({
      ...each,
      webhook_configs: (each.webhook_configs ?? []).map((webhook) => ({ ...webhook, url: here(webhook.url) })),
    })),
  };
  return freePort().then((port) =>
    startService({
      name: 'Alertmanager',
      command: 'prometheus-alertmanager',
      args: [
        `--config.file=${written('alertmanager.yml', stringify(local))}`,
        `--storage.path=${path.join(workDir, 'alertmanager')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
        '--log.level=error',
      ],
      url: `http://127.0.0.1:${port}`,
      readyPath: '/-/ready',
    })
  );
}

function startPrometheus(): Promise<Service> {
  const address = target.address();
  const targetPort = typeof address === 'object' && address ? address.port : 0;
  const config = {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [written('rules.yaml', stringify(hurriedRules()))],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(alertmanager.url).host] }] }] },
    scrape_configs: [
      { job_name: 'cluster', honor_labels: true, static_configs: [{ targets: [`127.0.0.1:${targetPort}`] }] },
    ],
  };
  return servePrometheus({
    workDir,
    config,
    port: prometheusPort,
    // Below this "for", Prometheus does not bother to restore what was pending; ten minutes unless told.
    flags: ['--rules.alert.for-grace-period=1s'],
  });
}

/** Critical and warning alerts fire at once; telemetry stays pending for the restart to be seen. */
function hurriedRules() {
  const { groups } = parse(readFileSync(path.join(root, 'alerts/memcg-kmem.rules.yaml'), 'utf8')) as {
    groups: Array<{ interval?: string; rules: Rule[] }>;
  };
  return {
    groups: groups.map((group) => ({
      ...group,
      interval: '1s',
      rules: group.rules.map((rule) => {
        if (rule.alert === undefined) {
          return rule;
        }
        const hurried = {
          ...rule,
          expr: rule.expr.replaceAll('creation_failing:bool[15m]', 'creation_failing:bool[5s]'),
        };
        hurried.for = rule.alert === 'MemcgKmemTelemetryMissing' ? '15s' : '1s';
        delete hurried.keep_firing_for;
        return hurried;
      }),
    })),
  };
}

function written(name: string, text: string): string {
  const file = path.join(workDir, name);
  writeFileSync(file, text);
  return file;
}

async function prometheusAlerts(): Promise<PrometheusAlert[]> {
  const response = await fetch(`${prometheus.url}/api/v1/alerts`);
  return ((await response.json()) as { data: { alerts: PrometheusAlert[] } }).data.alerts;
}

/** Samples as they are stored. */
async function rawSamples(selector: string): Promise<Array<{ values: Array<[number, string]> }>> {
  const response = await fetch(`${prometheus.url}/api/v1/query?query=${encodeURIComponent(selector)}`);
  return ((await response.json()) as { data: { result: Array<{ values: Array<[number, string]> }> } }).data.result;
}

async function mutedInAlertmanager(): Promise<string[]> {
  const response = await fetch(`${alertmanager.url}/api/v2/alerts?inhibited=true`);
  const alerts = (await response.json()) as Array<{
    labels: Record<string, string>;
    status: { inhibitedBy: string[] };
  }>;
  return alerts
    .filter(({ status }) => status.inhibitedBy.length > 0)
    .map(({ labels }) => nameOf(labels))
    .sort();
}

const nameOf = (labels: Record<string, string>) => `${labels.alertname} ${labels.cluster}/${labels.node}`;
const namesIn = ({ alerts }: Notification, status = 'firing') =>
  alerts
    .filter((each) => each.status === status)
    .map(({ labels }) => nameOf(labels))
    .sort();

async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const seen = await look();
    if (seen !== undefined) {
      return seen;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`never seen: ${what}\nreceived: ${JSON.stringify(receiver.received.map((each) => namesIn(each)))}`);
}

test('amtool accepts the shipped configuration and routes by severity', () => {
  const amtool = (...args: string[]) =>
    execFileSync('amtool', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect(amtool('check-config', shipped)).toContain('SUCCESS');
  const routeOf = (...labels: string[]) =>
    amtool('config', 'routes', 'test', `--config.file=${shipped}`, ...labels).trim();
  expect(routeOf('alertname=MemcgKmemCreationFailing', 'severity=critical')).toBe('on-call');
  expect(routeOf('alertname=MemcgKmemIdLimitNear', 'severity=critical')).toBe('on-call');
  expect(routeOf('alertname=MemcgKmemLeakGrowing', 'severity=warning')).toBe('tickets');
  expect(routeOf('alertname=MemcgKmemKernelExposed', 'severity=info')).toBe('nobody');
  expect(routeOf('alertname=SomebodyElses', 'severity=critical')).toBe('nobody');
});

test('a pending alert goes on counting after Prometheus restarts', async () => {
  const forState = 'ALERTS_FOR_STATE{alertname="MemcgKmemTelemetryMissing"}[10m]';
  await until('pending alerts of six nodes on disk, in four evaluations each', async () => {
    const series = await rawSamples(forState);
    return series.length === 6 && series.every(({ values }) => values.length >= 4) ? true : undefined;
  });
  await prometheus.close();
  const restartedSeconds = Date.now() / 1000;
  prometheus = await startPrometheus();
  // An alert that begins anew is active since the first evaluation; one that goes on, for seconds longer.
  const restored = await until('alerts that are older than the first evaluation after the restart', async () => {
    const alerts = (await prometheusAlerts()).filter(({ labels }) => labels.alertname === 'MemcgKmemTelemetryMissing');
    const evaluated = (await rawSamples(forState.replace('_FOR_STATE', '')))
      .flatMap(({ values }) => values.map(([seconds]) => seconds))
      .filter((seconds) => seconds > restartedSeconds);
    const firstSeconds = Math.min(...evaluated);
    const isOlder = ({ activeAt }: PrometheusAlert) => Date.parse(activeAt) / 1000 < firstSeconds - 2;
    return evaluated.length > 0 && alerts.length === 6 && alerts.every(isOlder) ? alerts : undefined;
  });
  expect(restored.map(({ labels }) => `${labels.cluster}/${labels.node}`).sort()).toEqual(
    ['a', 'b'].flatMap((cluster) => ['n1', 'n2', 'n3'].map((node) => `${cluster}/${node}`))
  );
});

test('warnings arrive as tickets, one message per cluster', async () => {
  const tickets = await until('tickets of both clusters', () => {
    const firing = receiver.received.filter(({ receiver: to, status }) => to === 'tickets' && status === 'firing');
    const clusters = new Set(firing.map(({ groupLabels }) => groupLabels.cluster));
    return clusters.size === 2 ? firing : undefined;
  });
  for (const ticket of tickets) {
    expect(ticket.groupLabels).toEqual({ alertname: 'MemcgKmemTelemetryMissing', cluster: expect.any(String) });
    expect(new Set(ticket.alerts.map(({ labels }) => labels.cluster))).toEqual(new Set([ticket.groupLabels.cluster]));
  }
  expect(receiver.received.filter(({ receiver: to }) => to === 'nobody')).toEqual([]);
});

test('failing nodes reach the on-call receiver together, with links to their runbooks, and mute their warnings', async () => {
  exposed = exposition(2);
  const page = await until('one page for both nodes', () =>
    receiver.received.find(
      (each) => each.receiver === 'on-call' && each.status === 'firing' && each.alerts.length === 2
    )
  );
  expect(namesIn(page)).toEqual(['MemcgKmemCreationFailing a/n1', 'MemcgKmemCreationFailing a/n2']);
  expect(page.groupLabels).toEqual({ alertname: 'MemcgKmemCreationFailing', cluster: 'a' });
  expect(page.alerts.map(({ annotations }) => annotations.runbook_url).sort()).toEqual([
    '/a/memcg-kmemleak-app/runbook/nokmem?cluster=a&node=n1',
    '/a/memcg-kmemleak-app/runbook/nokmem?cluster=a&node=n2',
  ]);
});

test('a critical alert mutes the lesser ones of its node only', async () => {
  // The rules take a failing node out of the telemetry alert, so that a lesser alert of the same node is given by hand.
  const byHand = (alertname: string, severity: string, node: string, cluster = 'a') => ({
    labels: { alertname, severity, cluster, node },
  });
  await fetch(`${alertmanager.url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([
      byHand('MemcgKmemLeakGrowing', 'warning', 'n1'),
      byHand('MemcgKmemIdLimitNear', 'critical', 'n1'),
      byHand('MemcgKmemKernelExposed', 'info', 'n2'),
      byHand('MemcgKmemLeakGrowing', 'warning', 'n1', 'b'),
      byHand('SomebodyElses', 'warning', 'n1'),
      byHand('MemcgKmemLeakGrowing', 'warning', 'n9'),
      byHand('MemcgKmemProtectionIneffective', 'warning', 'n9'),
    ]),
  });
  const muted = await until('muted alerts', async () => {
    const names = await mutedInAlertmanager();
    return names.length >= 4 ? names : undefined;
  });
  expect(muted).toEqual([
    'MemcgKmemIdLimitNear a/n1',
    'MemcgKmemKernelExposed a/n2',
    'MemcgKmemLeakGrowing a/n1',
    'MemcgKmemProtectionIneffective a/n9',
  ]);
  await until('a ticket for what is not muted', () =>
    receiver.received.find((each) => namesIn(each).includes('MemcgKmemLeakGrowing b/n1'))
  );
  const delivered = receiver.received.flatMap((each) => namesIn(each));
  expect(delivered).not.toContain('MemcgKmemLeakGrowing a/n1');
  expect(delivered).not.toContain('MemcgKmemIdLimitNear a/n1');
});

test('says when it is over', async () => {
  exposed = exposition(0);
  const resolved = await until('the end of both failures', () =>
    receiver.received.find((each) => each.receiver === 'on-call' && namesIn(each, 'resolved').length === 2)
  );
  expect(namesIn(resolved, 'resolved')).toEqual(['MemcgKmemCreationFailing a/n1', 'MemcgKmemCreationFailing a/n2']);
});
