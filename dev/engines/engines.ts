import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { compareVersions } from '../fleet/versions/version';

/** A program built from its Go module, whose go.mod and go.sum stand in the folder of the engine's name. */
interface Engine {
  module: string;
  /** The variable that the server takes its version from, where its source does not hold it. */
  versionVariable?: string;
  versionPrefix?: string;
  /** What its module gives: the file that the Go toolchain makes, and the name under which Debian has it. */
  commands: Readonly<Record<string, string>>;
  /** Build tags that leave out what the comparison does not use. */
  tags?: readonly string[];
  /** Takes a quarter of an hour of a core to build: only when it is named. */
  isHeavy?: boolean;
  /** Files that the build asks for and the module lacks: what their releases make of web pages, as file -> text. */
  lacking?: Readonly<Record<string, string>>;
}

const versionOfCommon = 'github.com/prometheus/common/version.Version';
const same = (...commands: string[]) => Object.fromEntries(commands.map((command) => [command, command]));

const engines = {
  prometheus: {
    module: 'github.com/prometheus/prometheus',
    versionVariable: versionOfCommon,
    commands: same('prometheus', 'promtool'),
    // Its targets are files and static lists here; the clouds' libraries are a third of the build.
    tags: ['remove_all_sd'],
  },
  'victoria-metrics': {
    module: 'github.com/VictoriaMetrics/VictoriaMetrics',
    versionVariable: 'github.com/VictoriaMetrics/VictoriaMetrics/lib/buildinfo.Version',
    commands: same('victoria-metrics', 'vmalert'),
  },
  alertmanager: {
    module: 'github.com/prometheus/alertmanager',
    versionVariable: versionOfCommon,
    commands: { alertmanager: 'prometheus-alertmanager', amtool: 'amtool' },
    lacking: {
      'ui/app/dist/elm/index.html': 'Built without its web pages.',
      'ui/app/dist/mantine/index.html': 'Built without its web pages.',
    },
  },
  'node-exporter': {
    module: 'github.com/prometheus/node_exporter',
    versionVariable: versionOfCommon,
    commands: { node_exporter: 'prometheus-node-exporter' },
  },
  etcd: {
    module: 'go.etcd.io/etcd/server/v3',
    commands: { server: 'etcd' },
  },
  kubernetes: {
    module: 'k8s.io/kubernetes',
    // Else it answers with the version of a build that nobody released.
    versionVariable: 'k8s.io/component-base/version.gitVersion',
    versionPrefix: 'v',
    commands: same('kube-apiserver', 'kubectl'),
    isHeavy: true,
  },
  loki: {
    module: 'github.com/grafana/loki/v3',
    versionVariable: 'github.com/grafana/loki/v3/pkg/util/build.Version',
    commands: same('loki'),
    isHeavy: true,
  },
  thanos: {
    module: 'github.com/thanos-io/thanos',
    versionVariable: versionOfCommon,
    commands: same('thanos'),
    // As its releases are built: it reads the memory of Prometheus' labels, and ends in a panic with any other kind.
    tags: ['slicelabels'],
    isHeavy: true,
  },
  jsonnet: {
    module: 'github.com/google/go-jsonnet',
    commands: same('jsonnet'),
  },
} as const satisfies Record<string, Engine>;

export type EngineName = keyof typeof engines;

export const engineNames = Object.keys(engines) as EngineName[];

export function isEngineName(value: string): value is EngineName {
  return engineNames.some((name) => name === value);
}

export function engine(name: EngineName): Engine {
  return engines[name];
}

export const moduleFolder = (name: EngineName): string => path.join(__dirname, name);

const goMod = (name: EngineName) => readFileSync(path.join(moduleFolder(name), 'go.mod'), 'utf8');

/** Of the server that is built; Prometheus tags the module of 3.16.0 as v0.316.0. */
export function engineVersion(name: EngineName): string {
  const { module } = engines[name];
  const tag = goMod(name)
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^require /, '')
        .split(' ')
    )
    .find(([path]) => path === module)?.[1];
  if (!tag) {
    throw new Error(`${name}/go.mod does not require ${module}`);
  }
  return tag.replace(/^v0\.3(\d\d)\./, (_, minor: string) => `3.${Number(minor)}.`).replace(/^v/, '');
}

/** Why these cannot be built here; undefined: they can. */
export function whyNoGo(names: readonly EngineName[] = engineNames): string | undefined {
  const needed = names
    .map((name) => /^go (\S+)$/m.exec(goMod(name))?.[1] ?? '0.0')
    .reduce((newest, version) => (compareVersions(version, newest) > 0 ? version : newest));
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env: process.env });
  if (status !== 0) {
    return `Go ${needed} or later is not here`;
  }
  const found = stdout.trim().replace(/^go/, '');
  return compareVersions(found, needed) < 0 ? `Go ${needed} or later is needed; this is ${found}` : undefined;
}

/** Where a build of these pinned versions, made in this way, stands outside the checkout; there or not. */
export function engineFolder(name: EngineName): string {
  const { tags, lacking, versionVariable, versionPrefix }: Engine = engines[name];
  const how = JSON.stringify({ tags, lacking, versionVariable, versionPrefix });
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${how}`);
  for (const file of ['go.mod', 'go.sum']) {
    hash.update(readFileSync(path.join(moduleFolder(name), file)));
  }
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(cache, 'memcg-kmem/engines', `${name}-${hash.digest('hex').slice(0, 12)}`);
}

/** A search path on which these engines' commands come before those of the machine, under the names that Debian gives them. */
export function enginesPath(): string {
  return [...engineNames.map(engineFolder), process.env.PATH ?? ''].join(path.delimiter);
}

export const isBuilt = (name: EngineName): boolean => existsSync(engineFolder(name));

/** The path of a built command. Throws where it has not been built. */
export function engineCommand(name: EngineName, command: string): string {
  const file = path.join(engineFolder(name), command);
  if (!existsSync(file)) {
    throw new Error(`${command} of ${name} is not built: npm run engines`);
  }
  return file;
}
