import { parseArgs } from 'node:util';

export interface Request {
  kind: 'read';
  /** None: standard input. `-` is standard input too. */
  files: string[];
  isJson: boolean;
  /** What the text does not say: the kernel's release. */
  kernel?: string;
  /** What the text does not say: the node's name. */
  node?: string;
}

export type Asked = Request | { kind: 'help' } | { kind: 'version' } | { kind: 'wrong'; what: string };

/** What the words of the command line ask for. */
export function parseArguments(words: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        kernel: { type: 'string' },
        node: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    });
    if (values.help) {
      return { kind: 'help' };
    }
    const { kernel, node } = values;
    return values.version
      ? { kind: 'version' }
      : { kind: 'read', files: positionals, isJson: values.json, kernel, node };
  } catch (error) {
    return { kind: 'wrong', what: error instanceof Error ? error.message : String(error) };
  }
}
