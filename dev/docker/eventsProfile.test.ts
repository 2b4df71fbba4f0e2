import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { lokiLimits } from '../fleet/pushedLogs';
import { fleet, incidentNodeName } from '../fleet/fleet';
import { hour } from '../fleet/curves';
import { loggedLines } from '../fleet/loggedEvents';
import { instructionsIn, textIn, yamlIn, root } from './composeFile';

const shippedFile = 'deploy/events/alloy/events.alloy';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'events-profile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the image's build takes out of the shipped configuration, by the command that it is built with. */
function takenOut(): string {
  const [command, ...others] = instructionsIn('dev/docker/alloy.Dockerfile').filter(({ name }) => name === 'RUN');
  expect(others).toEqual([]);
  const out = path.join(folder, 'taken.alloy');
  const here = (command?.text ?? '')
    .replace(' /events.alloy', ` ${path.join(root, shippedFile)}`)
    .replace('/refused_creations.alloy', out);
  execFileSync('sh', ['-c', here]);
  return readFileSync(out, 'utf8');
}

/** Neither comments nor the insides of texts, where braces mean nothing. */
function bare(configuration: string): string {
  return configuration.replaceAll(/\/\/.*|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, (found) =>
    found.startsWith('//') ? '' : '""'
  );
}

function depthAtEnd(configuration: string): number {
  let depth = 0;
  for (const character of bare(configuration)) {
    depth += '{[('.includes(character) ? 1 : '}])'.includes(character) ? -1 : 0;
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  return depth;
}

const withoutComments = (configuration: string) => configuration.replaceAll(/^\s*\/\/.*$/gm, '');
const components = (configuration: string) =>
  [...withoutComments(configuration).matchAll(/^([a-z_.]+) "(\w+)" \{$/gm)].map(
    ([, kind, label]) => `${kind}.${label}`
  );
const receivers = (configuration: string) =>
  [...withoutComments(configuration).matchAll(/([a-z_.]+\.\w+)\.receiver/g)].map(([, component]) => component ?? '');

describe('Alloy in docker compose', () => {
  test('has the stages of the shipped configuration, whole and nothing else', () => {
    const shipped = textIn(shippedFile);
    const taken = takenOut();
    expect(shipped).toContain(taken);
    expect(taken).toMatch(/^loki\.process "refused_creations" \{\n/);
    expect(components(taken)).toEqual(['loki.process.refused_creations']);
    expect(depthAtEnd(taken)).toBe(0);
    expect(taken).toContain('stage.metrics {');
    expect(depthAtEnd(shipped)).toBe(0);
  });

  test('has what they are fed by and deliver to, each once', () => {
    const own = textIn('dev/docker/alloy/fleet.alloy');
    expect(depthAtEnd(own)).toBe(0);
    const both = `${own}\n${takenOut()}`;
    const there = components(both);
    expect([...there].sort()).toEqual(['loki.process.refused_creations', 'loki.source.api.fleet', 'loki.write.events']);
    expect(receivers(both).length).toBeGreaterThan(1);
    expect(receivers(both).filter((name) => !there.includes(name))).toEqual([]);
    // The same moments as in the events themselves: that is what the page asks for.
    expect(own).toMatch(/use_incoming_timestamp\s+= true/);
  });

  test('listens where events are pushed to, and writes to where Loki listens', () => {
    const own = textIn('dev/docker/alloy/fleet.alloy');
    const compose = textIn('docker-compose.yaml');
    const port = /listen_port\s+= (\d+)/.exec(own)?.[1];
    const pushes = [...compose.matchAll(/--push=\S+http:\/\/[\w-]+:(\d+)(\S+)/g)];
    expect(pushes.map(([, at, where]) => [at, where])).toEqual(pushes.map(() => [port, '/loki/api/v1/push']));
    const { server } = yamlIn<{ server: { http_listen_port: number } }>('dev/docker/loki.yaml');
    expect(own).toContain(`url = "http://loki:${server.http_listen_port}/loki/api/v1/push"`);
    expect(textIn('provisioning/datasources/loki.yaml')).toContain(`url: http://loki:${server.http_listen_port}\n`);
  });

  test('counts what the fleet tells, by node', () => {
    const startSeconds = 1_795_000_000;
    const stages = takenOut();
    const [, labels = '', quoted = '""'] = /selector = `\{job="([^"]+)"\} \|~ ("(?:[^"\\]|\\.)*")`/.exec(stages) ?? [];
    const pattern = new RegExp((JSON.parse(quoted) as string).replace(/^\(\?i\)/, ''), 'i');
    const [, source = ''] = /mapping = \{ node = "(\w+)" \}/.exec(stages) ?? [];
    const span = { fromSeconds: startSeconds - hour, toSeconds: startSeconds - 1 };
    const counted = new Map<string, number>();
    for (const { stream, line } of loggedLines('alloy-shipped', startSeconds, span)) {
      if (stream.job === labels && pattern.test(line)) {
        const node = new RegExp(`(?:^| )${source}=(\\S+) `).exec(line)?.[1] ?? '';
        counted.set(node, (counted.get(node) ?? 0) + 1);
      }
    }
    // Two pods, a write every five minutes. Others of the fleet speak of other faults, or were fixed long ago.
    expect(Object.fromEntries(counted)).toEqual({ [incidentNodeName]: 24 });
  });
});

describe('Prometheus in docker compose', () => {
  const config = yamlIn<{
    rule_files: string[];
    scrape_configs: Array<Record<string, unknown> & { job_name: string; dns_sd_configs?: Array<{ names: string[] }> }>;
  }>('provisioning/prometheus/prometheus.yml');

  function promtool(args: string[], changed: unknown): string {
    const file = path.join(folder, 'prometheus.yml');
    writeFileSync(file, stringify(changed));
    const [command = [], rest = []] = [args.slice(0, 2), args.slice(2)];
    return execFileSync('promtool', [...command, ...rest.map((each) => (each === 'FILE' ? file : each))], {
      encoding: 'utf8',
    });
  }

  test('has a configuration that it accepts, with the rules of the bundle', () => {
    expect(config.rule_files).toEqual(['/etc/prometheus/rules/*.rules.yaml']);
    const said = promtool(['check', 'config', 'FILE'], {
      ...config,
      rule_files: [path.join(root, 'alerts/*.rules.yaml')],
    });
    expect(said).toMatch(/SUCCESS: \d+ rules found/);
  });

  test('gives what each Alloy counted its cluster, and leaves the node alone', () => {
    const { dns_sd_configs: named = [], ...alloy } = config.scrape_configs.find((job) => job.job_name === 'alloy') ?? {
      job_name: '',
    };
    const found = named
      .flatMap(({ names }) => names)
      .map((name, i) => ({
        targets: [`172.18.0.${i + 2}:12345`],
        labels: { __meta_dns_name: name },
      }));
    const said = promtool(['check', 'service-discovery', 'FILE', 'alloy', '--timeout=2s'], {
      scrape_configs: [{ ...alloy, static_configs: found }],
    });
    const results = JSON.parse(said.slice(said.indexOf('['))) as Array<{ labels: Record<string, string> }>;
    const shown = results
      .map(({ labels }) => Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__'))))
      .sort((a, b) => (a.cluster ?? '').localeCompare(b.cluster ?? ''));
    const clusters = [...new Set(fleet.map(({ cluster }) => cluster))].sort();
    expect(shown).toEqual(clusters.map((cluster) => ({ job: 'alloy', instance: `alloy-${cluster}`, cluster })));
    const { metric_relabel_configs: kept } = alloy as { metric_relabel_configs?: unknown };
    expect(kept).toEqual([{ source_labels: ['__name__'], regex: 'memcg_kmem_.+', action: 'keep' }]);
  });
});

test('Loki in docker compose has the limits that its stand-in keeps to', () => {
  const { limits_config: limits, ingester } = yamlIn<{
    limits_config: { reject_old_samples_max_age: string; creation_grace_period: string };
    ingester: { max_chunk_age: string };
  }>('dev/docker/loki.yaml');
  const seconds = (text: string) => parseInt(text, 10) * ({ h: 3600, m: 60 }[text.slice(-1)] ?? NaN);
  expect({
    oldestSeconds: seconds(limits.reject_old_samples_max_age),
    aheadSeconds: seconds(limits.creation_grace_period),
    behindSeconds: seconds(ingester.max_chunk_age) / 2,
  }).toEqual(lokiLimits);
});
