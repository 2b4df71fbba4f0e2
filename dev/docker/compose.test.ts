import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DCLinter } from 'dclint';
import { type ComposeService, composeFile, instructionsIn, textIn, yamlIn, root } from './composeFile';
import { fleet } from '../fleet/fleet';
import packageJson from '../../package.json';

const { services, volumes } = composeFile();
const all = Object.entries(services);
const clusters = [...new Set(fleet.map(({ cluster }) => cluster))].sort();
const dockerfiles = [...new Set(all.flatMap(([, { build }]) => build?.dockerfile ?? []))];
const hostOf = (url: string) => new URL(url).hostname;

/** What the linter says, its opinions on the order of keys and services left out. */
function lint(file: string): string[] {
  const ordering = [
    'service-keys-order',
    'services-alphabetical-order',
    'service-dependencies-alphabetical-order',
    'top-level-properties-order',
  ];
  const linter = new DCLinter({
    rules: Object.fromEntries(ordering.map((rule) => [rule, 0])),
    quiet: false,
    debug: false,
    exclude: [],
  });
  return linter
    .lintFiles([file], false)
    .flatMap(({ messages }) => messages.map(({ rule, line, message }) => `${line} ${rule}: ${message}`));
}

describe('the compose file', () => {
  const text = textIn('docker-compose.yaml');

  test('follows the schema of the compose specification and the linter’s rules', () => {
    expect(lint(path.join(root, 'docker-compose.yaml'))).toEqual([]);
  });

  test.each([
    ['a key that there is not', text.replace('  prometheus:\n    image:', '  prometheus:\n    imagery:')],
    ['a condition that there is not', text.replace('condition: service_healthy', 'condition: service_happy')],
    ['a text in place of a list', text.replace('profiles: [events]', 'profiles: events')],
  ])('would be told with %s', (_, broken) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'compose-'));
    try {
      writeFileSync(path.join(folder, 'docker-compose.yaml'), broken);
      expect(broken).not.toBe(text);
      expect(lint(path.join(folder, 'docker-compose.yaml')).join()).toContain('invalid-schema');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.each(all)('service %s', (_, service: ComposeService) => {
  test('mounts only what is there', () => {
    for (const volume of service.volumes ?? []) {
      const [source = '', target] = volume.split(':');
      expect(target).toMatch(/^\//);
      const isThere = /^[./]/.test(source) ? existsSync(path.resolve(root, source)) : source in volumes;
      expect([source, isThere]).toEqual([source, true]);
    }
  });

  test('has a pinned image, or is built from a Dockerfile of this repository', () => {
    expect([service.image, service.build].filter(Boolean)).toHaveLength(1);
    expect(service.image ?? 'x:1.2.3').toMatch(pinned);
    expect(service.build ? existsSync(path.join(root, service.build.dockerfile)) : true).toBe(true);
  });

  test('waits only for services that start whenever it does, in a way that they can answer', () => {
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      const other = services[name];
      expect(other).toBeDefined();
      expect(service.profiles ?? []).toEqual(expect.arrayContaining(other?.profiles ?? []));
      expect(condition !== 'service_healthy' || other?.healthcheck !== undefined).toBe(true);
    }
  });

  test('is reached from this machine only', () => {
    expect((service.ports ?? []).filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
  });
});

const pinned = /^[a-z0-9./-]+:v?\d+\.\d+\.\d+[a-z0-9.-]*$/;

test('every service that stays has a health check, but for the one without a port', () => {
  const leaving = new Set(
    all.flatMap(([, { depends_on: others = {} }]) =>
      Object.keys(others).filter((name) => others[name]?.condition === 'service_completed_successfully')
    )
  );
  const without = all.filter(([name, { healthcheck }]) => !leaving.has(name) && !healthcheck).map(([name]) => name);
  expect(without).toEqual(['events']);
});

test('two profiles, and every volume is used', () => {
  expect(new Set(all.flatMap(([, { profiles = [] }]) => profiles))).toEqual(new Set(['events', 'stack']));
  const used = new Set(all.flatMap(([, service]) => service.volumes ?? []).map((volume) => volume.split(':')[0]));
  expect(Object.keys(volumes).filter((name) => !used.has(name))).toEqual([]);
});

describe.each(dockerfiles)('%s', (file) => {
  const instructions = instructionsIn(file);
  const stages = instructions.flatMap(({ name, text }) =>
    name === 'FROM' ? (/ AS (\S+)$/.exec(text)?.[1] ?? []) : []
  );

  test('starts from pinned images', () => {
    const defaults = new Map(
      instructions.flatMap(({ name, text }) => (name === 'ARG' ? [text.split('=') as [string, string]] : []))
    );
    const images = instructions
      .filter(({ name }) => name === 'FROM')
      .map(({ text }) =>
        (text.split(' ')[0] ?? '').replace(/\$\{(\w+)\}/, (_, name: string) => defaults.get(name) ?? '')
      );
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter((image) => !pinned.test(image))).toEqual([]);
  });

  test('copies what is there and not ignored', () => {
    const ignored = textIn('.dockerignore').trim().split('\n');
    for (const { text } of instructions.filter(({ name }) => name === 'COPY')) {
      const [, stage] = /^--from=(\S+)/.exec(text) ?? [];
      const sources = text.split(' ').slice(0, -1);
      if (stage !== undefined) {
        expect(stages).toContain(stage);
        continue;
      }
      expect(sources.filter((source) => !existsSync(path.join(root, source)))).toEqual([]);
      expect(sources.filter((source) => ignored.some((entry) => `${source}/`.startsWith(`${entry}/`)))).toEqual([]);
    }
  });
});

test('nobody else provides what the plugin brings along: Grafana refuses a second owner of a dashboard', () => {
  const mounted = (services.grafana?.volumes ?? []).map((volume) => volume.split(':')[1] ?? '');
  const provided = mounted.filter((target) => target.startsWith('/etc/grafana/provisioning/'));
  expect(provided.map((target) => path.basename(target)).sort()).toEqual(['datasources', 'plugins']);
});

test.each(['grafana', 'grafana-under-test'])(
  '%s is the version that the plugin is built against, or what is asked for',
  (name) => {
    const { build } = services[name] ?? {};
    const version = packageJson.devDependencies['@grafana/ui'];
    expect(build?.args?.GRAFANA_VERSION).toBe(`\${GRAFANA_VERSION:-${version}}`);
    expect(instructionsIn(build?.dockerfile ?? '')).toContainEqual({ name: 'ARG', text: `GRAFANA_VERSION=${version}` });
  }
);

test('the Grafana under test is one that nobody has prepared, and the stack is reached by its name', () => {
  const { volumes: mounted = [], environment = {} } = services['grafana-under-test'] ?? {};
  expect(mounted).toEqual([]);
  expect(Object.keys(environment)).toEqual(['GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS']);
  const { command = [] } = services.stack ?? {};
  expect(services).toHaveProperty(command[command.indexOf('--as') + 1] ?? '');
});

describe('whoever is named is a service', () => {
  const names = Object.keys(services);
  const known = (hosts: string[]) => {
    expect(hosts.length).toBeGreaterThan(0);
    expect(hosts.filter((host) => !names.includes(host))).toEqual([]);
  };

  interface Jobs {
    static_configs?: Array<{ targets: string[] }>;
    dns_sd_configs?: Array<{ names: string[] }>;
  }

  test('in Prometheus’ configuration', () => {
    const config = yamlIn<{ alerting: { alertmanagers: Jobs[] }; scrape_configs: Jobs[] }>(
      'provisioning/prometheus/prometheus.yml'
    );
    const jobs = [...config.alerting.alertmanagers, ...config.scrape_configs];
    known(
      jobs.flatMap((job) =>
        (job.static_configs ?? []).flatMap(({ targets }) => targets.map((at) => at.split(':')[0] ?? ''))
      )
    );
    const byName = config.scrape_configs.flatMap((job) => (job.dns_sd_configs ?? []).flatMap((each) => each.names));
    expect(byName).toEqual(clusters.map((cluster) => `alloy-${cluster}`));
    known(byName);
  });

  test('in Alertmanager’s', () => {
    const { receivers } = yamlIn<{ receivers: Array<{ webhook_configs?: Array<{ url: string }> }> }>(
      'provisioning/alertmanager/alertmanager.yml'
    );
    known(receivers.flatMap(({ webhook_configs: hooks = [] }) => hooks.map(({ url }) => hostOf(url))));
  });

  test('by Grafana’s data sources, of which the default one is always there', () => {
    const dataSources = readdirSync(path.join(root, 'provisioning/datasources')).flatMap(
      (file) =>
        yamlIn<{ datasources: Array<{ uid: string; url: string; isDefault?: boolean }> }>(
          `provisioning/datasources/${file}`
        ).datasources
    );
    known(dataSources.map(({ url }) => hostOf(url)));
    expect(new Set(dataSources.map(({ uid }) => uid)).size).toBe(dataSources.length);
    const [only, ...others] = dataSources.filter(({ isDefault }) => isDefault);
    expect(others).toEqual([]);
    expect(services[hostOf(only?.url ?? '')]?.profiles).toBeUndefined();
  });

  test('by whoever delivers events: one Alloy for each cluster, which knows its name', () => {
    const options = (services.events?.command ?? []).map((argument) =>
      /^--(at|push)=(?:([\w-]+)=)?(http.*)$/.exec(argument)
    );
    known(options.flatMap((found) => (found ? [hostOf(found[3] ?? '')] : [])));
    const pushed = options.flatMap((found) => (found?.[1] === 'push' ? [found] : []));
    expect(pushed.map((found) => found[2])).toEqual(clusters);
    for (const [, , cluster = '', url = ''] of pushed) {
      expect(hostOf(url)).toBe(`alloy-${cluster}`);
      expect(services[hostOf(url)]?.environment).toEqual({ CLUSTER: cluster });
    }
  });
});
