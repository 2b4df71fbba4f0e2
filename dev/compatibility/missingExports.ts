import path from 'node:path';
import ts from 'typescript';
import { type GrafanaImport } from './grafanaImports';

/** Those of the imports that the libraries in the folder's node_modules do not export. Throws where a library has no types. */
export function missingExports(imports: readonly GrafanaImport[], folder: string): GrafanaImport[] {
  const names = [...new Set(imports.map(({ from }) => from))];
  // A file that is never written: the compiler looks for libraries from where it stands.
  const entry = path.join(folder, 'entry.ts');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const text = names.map((name, index) => `import * as library${index} from '${name}';`).join('\n');
  host.getSourceFile = (file, ...rest) =>
    file === entry ? ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) : getSourceFile(file, ...rest);
  host.fileExists = (file) => file === entry || fileExists(file);
  const program = ts.createProgram([entry], options, host);
  const exported = exportsOf(program, entry);
  return imports.filter(({ from, name }) => !exported.get(from)?.has(name));
}

function exportsOf(program: ts.Program, entry: string): Map<string, Set<string>> {
  const checker = program.getTypeChecker();
  const statements = program.getSourceFile(entry)?.statements.filter(ts.isImportDeclaration) ?? [];
  return new Map(
    statements.map(({ moduleSpecifier }) => {
      const library = (moduleSpecifier as ts.StringLiteral).text;
      const symbol = checker.getSymbolAtLocation(moduleSpecifier);
      if (!symbol) {
        throw new Error(`${library} has no types.`);
      }
      return [library, new Set(checker.getExportsOfModule(symbol).map(({ name }) => name))];
    })
  );
}
