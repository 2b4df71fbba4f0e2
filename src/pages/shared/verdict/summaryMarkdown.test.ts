import fc from 'fast-check';
import { sourceWords } from '../../../locales/TextProvider';
import { fleetOf } from '../../../test/fleetOf';
import { quietSignals } from '../../../test/answers';
import { codeSpan, escapeMarkdown, summaryMarkdown } from './summaryMarkdown';

const parts = {
  headline: '1 node cannot create pods.',
  atSeconds: 1_795_000_000,
  pageUrl: 'https://grafana.example/a/x',
};

describe('summaryMarkdown', () => {
  it('lists the affected nodes with their reasons', () => {
    const nodes = fleetOf([
      { node: 'worker-17', cluster: 'prod-a', signals: quietSignals, refused: 30278 },
      { node: 'quiet', signals: quietSignals },
    ]);
    const summary = summaryMarkdown({ ...parts, nodes }, sourceWords());
    expect(summary).toContain(
      '- `worker-17` (`prod-a`): Failing: kernel-memory accounting leaks cgroups; Memory cgroups refused 30,278 times'
    );
    expect(summary).toContain('`3.10.0-1160.83.1.el7.x86_64`');
    expect(summary).not.toContain('quiet');
  });

  it('keeps a hostile node name inside its code span', () => {
    const nodes = fleetOf([{ node: '`a`](javascript:x)\n# @channel', signals: quietSignals, refused: 3 }]);
    expect(summaryMarkdown({ ...parts, nodes }, sourceWords())).toContain('- `` `a`](javascript:x) # @channel ``: ');
  });
});

describe('codeSpan', () => {
  it('never lets its content close the fence or start a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', ' ', '\n', '\u202e', '*') }), (hostile) => {
        const [, fence = '', content = ''] = /^(`+)([^]*)\1$/.exec(codeSpan(hostile)) ?? [];
        expect(fence).not.toBe('');
        expect(content.match(/`+/g) ?? []).not.toContain(fence);
        expect(codeSpan(hostile)).not.toMatch(/[\n\u202e]/);
      })
    );
  });
});

describe('escapeMarkdown', () => {
  it('makes marks plain', () => {
    expect(escapeMarkdown('[a](b) <c> *d* @here\n# e')).toBe('\\[a\\](b) \\<c\\> \\*d\\* \\@here \\# e');
  });
});
