// What the validator of Grafana's plugin catalogue asks of a package, as far as a package alone can show it. After the list of
// its analyzers: https://github.com/grafana/plugin-validator#analyzers
import { type PluginFiles } from './archive';

export interface PluginJson {
  id: string;
  type: string;
  name: string;
  info: {
    description?: string;
    keywords?: string[];
    author?: { name?: string };
    logos?: { small?: string; large?: string };
    screenshots?: Array<{ name: string; path: string }>;
    links?: Array<{ name: string; url: string }>;
    version?: string;
    updated?: string;
  };
  includes?: Array<{ type: string; path?: string }>;
  dependencies?: { grafanaDependency?: string };
}

/** One sentence for each thing that the catalogue would object to. */
export function catalogueProblems(files: PluginFiles): string[] {
  const text = (name: string) => new TextDecoder().decode(files.get(name) ?? new Uint8Array());
  const missing = ['plugin.json', 'module.js', 'README.md', 'CHANGELOG.md', 'LICENSE'].filter(
    (name) => !files.has(name)
  );
  if (missing.includes('plugin.json')) {
    return ['plugin.json is missing'];
  }
  const plugin = JSON.parse(text('plugin.json')) as PluginJson;
  return [
    ...missing.map((name) => `${name} is missing`),
    ...metadataProblems(plugin),
    ...pathProblems(plugin, files),
    ...readmeProblems(text('README.md')),
    ...changelogProblems(text('CHANGELOG.md'), plugin.info.version ?? ''),
    ...codeProblems(files, text),
    ...logoProblems(plugin, text),
  ];
}

function metadataProblems({ id, type, info, dependencies }: PluginJson): string[] {
  const { description = '', keywords = [], author, screenshots = [], links = [], version = '', updated = '' } = info;
  return problemsOf([
    [!/^[a-z0-9]+-[a-z0-9]+-app$/.test(id) || type !== 'app', `the id ${id} is not <organisation>-<name>-app`],
    [description === '' || description.length > 250, 'the description is missing or long'],
    [/grafana-toolkit/.test(description), 'the description speaks of tools'],
    [keywords.length === 0 || new Set(keywords).size < keywords.length, 'there are no keywords, or the same one twice'],
    [!author?.name, 'there is no author'],
    [screenshots.length === 0, 'there are no screenshots'],
    [screenshots.some(({ name }) => name === ''), 'a screenshot has no name'],
    [links.length === 0, 'there are no links'],
    [
      links.some(({ name, url }) => name === '' || !url.startsWith('https://')),
      'a link has no name or no https address',
    ],
    [!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version), `"${version}" is no version`],
    [!/^\d{4}-\d{2}-\d{2}$/.test(updated), `"${updated}" is no date`],
    [!/^[<>=^~]*\d+\.\d+\.\d+(?:-0)?/.test(dependencies?.grafanaDependency ?? ''), 'grafanaDependency is no range'],
  ]);
}

function pathProblems({ info, includes = [] }: PluginJson, files: PluginFiles): string[] {
  const named = [
    ...Object.values(info.logos ?? {}),
    ...(info.screenshots ?? []).map(({ path }) => path),
    ...includes.flatMap(({ type, path }) => (type === 'dashboard' && path !== undefined ? [path] : [])),
  ];
  return [...new Set(named)]
    .filter((name) => !files.has(name))
    .map((name) => `plugin.json names ${name}, which is not there`);
}

function readmeProblems(readme: string): string[] {
  const targets = [...readme.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)[^)]*\)/g)];
  return problemsOf([
    [readme.trim().length < 500, 'the README says next to nothing'],
    [/\b(?:yarn|npm|nodejs|webpack)\b/i.test(readme), 'the README speaks of how the plugin is built'],
    [/<img\b/i.test(readme), 'the README holds images as HTML'],
    ...targets
      .filter(([, , target = '']) => !/^https:\/\/|^#/.test(target))
      .map(([, mark, target]): [boolean, string] => [
        true,
        `the ${mark === '!' ? 'image' : 'link'} ${target} of the README leads nowhere in the catalogue`,
      ]),
  ]);
}

function changelogProblems(changelog: string, version: string): string[] {
  const headings = [...changelog.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
  const unclear = headings.filter(
    (heading) => !/^(?:Unreleased|\d+\.\d+\.\d+(?: \(\d{4}-\d{2}-\d{2}\))?)$/.test(heading)
  );
  return problemsOf([
    [!headings.some((heading) => heading.split(' ')[0] === version), `the changelog has no section ${version}`],
    ...unclear.map((heading): [boolean, string] => [true, `the section "${heading}" of the changelog is no version`]),
  ]);
}

/** What is shipped runs in the browser alone, and its source maps hold the sources they speak of. */
function codeProblems(files: PluginFiles, text: (name: string) => string): string[] {
  const names = [...files.keys()];
  const scripts = names.filter((name) => name.endsWith('.js'));
  const tracking = /google-analytics|googletagmanager|segment\.com|hotjar|mixpanel/;
  return problemsOf([
    [names.some((name) => /(?:^|\/)gpx_|\.(?:exe|so|dll)$/.test(name)), 'there is a program in the package'],
    [names.some((name) => /(?:^|\/)(?:node_modules|\.git)\//.test(name)), 'there are development files in the package'],
    ...scripts.flatMap((name): Check[] => [
      [!files.has(`${name}.map`), `${name} has no source map`],
      [tracking.test(text(name)), `${name} holds a tracking script`],
      [
        /jsx-runtime|__SECRET_INTERNALS|findDOMNode|ReactDOM\.render\b/.test(text(name)),
        `${name} needs what React 19 no longer has`,
      ],
    ]),
    ...names
      .filter((name) => name.endsWith('.map'))
      .map((name): Check => [!hasSources(text(name)), `${name} lacks its sources`]),
  ]);
}

function hasSources(map: string): boolean {
  const { sources, sourcesContent } = JSON.parse(map) as { sources?: unknown[]; sourcesContent?: unknown[] };
  return sources !== undefined && sources.length > 0 && sources.length === sourcesContent?.length;
}

function logoProblems({ info }: PluginJson, text: (name: string) => string): string[] {
  const logos = [...new Set(Object.values(info.logos ?? {}))];
  return problemsOf([
    [logos.length === 0, 'there is no logo'],
    ...logos.map((name): Check => [!/\.svg$/.test(name), `the logo ${name} is no SVG`]),
    ...logos.map((name): Check => [
      /<script|\bon\w+=|<foreignObject|javascript:/i.test(text(name)),
      `${name} is unsafe`,
    ]),
  ]);
}

type Check = readonly [isSo: boolean, problem: string];

function problemsOf(checks: readonly Check[]): string[] {
  return checks.flatMap(([isSo, problem]) => (isSo ? [problem] : []));
}
