import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One name, value or type, that a file of the plugin imports from a library of Grafana's. */
export interface GrafanaImport {
  from: string;
  name: string;
  /** Path from src/; of several files, the first. */
  file: string;
}

/** What the plugin imports from `@grafana/*`, each name once; tests aside. */
export function grafanaImports(src: string): GrafanaImport[] {
  const found = new Map<string, GrafanaImport>();
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith(`test${path.sep}`)) {
      for (const each of importsOf(readFileSync(path.join(src, file), 'utf8'), file)) {
        found.set(`${each.from} ${each.name}`, found.get(`${each.from} ${each.name}`) ?? each);
      }
    }
  }
  return [...found.values()];
}

export function importsOf(text: string, file: string): GrafanaImport[] {
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) {
      return [];
    }
    const from = statement.moduleSpecifier.text;
    const bindings = statement.importClause?.namedBindings;
    if (!from.startsWith('@grafana/') || !bindings || !ts.isNamedImports(bindings)) {
      return [];
    }
    return bindings.elements.map((each) => ({ from, name: (each.propertyName ?? each.name).text, file }));
  });
}
