// Which texts of the en-US catalogue a reader of the nodes page needs. The others come with the parts that say them, or
// with none: the command line has words of its own.
import { buildSync, type Metafile } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(__dirname, '../..');

/**
 * Every key that a literal in these sources is, or that a template in them can become; plural forms go with their key. A
 * template of keys begins with the word before the first dot.
 */
export function keysSaidBy(sources: readonly string[], keys: readonly string[]): Set<string> {
  const { literals, forms } = saidIn(sources);
  const isSaid = (key: string) => literals.has(key) || forms.some((form) => form.test(key));
  return new Set(keys.filter((key) => isSaid(baseOf(key))));
}

/** A key without its plural form. */
export const baseOf = (key: string): string => key.replace(/_(?:one|other)$/, '');

/** All literals, and what templates of keys can become: a place in them is a word without a dot. */
export function saidIn(sources: readonly string[]): { literals: ReadonlySet<string>; forms: readonly RegExp[] } {
  const literals = new Set<string>();
  const forms: RegExp[] = [];
  for (const source of sources) {
    visit(ts.createSourceFile('source.tsx', source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX), (node) => {
      if (ts.isStringLiteralLike(node)) {
        literals.add(node.text);
      } else if (ts.isTemplateExpression(node) && /^\w+\./.test(node.head.text)) {
        forms.push(formOf(node));
      }
    });
  }
  return { literals, forms };
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function formOf({ head, templateSpans }: ts.TemplateExpression): RegExp {
  const parts = [head.text, ...templateSpans.map(({ literal }) => literal.text)];
  return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^.]+')}$`);
}

/** Sources of the module and of all that it imports at once; `import()` is followed where what comes later is wanted too. */
export function sourcesLoadedWith(entry: string, { withLater = false } = {}): string[] {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    external: ['*?later', '*?letters'],
    outdir: 'unwritten',
    format: 'esm',
    jsx: 'transform',
    logLevel: 'error',
  });
  const kinds = withLater ? ['import-statement', 'dynamic-import'] : ['import-statement'];
  return [...reached(entry, metafile.inputs, kinds)]
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
}

function reached(
  entry: string,
  inputs: Metafile['inputs'],
  kinds: readonly string[],
  seen = new Set<string>()
): Set<string> {
  if (!seen.has(entry)) {
    seen.add(entry);
    inputs[entry]?.imports
      .filter(({ kind, external }) => kinds.includes(kind) && external !== true)
      .forEach(({ path: imported }) => reached(imported, inputs, kinds, seen));
  }
  return seen;
}
