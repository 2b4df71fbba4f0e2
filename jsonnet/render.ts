// npm run render: writes what jsonnet/ says into src/knowledge/, alerts/ and the dashboards. The rendered files are
// committed; render.test.ts fails when they differ.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { preferGoJsonnet } from '../dev/launcher/goJsonnet';

const root = path.resolve(__dirname, '..');
const generated = '# Rendered from jsonnet/ by "npm run render". Do not edit.\n';

/** Path from the project's root -> the file's text. Throws with what to install when jsonnet is missing. */
export function renderAll(): Map<string, string> {
  const files = JSON.parse(runJsonnet()) as Record<string, unknown>;
  return new Map(Object.entries(files).map(([file, content]) => [file, asText(file, content)]));
}

function runJsonnet(): string {
  try {
    return execFileSync('jsonnet', [path.join(root, 'jsonnet/render.jsonnet')], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error('jsonnet is not installed. On Debian: apt-get install jsonnet');
    }
    throw error;
  }
}

function asText(file: string, content: unknown): string {
  return file.endsWith('.yaml')
    ? generated + stringify(content, { lineWidth: 0, blockQuote: 'literal' })
    : `${JSON.stringify(content, null, 2)}\n`;
}

async function main(): Promise<void> {
  await preferGoJsonnet(console.log);
  for (const [file, text] of renderAll()) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    console.log(file);
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
