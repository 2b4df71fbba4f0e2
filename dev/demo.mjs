// npm run demo: from a fresh clone to the page, with nothing but Node.
import { runWithLibraries } from './libraries.mjs';

runWithLibraries('dev/launcher/demo.ts', process.argv.slice(2));
