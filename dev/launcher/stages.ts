import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type Check } from './check';
import { countBats, countJest, countPromtool } from './counts';
import { enginesPath, engineFolder, whyNoGo } from '../engines/engines';
import { type DebianPackage } from './debian';

export const root = path.resolve(__dirname, '../..');
export const resultsDir = path.join(root, 'test-results');
// What the static checks remember of unchanged files.
const cache = (tool: string) => path.join(root, 'node_modules/.cache', tool);

/** A part of the tests that can be run alone; its checks run one after the other. */
export interface Stage {
  name: string;
  packages: readonly DebianPackage[];
  checks: readonly Check[];
  /** Part of "npm run test:quick". */
  isQuick?: boolean;
  /** Runs when it is named, or asked for beside everything else. */
  isExtra?: boolean;
  /** Takes little of a core: it runs beside the others from the beginning. */
  mostlyWaits?: boolean;
  /** What it finds depends on how soon servers answer: it waits until no other stage runs. */
  isAlone?: boolean;
  /** Why it cannot run here; undefined: it can. */
  whyNot?: () => string | undefined;
}

const npx = (name: string, args: string[], count?: Check['count']): Check => ({
  name,
  command: 'npx',
  args: ['--no-install', ...args],
  count,
});

const npmRun = (name: string, script: string): Check => ({ name, command: 'npm', args: ['run', '--silent', script] });

/** The sources of the rules, and what deploy/ offers to others. */
function jsonnetFiles(): string[] {
  return ['jsonnet', 'deploy'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(jsonnet|libsonnet)$/.test(file))
      .map((file) => path.join(root, folder, file))
  );
}

function jest(project: string, name = project, files: readonly string[] = []): Check {
  const report = path.join(resultsDir, `jest-${name.replaceAll(' ', '-')}.json`);
  const options = ['--selectProjects', project, '--runInBand', '--json', `--outputFile=${report}`, '--silent'];
  return npx(`jest: ${name}`, ['jest', ...files, ...options], () => countJest(report));
}

/** Two stages of one name, each with half of a project's files: the longest would keep one core busy while the other waits. */
function jestHalves({ name, ...stage }: Omit<Stage, 'checks'>): Stage[] {
  return [1, 2].map((half): Stage => {
    const check = jest(name, `${name} ${half} of 2`);
    return { ...stage, name, checks: [{ ...check, args: [...check.args, `--shard=${half}/2`] }] };
  });
}

function checkRules(name: string, promtool: string): Check {
  return { name, command: promtool, args: ['check', 'rules', path.join(root, 'alerts/memcg-kmem.rules.yaml')] };
}

function ruleChecks(): Check[] {
  const ruleTests = path.join(root, 'alerts/tests');
  return [
    checkRules('promtool check rules', 'promtool'),
    ...readdirSync(ruleTests).map((file): Check => {
      const testFile = path.join(ruleTests, file);
      return {
        name: `promtool test rules ${file}`,
        command: 'promtool',
        args: ['test', 'rules', testFile],
        count: (succeeded, output) => countPromtool(testFile, succeeded, output),
      };
    }),
  ];
}

const nodeProbe: Check = {
  name: 'node probe (bats)',
  command: 'bats',
  args: ['--formatter', 'tap', path.join(root, 'deploy/node-probe/tests')],
  count: (_, output) => countBats(output),
};

/** Written for Debian's servers, and run once more with today's in their place. */
const serverTests = [
  'alerts/loadedRules',
  'alerts/alertmanager',
  'alerts/grafanaRules',
  'src/rules/ruleFiles',
  'dev/quality/kernelTable',
  'dev/fleet/versions/realNodeExporter',
].map((file) => `${file}.test.ts`);

/** The servers of today, built from their modules: in place of Debian's where tests name a program, and beside them. */
function enginesStage(): Stage {
  return {
    name: 'engines',
    packages: ['prometheus', 'prometheus-alertmanager', 'jsonnet'],
    isExtra: true,
    isAlone: true,
    whyNot: () => whyNoGo(),
    checks: [
      npx('engines built', ['tsx', 'dev/engines/main.ts']),
      checkRules('promtool 3 check rules', path.join(engineFolder('prometheus'), 'promtool')),
      jest('engines'),
      { ...jest('programs', 'programs-on-engines', serverTests), env: { PATH: enginesPath() } },
    ],
  };
}

/** All but the browser tests, the longest first: they are taken up in this order, a few at once. */
export function stages(): Stage[] {
  return [
    enginesStage(),
    ...jestHalves({
      name: 'programs',
      packages: [
        'prometheus',
        'prometheus-alertmanager',
        'victoria-metrics',
        'prometheus-node-exporter',
        'jsonnet',
        'busybox',
        'shellcheck',
        'ansible-core',
      ],
    }),
    ...jestHalves({ name: 'pages', packages: [] }),
    ...jestHalves({ name: 'unit', packages: [], isQuick: true }),
    {
      name: 'lint',
      packages: [],
      checks: [
        npx('lint', [
          'eslint',
          '.',
          '--max-warnings',
          '0',
          '--cache',
          '--cache-strategy',
          'content',
          '--cache-location',
          cache('eslint'),
        ]),
      ],
      isQuick: true,
    },
    {
      name: 'types',
      packages: [],
      checks: [npx('types', ['tsc', '--noEmit', '-p', '.', '--incremental', '--tsBuildInfoFile', cache('types')])],
      isQuick: true,
    },
    { name: 'build', packages: [], checks: [npx('package within budget', ['tsx', 'dev/release/package.ts'])] },
    {
      name: 'formatting',
      packages: ['jsonnet'],
      checks: [
        npx('formatting', [
          'prettier',
          '--check',
          '.',
          '--cache',
          '--cache-strategy',
          'content',
          '--cache-location',
          cache('formatting'),
        ]),
        { name: 'jsonnet formatting', command: 'jsonnetfmt', args: ['--test', ...jsonnetFiles()] },
      ],
    },
    {
      name: 'imports',
      packages: [],
      checks: [npmRun('import directions', 'imports')],
      isQuick: true,
    },
    { name: 'dead-code', packages: [], checks: [npmRun('no dead code or dependency', 'dead-code')] },
    { name: 'rules', packages: ['prometheus'], checks: ruleChecks() },
    // Busybox' timeout(1) keeps each pipe open for a second.
    { name: 'probe', packages: ['bats', 'busybox'], checks: [nodeProbe], mostlyWaits: true },
  ];
}
