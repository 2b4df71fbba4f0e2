import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { grafanaImports, importsOf } from './grafanaImports';
import { missingExports } from './missingExports';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-compatibility-test-'));
  const library = path.join(folder, 'node_modules/@grafana/ui');
  mkdirSync(library, { recursive: true });
  writeFileSync(path.join(library, 'package.json'), JSON.stringify({ name: '@grafana/ui', types: 'index.d.ts' }));
  writeFileSync(path.join(library, 'inner.d.ts'), 'export interface Props {}');
  writeFileSync(path.join(library, 'index.d.ts'), "export * from './inner';\nexport declare const Button: string;");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads names as the library calls them, types too, and of Grafana alone', () => {
  const text = `import React from 'react';
    import { Button as Press, type Props } from '@grafana/ui';
    import { Alert } from '../components/Alert';`;
  expect(importsOf(text, 'a.tsx')).toEqual([
    { from: '@grafana/ui', name: 'Button', file: 'a.tsx' },
    { from: '@grafana/ui', name: 'Props', file: 'a.tsx' },
  ]);
});

it('finds what the plugin imports', () => {
  const imports = grafanaImports(path.resolve(__dirname, '../../src'));
  expect(imports).toContainEqual(expect.objectContaining({ from: '@grafana/data', name: 'AppPlugin' }));
});

it('says what a release does not export', () => {
  const named = (name: string) => ({ from: '@grafana/ui', name, file: 'a.tsx' });
  expect(missingExports(['Button', 'Props', 'Gone'].map(named), folder)).toEqual([named('Gone')]);
  expect(() => missingExports([{ from: '@grafana/none', name: 'Any', file: 'a.tsx' }], folder)).toThrow('has no types');
});
