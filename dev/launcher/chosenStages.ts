import { type Stage } from './stages';

/** Needs the built plugin, and services that the other stages do not. */
export const browserStage = 'browser';

export interface Chosen {
  stages: readonly Stage[];
  withBrowser: boolean;
}

/**
 * What the arguments of "npm test" ask for: everything but the extra stages; `--with NAME`, one of those besides; `--quick`; or
 * stages by name, `--only NAME` once or several times.
 * Throws on a name that is no stage, and says which there are.
 */
export function chooseStages(all: readonly Stage[], args: readonly string[]): Chosen {
  const names = [...new Set(all.map(({ name }) => name)), browserStage];
  const wanted = new Set<string>();
  const besides = new Set<string>();
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const [option, given] = argument.split('=', 2);
    if (option === '--quick') {
      all.filter(({ isQuick }) => isQuick).forEach(({ name }) => wanted.add(name));
    } else if (option === '--only' || option === '--with') {
      const name = given ?? rest.shift() ?? '';
      if (!names.includes(name)) {
        throw new Error(`"${name}" is no stage of the tests. There are: ${names.join(', ')}`);
      }
      (option === '--only' ? wanted : besides).add(name);
    } else {
      throw new Error(`Cannot read "${argument}". Known: --quick, --with or --only NAME, one of ${names.join(', ')}`);
    }
  }
  const isEverything = wanted.size === 0;
  const withBrowser = isEverything || wanted.has(browserStage);
  return {
    // The browser tests load the built plugin.
    stages: all.filter(
      ({ name, isExtra }) =>
        (isEverything && !isExtra) || wanted.has(name) || besides.has(name) || (withBrowser && name === 'build')
    ),
    withBrowser,
  };
}
