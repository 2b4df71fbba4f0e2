import { build, type Plugin } from 'esbuild';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { installHostLibraries, librariesRoot, type GrafanaVersion } from './libraries';

export interface BuildOptions {
  grafana: GrafanaVersion;
  outDir: string;
}

const pageDir = path.join(__dirname, 'page');

/**
 * Everything the page imports comes from one set of libraries, in its CommonJS form: the ES form of @grafana/* is
 * `.mjs`, for which bundlers give CommonJS dependencies a different default export than Grafana's own build does.
 */
function pinLibraries(root: string): Plugin {
  return {
    name: 'pin-libraries',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.pluginData === 'resolved' || !args.importer.startsWith(pageDir)) {
          return undefined;
        }
        if (args.path.startsWith('@grafana/') && args.path.includes('/dist/')) {
          return { path: path.join(root, 'node_modules', args.path) };
        }
        // SystemJS is the host's own tool, no library of a release.
        const resolveDir = args.path.startsWith('systemjs/') ? args.resolveDir : root;
        return build.resolve(args.path, { kind: 'require-call', resolveDir, pluginData: 'resolved' });
      });
    },
  };
}

/** The packages leave Grafana's fonts out; asking for them would put an error on every page's console. */
const installedFonts: Plugin = {
  name: 'installed-fonts',
  setup(build) {
    build.onLoad(
      { filter: /@grafana[/\\]ui[/\\]dist[/\\]cjs[/\\](?:themes[/\\]GlobalStyles[/\\]fonts|index)\.cjs$/ },
      async ({ path: file }) => {
        const source = await readFile(file, 'utf8');
        const contents = source.replace(
          /url\('\$\{fontRoot\}(inter|roboto)\/[^']*'\) format\('woff2'\)/g,
          (_whole, family: string) => {
            return family === 'inter' ? `local('Inter')` : `local('Roboto Mono')`;
          }
        );
        return { contents, loader: 'js' };
      }
    );
  },
};

/** A third of all code, which Grafana fetches only for CodeEditor: that component does not work in the host. */
const withoutMonaco: Plugin = {
  name: 'without-monaco',
  setup(build) {
    build.onResolve({ filter: /^monaco-editor(?:\/|$)/ }, ({ path: name }) => ({ path: name, namespace: 'absent' }));
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

function newestInput(root: string): number {
  const sources = readdirSync(pageDir).map((name) => path.join(pageDir, name));
  return Math.max(
    ...[...sources, __filename, path.join(root, 'package-lock.json')].map((file) => statSync(file).mtimeMs)
  );
}

function isFresh(output: string, root: string): boolean {
  return existsSync(output) && statSync(output).mtimeMs > newestInput(root);
}

/** Answers whether it had to build. */
export async function buildHost({ grafana, outDir }: BuildOptions): Promise<boolean> {
  const root = librariesRoot(grafana);
  await installHostLibraries(grafana);
  if (isFresh(path.join(outDir, 'host.js'), root)) {
    return false;
  }
  await build({
    entryPoints: { host: path.join(pageDir, `grafana-${grafana}.ts`) },
    outdir: outDir,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'transform',
    // Libraries in UMD form must not register themselves with SystemJS's `define`.
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis', define: 'undefined' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.ttf': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl' },
    logLevel: 'error',
    plugins: [pinLibraries(root), installedFonts, withoutMonaco],
  });
  return true;
}
