import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isRunbookId } from '../../src/runbook/options';
import { hasCommand } from '../launcher/debian';

const root = path.resolve(__dirname, '../..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'node_modules' || entry.name.startsWith('grafana-') ? [] : filesBelow(file, ending);
    }
    return entry.name.endsWith(ending) ? [file] : [];
  });
}

const runbookLink = /memcg-kmemleak-app\/runbook\/((?:\{\{(?:[^}]|\}(?!\}))*\}\}|[^?\s"')#{])*)/g;
const template = /\{\{(?:[^}]|\}(?!\}))*\}\}/g;
const linksIn = (text: string) => [...text.matchAll(runbookLink)].map(([, option]) => option ?? '');
/** The options a link names, each branch of a template one. */
const optionsIn = (text: string) =>
  linksIn(text)
    .flatMap((link) => link.split(template))
    .filter((part) => part !== '');

const alerts = filesBelow('alerts', '.yaml').filter((file) => !file.startsWith('alerts/tests'));
const dashboards = [...filesBelow('src/dashboards', '.json'), ...filesBelow('provisioning', '.json')];
const documents = ['README.md', 'src/README.md', ...filesBelow('docs', '.md'), ...filesBelow('deploy', '.md')];

describe('links to runbooks', () => {
  it('are there', () => {
    expect(alerts.flatMap((file) => linksIn(textOf(file))).length).toBeGreaterThan(5);
  });

  it.each([...alerts, ...dashboards, ...documents])('of %s lead to a runbook', (file) => {
    expect(optionsIn(textOf(file)).filter((option) => !isRunbookId(option))).toEqual([]);
  });

  it('that an alert takes from a label have a runbook for every value of it', () => {
    const values = alerts
      .flatMap((file) => linksIn(textOf(file)))
      .flatMap((link) => link.match(template) ?? [])
      // What only chooses between branches: their options are looked at above.
      .filter((each) => !/^\{\{ *(?:(?:if|with|else|end)\b|\$\w+ :=)/.test(each));
    expect([...new Set(values)].sort()).toEqual([
      '{{ $labels.fix }}',
      '{{ . | first | label "fix" }}',
      // Behind "with $labels.fix", where templates cannot ask.
      '{{ . }}',
    ]);
    const fixes = alerts.flatMap((file) =>
      [...textOf(file).matchAll(/"says", "\S+ \S+ ([^"(]+)"/g)].map(([, fix]) => fix)
    );
    expect(fixes.length).toBeGreaterThan(20);
    expect([...new Set(fixes)].filter((fix) => !isRunbookId(fix))).toEqual([]);
  });

  (hasCommand('jsonnet') ? it : it.skip)('of every row of the kernel table lead to a runbook', () => {
    const expression = `local waysOut = import '${root}/jsonnet/lib/waysOut.libsonnet';
      [waysOut.runbookOf(row) for row in (import '${root}/jsonnet/kernels.libsonnet').rows]`;
    const options = JSON.parse(execFileSync('jsonnet', ['-e', expression], { encoding: 'utf8' })) as string[];
    expect(options.length).toBeGreaterThan(20);
    expect(options.filter((option) => !isRunbookId(option))).toEqual([]);
  });
});
