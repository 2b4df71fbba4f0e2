import { diagnose, type NodeEvidence, proofOf } from '../../diagnosis';
import { defaultThresholds } from '../../diagnosis/thresholds';
import { sourceWords } from '../../locales/TextProvider';
import { proofMarkdown } from './proofSummary';

const day = 86_400;
const atSeconds = 1_760_000_000;
const key = { cluster: 'prod-a', node: 'worker-17' };

function summary(changes: Partial<NodeEvidence>, named = key): string {
  const evidence: NodeEvidence = {
    key: named,
    atSeconds,
    kernelRelease: '3.10.0-1160.83.1.el7.x86_64',
    slabUnreclaimableBytes: 3e8,
    slabSteadyGrowthBytesPerDay: 0,
    bootTimeSeconds: atSeconds - 2 * day,
    nokmemRunning: true,
    kmemAccountingOn: false,
    cgroupCreates15m: 3,
    podStarts15m: 3,
    slabHistory: [],
    stuckPods: [],
    events: [],
    ...changes,
  };
  const proof = proofOf(evidence, diagnose(evidence));
  const pageUrl = 'https://grafana.example.org/a/memcg-kmemleak-app/runbook/nokmem';
  return proofMarkdown({ proof, evidence, key: named, thresholds: defaultThresholds, pageUrl }, sourceWords());
}

it('says that the fix has held, and what that rests on', () => {
  const lines = summary({}).split('\n');
  expect(lines[0]).toMatch(/^\*\*Verified\*\*: `worker-17` \(`prod-a`\)\. The fix has held since .+\.$/);
  expect(lines).toContain('- Fix running: Passed. nokmem is on the running command line.');
  expect(lines).toContain('- Accounting is off: Passed. The node probe sees it off on pods.');
  expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(5);
  expect(lines.at(-2)).toContain('<https://grafana.example.org/a/memcg-kmemleak-app/runbook/nokmem>');
});

it('says what is still awaited', () => {
  expect(summary({ bootTimeSeconds: atSeconds - day / 2 })).toMatch(/\*\*Verifying\*\*.*at the earliest, in 12 h/);
});

it('lets no text from the cluster become markup', () => {
  const text = summary({ kernelRelease: '5.15.0-*bold*-[x](http://evil)' }, { cluster: 'a`b', node: '@here *n*' });
  expect(text).toContain('`@here *n*`');
  expect(text).toContain('``a`b``');
  expect(text).not.toMatch(/[^\\]\*bold/);
});
