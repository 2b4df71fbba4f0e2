// npm test: from a fresh clone to every test, with nothing but Node.
import { runWithLibraries } from './libraries.mjs';

runWithLibraries('dev/launcher/test.ts', process.argv.slice(2));
