import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** A built plugin: what stands in each file, by path from its folder, with forward slashes. */
export type PluginFiles = ReadonlyMap<string, Uint8Array>;

export function pluginFilesIn(distDir: string): PluginFiles {
  const names = readdirSync(distDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(distDir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(path.join(distDir, name)))]));
}

/**
 * The archive that `grafana cli` unpacks: one folder, named after the plugin. The same files and moment give the same bytes,
 * wherever it is made.
 */
export function zipPlugin(pluginId: string, files: PluginFiles, madeAt: Date): Uint8Array {
  const options = { mtime: wallClock(madeAt), os: 3, attrs: (0o100644 << 16) >>> 0, level: 9 as const };
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) {
    entries[`${pluginId}/${name}`] = [files.get(name) ?? new Uint8Array(), options];
  }
  return zipSync(entries);
}

/** The format keeps a wall clock without its zone: that of UTC, so that the zone of the machine changes nothing. */
function wallClock(moment: Date): Date {
  const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()];
  return new Date(year, month, day, moment.getUTCHours(), moment.getUTCMinutes(), moment.getUTCSeconds());
}
