// npm run stack: from a fresh clone to the servers of the browser tests, with nothing but Node.
import { runWithLibraries } from './libraries.mjs';

runWithLibraries('dev/launcher/serveStack.ts', process.argv.slice(2));
