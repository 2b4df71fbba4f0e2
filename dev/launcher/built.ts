import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from '../../.config/webpack/build';

const distDir = path.resolve(__dirname, '../../dist');

/** Builds the plugin unless it has been built; what was built may be older than its sources. */
export async function ensureBuilt(say: (text: string) => void): Promise<void> {
  if (!existsSync(path.join(distDir, 'module.js'))) {
    say('Building the plugin: there is no dist/');
    await build('production');
  }
}
