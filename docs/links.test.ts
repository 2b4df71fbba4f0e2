import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const elsewhere = /^(node_modules|dist|coverage|test-results|\.demo|\.git|grafana-.*)$/;

function documentsBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return elsewhere.test(entry.name) ? [] : documentsBelow(file);
    }
    return entry.name.endsWith('.md') ? [file] : [];
  });
}

const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const withoutCode = (text: string) => text.replace(/^(```|~~~)[^]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');

/** The anchors that GitHub gives to headings: in lower case, punctuation gone, spaces as hyphens, a number for a repeat. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const headings = text.replace(/^(```|~~~)[^]*?^\1/gm, '').matchAll(/^#{1,6} +(.+?) *#*$/gm);
  for (const [, heading = ''] of headings) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '').replace(/ /g, '-');
    let anchor = slug;
    for (let repeat = 1; anchors.has(anchor); repeat++) {
      anchor = `${slug}-${repeat}`;
    }
    anchors.add(anchor);
  }
  return anchors;
}

/** Links, images and reference definitions that stay within the repository: neither with a host, nor paths within Grafana. */
function localLinks(text: string): string[] {
  const inline = [...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?(?: +"[^"]*")?\)/g)];
  const references = [...withoutCode(text).matchAll(/^\[[^\]]+\]: +(\S+)/gm)];
  return [...inline, ...references].map(([, target = '']) => target).filter((target) => !/^([a-z]+:|\/)/.test(target));
}

function isBroken(file: string, link: string): boolean {
  const [target = '', anchor] = decodeURIComponent(link).split('#', 2);
  const linked = target === '' ? file : path.join(path.dirname(file), target);
  if (linked.startsWith('..') || !existsSync(path.join(root, linked))) {
    return true;
  }
  return anchor !== undefined && linked.endsWith('.md') && !anchorsOf(textOf(linked)).has(anchor);
}

const documents = documentsBelow('.');

it('finds the documents and their links', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/runbooks/README.md', 'src/README.md']));
  expect(documents.flatMap((file) => localLinks(textOf(file))).length).toBeGreaterThan(20);
});

it.each(documents)('%s links to what exists', (file) => {
  expect(localLinks(textOf(file)).filter((link) => isBroken(file, link))).toEqual([]);
});

it('would see a missing file, a missing heading and a way out of the repository', () => {
  const broken = ['absent.md', '#absent', 'docs/quality.md#absent', '../outside.md'];
  expect(broken.filter((link) => isBroken('README.md', link))).toEqual(broken);
  expect(isBroken('README.md', '#see-it')).toBe(false);
});
