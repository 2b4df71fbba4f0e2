import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const page = fs.readFileSync(path.join(root, 'docs/command-line.md'), 'utf8');
const blocks = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);

/** The commands of a block, each with the lines that it is said to print. */
function examplesOf(block: string): Array<{ command: string; printed: string[] }> {
  const examples: Array<{ command: string; printed: string[] }> = [];
  for (const line of block.trimEnd().split('\n')) {
    if (line.startsWith('$ ')) {
      examples.push({ command: line.slice(2), printed: [] });
    } else {
      examples.at(-1)?.printed.push(line);
    }
  }
  return examples;
}

/** What npx starts is the package's own command; what kubectl prints stands in a file. */
const shell = `npx() { shift; node ${JSON.stringify(path.join(root, 'bin/memcg-kmem.mjs'))} "$@" 2>&1; }
kubectl() { cat events.json; }
`;

it('has examples', () => {
  expect(blocks.flatMap(examplesOf).length).toBeGreaterThan(4);
});

it.each(blocks)('prints what the page shows: %s', (block) => {
  const examples = examplesOf(block);
  const script = examples.map(({ command }) => `status=$?; echo '$ '; (exit $status); ${command}`).join('\n');
  const output = execFileSync('bash', ['-c', `${shell}${script}\ntrue`], {
    cwd: path.join(root, 'docs/command-line'),
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C', LC_ALL: '' },
  });
  const [, ...outputs] = output.split('$ \n');
  for (const [index, { printed }] of examples.entries()) {
    // Dots stand for any lines.
    const parts = printed.join('\n').split(/^\.\.\.$\n?/m);
    const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(?:.*\\n)*');
    expect(outputs[index]?.trimEnd()).toMatch(
      new RegExp(`^${pattern.replace(/\\n$/, '')}${printed.at(-1) === '...' ? '' : '$'}`)
    );
  }
});
