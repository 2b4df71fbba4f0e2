import { type Compiler, dependencies, type javascript, type WebpackPluginInstance } from 'webpack';

/** Puts short names in the place of the literals that are keys of texts. Source maps stay true. */
export class ShortKeysPlugin implements WebpackPluginInstance {
  constructor(private readonly names: ReadonlyMap<string, string>) {}

  apply({ hooks }: Compiler): void {
    hooks.compilation.tap('ShortKeys', (_, { normalModuleFactory }) => {
      normalModuleFactory.hooks.parser
        .for('javascript/auto')
        .tap('ShortKeys', (parser: javascript.JavascriptParser) => this.follow(parser));
    });
  }

  private follow(parser: javascript.JavascriptParser): void {
    parser.hooks.program.tap('ShortKeys', (program) => {
      for (const { text, range } of literalsIn(program)) {
        const name = this.names.get(text);
        if (name !== undefined) {
          const put = new dependencies.ConstDependency(JSON.stringify(name), range);
          parser.state.module.addPresentationalDependency(put);
        }
      }
    });
  }
}

interface Literal {
  text: string;
  range: [number, number];
}

/** Strings of a program, as ESTree has them. */
function literalsIn(node: unknown): Literal[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  const { type, value, range } = node as Partial<Record<string, unknown>>;
  return type === 'Literal'
    ? typeof value === 'string'
      ? [{ text: value, range: range as [number, number] }]
      : []
    : Object.values(node).flatMap(literalsIn);
}
