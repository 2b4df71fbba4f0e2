import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { hasCommand } from '../dev/launcher/debian';

// Runs the commands of the installation pages as they stand there, into a folder instead of the root. A block is left
// out only when the line before it says that it was not run, with the reason, or which test runs it.
const root = path.resolve(__dirname, '..');
const pages = [
  'docs/install.md',
  ...readdirSync(path.join(root, 'docs/install')).map((file) => `docs/install/${file}`),
  ...['node-probe', 'events', 'collectors'].map((folder) => `deploy/${folder}/README.md`),
];

interface Block {
  page: string;
  before: string;
  language: string;
  text: string;
}

function blocks(page: string): Block[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/([^\n]*)\n\n```(\w*)\n([\s\S]*?)```/g)].map(
    ([, before = '', language = '', content = '']) => ({
      page,
      before,
      language,
      text: content,
    })
  );
}

const all = pages.flatMap(blocks);
const marked = ({ before }: Block) => /^Not run here \(.+\):$/.test(before) || /^Run by `.+`/.test(before);
const commands = all.filter((block) => block.language === 'sh' && !marked(block));
let destination: string;

beforeAll(() => (destination = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-install-'))));
afterAll(() => rmSync(destination, { recursive: true, force: true }));

test.each(commands.map((block) => [`${block.page}: ${block.text.split('\n')[0]}`, block] as const))(
  '%s',
  (_, block) => {
    const tool = /^(promtool|kubectl)/.exec(block.text)?.[1];
    if (tool !== undefined && !hasCommand(tool)) {
      console.warn(`${tool} is not installed, not run: ${block.text}`);
      return;
    }
    const output = execFileSync('sh', ['-eu', '-c', block.text], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, DESTDIR: destination },
    });
    if (block.text.includes('--print')) {
      expect(output).toMatch(/^memcg_kmem_cmdline_nokmem [01]$/m);
    }
  }
);

test('YAML on the pages parses', () => {
  const yaml = all.filter((block) => block.language === 'yaml');
  expect(yaml.length).toBeGreaterThan(0);
  yaml.forEach((block) => expect(parse(block.text)).toEqual(expect.any(Object)));
});

test('files that the pages name exist', () => {
  const named = pages.flatMap((page) => {
    const text = readFileSync(path.join(root, page), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => path.join(path.dirname(page), link));
    const paths = [...text.matchAll(/(?<![\w./-])(?:deploy|alerts)\/[\w./-]+\w/g)].map(([file]) => file);
    return [...links, ...paths];
  });
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
