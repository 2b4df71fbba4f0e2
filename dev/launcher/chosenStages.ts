import { type Stage } from './stages';

/** Needs the built plugin, and services that the other stages do not. */
export const browserStage = 'browser';

export interface Chosen {
  stages: readonly Stage[];
  withBrowser: boolean;
}

/**
 * What the arguments of "npm test" ask for: everything; `--quick`; or stages by name, `--only NAME` once or several times.
 * Throws on a name that is no stage, and says which there are.
 */
export function chooseStages(all: readonly Stage[], args: readonly string[]): Chosen {
  const names = [...all.map(({ name }) => name), browserStage];
  const wanted = new Set<string>();
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const [option, given] = argument.split('=', 2);
    if (option === '--quick') {
      all.filter(({ isQuick }) => isQuick).forEach(({ name }) => wanted.add(name));
    } else if (option === '--only') {
      const name = given ?? rest.shift() ?? '';
      if (!names.includes(name)) {
        throw new Error(`"${name}" is no stage of the tests. There are: ${names.join(', ')}`);
      }
      wanted.add(name);
    } else {
      throw new Error(`Cannot read "${argument}". Known: --quick, --only NAME with one of ${names.join(', ')}`);
    }
  }
  const isEverything = wanted.size === 0;
  const withBrowser = isEverything || wanted.has(browserStage);
  return {
    // The browser tests load the built plugin.
    stages: all.filter(({ name }) => isEverything || wanted.has(name) || (withBrowser && name === 'build')),
    withBrowser,
  };
}
