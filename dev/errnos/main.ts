// npm run errnos: writes how libc and coreutils word their errors, in all languages of the packages `locales`,
// `libc-l10n` and `coreutils` of a Debian machine, into src/events/calls/wordings.json.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { wordingsIn } from './wordings';

const target = path.resolve(__dirname, '../../src/events/calls/wordings.json');
writeFileSync(target, `${JSON.stringify(wordingsIn('/usr/share/locale'), null, 2)}\n`);
