import path from 'node:path';
import { ensureEngine } from '../engines/build';
import { engineFolder, whyNoGo } from '../engines/engines';

/**
 * Puts Go's jsonnet before Debian's on the search path: rendering takes it a seventh of the time. Where it cannot be
 * built, Debian's goes on doing the same.
 */
export async function preferGoJsonnet(say: (text: string) => void): Promise<void> {
  const reason = whyNoGo(['jsonnet']) ?? (await whyNotBuilt(say));
  if (reason !== undefined) {
    say(`Rendering takes longer, with Debian's jsonnet. ${reason}`);
    return;
  }
  process.env.PATH = [engineFolder('jsonnet'), process.env.PATH ?? ''].join(path.delimiter);
}

async function whyNotBuilt(say: (text: string) => void): Promise<string | undefined> {
  try {
    await ensureEngine('jsonnet', say);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
