// Prints what the changelog says of a version, for the notes of its release: tsx dev/release/notes.ts v1.2.3
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { releaseNotes } from './changelog';

const root = path.resolve(__dirname, '../..');
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

try {
  const { version } = JSON.parse(text('package.json')) as { version: string };
  const tag = process.argv[2] ?? '';
  if (tag !== `v${version}`) {
    throw new Error(`The tag is "${tag}", and package.json calls this v${version}.`);
  }
  console.log(releaseNotes(text('CHANGELOG.md'), version));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
