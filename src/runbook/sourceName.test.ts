import { kernelNotes } from '../kernel/kernelNotes';
import { runbookIds } from './options';
import { sourceName } from './sourceName';
import { sourcesOf } from './sources';

const ofKernels = kernelNotes.flatMap(({ sources }) => sources.map(({ url }) => url));
const cited = [...new Set([...ofKernels, ...runbookIds.flatMap(sourcesOf)])];

it.each(cited)('%s is cited by title, publisher and kind', (url) => {
  const { title = '', publisher = '' } = sourceName(url) ?? {};
  expect(title).not.toBe('');
  expect(publisher).not.toBe('');
  expect(title).not.toMatch(/^https?:/);
});

it('pages of one kind are named by what stands in their address', () => {
  expect(sourceName('https://github.com/kubernetes/kubernetes/issues/61937')).toEqual({
    title: 'kubernetes/kubernetes#61937',
    publisher: 'GitHub',
    kind: 'report',
  });
  expect(sourceName('https://man7.org/linux/man-pages/man2/open.2.html')?.title).toBe('open(2)');
  expect(sourceName('https://example.com/')).toBeUndefined();
});

it('no two cited pages of one runbook look alike', () => {
  for (const runbook of runbookIds) {
    const names = sourcesOf(runbook).map((url) => JSON.stringify(sourceName(url)));
    expect(new Set(names).size).toBe(names.length);
  }
});

it('the kernel table and the names agree on who is a vendor', () => {
  const vendors = kernelNotes.flatMap(({ sources }) => sources.filter(({ kind }) => kind === 'vendor'));
  for (const { url } of vendors) {
    expect([url, sourceName(url)?.kind]).not.toEqual([url, 'report']);
  }
});
