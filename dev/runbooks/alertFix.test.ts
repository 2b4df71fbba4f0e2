import { readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnose, type NodeEvidence } from '../../src/diagnosis';
import { kernelExamples } from '../../src/kernel/kernelExamples.fixture';
import rules from '../../src/knowledge/rules.json';
import { likelyCause } from '../../src/diagnosis/likelyCause';
import { adviceFor, recommendedWayOut, runbookFor } from '../../src/runbook/advice';

const GiB = 1024 ** 3;
const day = 86400;
const at = 1_795_000_000;

/** What an alert's template can see of a node: labels of its kernel's recorded row, what grows, and the likeliest cause. */
interface Recorded {
  fix: string | undefined;
  growth: string | undefined;
  cause: string | undefined;
}

const groups: ReadonlyArray<{
  rules: ReadonlyArray<{ alert?: string; annotations?: { runbook_url: string }; expr: string }>;
}> = rules.groups;
const urls = new Map(
  groups.flatMap((group) =>
    group.rules.flatMap(({ alert, annotations }) => (alert && annotations ? [[alert, annotations.runbook_url]] : []))
  )
);

/** The runbook of an alert about one node: as much of Go's templates as the links use, and no more. */
function runbookOf(alert: string, seen: Recorded): string {
  const [, option = ''] = /\/runbook\/((?:\{\{.*?\}\}(?!\})|[^?{])*)/.exec(urls.get(alert) ?? '') ?? [];
  const tokens = option.match(/\{\{.*?\}\}(?!\})|[^{]+/g) ?? [];
  // Of each open block: whether the branch being read is taken, and whether one has been.
  const open: Array<{ isTaken: boolean; wasTaken: boolean }> = [];
  let text = '';
  for (const token of tokens) {
    const [, keyword, rest = ''] = /^\{\{ (if|with|else if|else|end)?(.*) \}\}$/.exec(token) ?? [];
    const block = open.at(-1);
    if (keyword === 'if' || keyword === 'with') {
      const isTaken = holds(rest, seen);
      open.push({ isTaken, wasTaken: isTaken });
    } else if (keyword?.startsWith('else') && block) {
      block.isTaken = !block.wasTaken && (keyword === 'else' || holds(rest, seen));
      block.wasTaken ||= block.isTaken;
    } else if (keyword === 'end') {
      open.pop();
    } else if (open.every(({ isTaken }) => isTaken) && !rest.includes(':=')) {
      text += token.startsWith('{{') ? (seen.fix ?? '') : token;
    }
  }
  return text;
}

function holds(condition: string, { fix, growth, cause }: Recorded): boolean {
  if (condition.includes('growth') && condition.includes('directories')) {
    return growth === 'directories';
  }
  if (condition.includes('node:memcg_kmem_likely_cause:info')) {
    return cause !== undefined;
  }
  const [, compared] = /^ eq \$cause "(.+)"$/.exec(condition) ?? [];
  if (compared !== undefined) {
    return compared === cause;
  }
  expect(condition).toContain('node:memcg_kmem_kernel:info');
  return fix !== undefined;
}

const recordedFixes = new Map(
  [
    ...readFileSync(path.resolve(__dirname, '../../alerts/memcg-kmem.rules.yaml'), 'utf8').matchAll(
      /"says", "(\S+) \S+ (\S+)", ""/g
    ),
  ].map(([, row = '', fix = '']) => [row, fix])
);

const kernels: Array<{ row: string; fix: string | undefined; release: string | undefined }> = [
  ...kernelExamples.map(({ id, examples }) => ({ row: id, fix: recordedFixes.get(id), release: examples[0] })),
  { row: 'not known', fix: undefined, release: undefined },
];

const quiet: Partial<NodeEvidence> = { slabUnreclaimableBytes: GiB, slabSteadyGrowthBytesPerDay: 0 };
const crowded = { memoryCgroups: 50_000, memoryCgroupsGrowthPerDay: 5_000 };
const refused = {
  reason: 'FailedCreatePodContainer',
  message: 'mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1: cannot allocate memory',
  count: 9,
};

interface Situation {
  evidence: Partial<NodeEvidence>;
  alert: string;
  growth?: string;
}

const retried = {
  cgroupCreates15m: 75,
  podStarts15m: 0,
  stuckPods: [{ namespace: 'a', pod: 'b', reason: 'ContainerCreating' }],
};

/** Each state in which an alert of this bundle fires for a node. */
const situations: Record<string, Situation> = {
  failing: { evidence: { ...quiet, events: [refused] }, alert: 'MemcgKmemCreationFailing' },
  'failing, directories left behind': {
    evidence: { ...quiet, ...crowded, liveMemoryCgroups: 49_000, events: [refused] },
    alert: 'MemcgKmemCreationFailing',
    growth: 'directories',
  },
  'failing without a text': { evidence: { ...quiet, ...retried }, alert: 'MemcgKmemCreationFailing' },
  'failing while memory is short': {
    evidence: { ...quiet, events: [refused], memoryAvailableBytes: GiB },
    alert: 'MemcgKmemCreationFailing',
  },
  'failing with accounting off': {
    evidence: { ...quiet, ...retried, kmemAccountingOn: false },
    alert: 'MemcgKmemCreationFailing',
  },
  'leaking slab': {
    evidence: { slabUnreclaimableBytes: 3 * GiB, slabSteadyGrowthBytesPerDay: GiB },
    alert: 'MemcgKmemLeakGrowing',
    growth: 'slab',
  },
  'leaking cgroups': { evidence: { ...quiet, ...crowded }, alert: 'MemcgKmemLeakGrowing', growth: 'cgroups' },
  'leaving directories': {
    evidence: { ...quiet, ...crowded, liveMemoryCgroups: 49_000 },
    alert: 'MemcgKmemLeakGrowing',
    growth: 'directories',
  },
  'near the limit': { evidence: { ...quiet, ...crowded }, alert: 'MemcgKmemIdLimitNear', growth: 'cgroups' },
  'near the limit, directories left behind': {
    evidence: { ...quiet, ...crowded, liveMemoryCgroups: 49_000 },
    alert: 'MemcgKmemIdLimitNear',
    growth: 'directories',
  },
  exposed: { evidence: quiet, alert: 'MemcgKmemKernelExposed' },
  unseen: { evidence: {}, alert: 'MemcgKmemTelemetryMissing' },
  'protected in vain': { evidence: { ...quiet, kmemAccountingOn: true }, alert: 'MemcgKmemProtectionIneffective' },
};

/** What the page knows and the alert's link does not: facts that rule out what the kernel calls for. */
const moreKnown: Record<string, Partial<NodeEvidence>> = {
  'nothing more': {},
  'nokmem ignored': { nokmemRunning: true, kmemAccountingOn: true },
  'programs without kmem': { kubeletVersion: 'v1.24.0', containerRuntimeVersion: 'containerd://1.6.33' },
};

function judged(release: string | undefined, changes: Partial<NodeEvidence>) {
  const evidence: NodeEvidence = {
    key: { node: 'n' },
    atSeconds: at,
    kernelRelease: release,
    kubeletVersion: 'v1.18.20',
    containerRuntimeVersion: 'docker://18.9.1',
    bootTimeSeconds: at - 9 * day,
    memoryTotalBytes: 256 * GiB,
    memoryAvailableBytes: 200 * GiB,
    slabHistory: [],
    stuckPods: [],
    events: [],
    ...changes,
  };
  return { evidence, diagnosis: diagnose(evidence) };
}

describe.each(Object.entries(situations))('an alert about a node that is %s', (_, { evidence, alert, growth }) => {
  it.each(kernels)('on $row links to the fix that the page recommends', ({ fix, release }) => {
    const node = judged(release, evidence);
    const linked = runbookOf(alert, { fix, growth, cause: likelyCause(node.diagnosis) });
    expect(linked).toBe(alertCanFire(alert, fix, node) ? runbookFor(node) : linked);
  });

  it.each(Object.keys(moreKnown))(
    'with %s: where the two differ, the page that is linked turns the reader',
    (known) => {
      for (const { fix, release } of kernels) {
        const node = judged(release, { ...evidence, ...moreKnown[known] });
        if (!alertCanFire(alert, fix, node)) {
          continue;
        }
        const linked = runbookOf(alert, { fix, growth, cause: likelyCause(node.diagnosis) });
        const isTurned = adviceFor(node).some(({ option, isRuledOut }) => option === linked && isRuledOut);
        expect([release, runbookFor(node) === linked || isTurned]).toEqual([release, true]);
      }
    }
  );
});

/** An alert that takes its link from the label fires for kernels of the table only; growth of slab alone, not on fixed ones. */
function alertCanFire(alert: string, fix: string | undefined, { diagnosis }: ReturnType<typeof judged>): boolean {
  if (alert === 'MemcgKmemLeakGrowing' && diagnosis.state !== 'leaking') {
    return false;
  }
  return fix !== undefined || !(urls.get(alert) ?? '').includes('$labels.fix');
}

it('differs where the page sees that what the kernel calls for would change nothing', () => {
  const el79 = '3.10.0-1160.83.1.el7.x86_64';
  const el76 = '3.10.0-957.21.3.el7.x86_64';
  expect(recommendedWayOut(judged(el79, moreKnown['nokmem ignored'] ?? {}))).toBe('runtime');
  expect(recommendedWayOut(judged(el76, moreKnown['nokmem ignored'] ?? {}))).toBe('runtime');
  expect(recommendedWayOut(judged(el76, {}))).toBe('nokmem');
});
