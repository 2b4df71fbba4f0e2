// What the page says of every archetype, and of each with part of its evidence gone, held against the evidence.
import { defaultThresholds as thresholds, diagnose, type NodeEvidence, proofOf } from '../../src/diagnosis';
import { idUseOf } from '../../src/diagnosis/idUse';
import { classifyKernel } from '../../src/kernel';
import { kernelExamples } from '../../src/kernel/kernelExamples.fixture';
import { proofText } from '../../src/locales/proofWording';
import { sourceWords } from '../../src/locales/words';
import {
  forecastQualifier,
  forecastText,
  reasonText,
  recoveringText,
  verdictSentence,
} from '../../src/locales/wording';
import { adviceFor } from '../../src/runbook/advice';
import { evidenceOf } from './evidenceOf';
import { fleet } from './fleet';

const now = 1_700_000_000;
const words = sourceWords();
const { text } = words;

/** Evidence is lost a field at a time, and a source at a time. */
function withPartGone(evidence: NodeEvidence): Array<[gone: string, evidence: NodeEvidence]> {
  const fields = (Object.keys(evidence) as Array<keyof NodeEvidence>).filter(
    (field) => !['key', 'atSeconds', 'slabHistory', 'stuckPods', 'events'].includes(field)
  );
  const without = (...gone: Array<keyof NodeEvidence>): NodeEvidence =>
    Object.assign({}, evidence, Object.fromEntries(gone.map((field) => [field, undefined])));
  return [
    ['nothing', evidence],
    ...fields.map((field): [string, NodeEvidence] => [field, without(field)]),
    ['the history', { ...evidence, slabHistory: [] }],
    ['the events', { ...evidence, events: [] }],
    ['the texts of events', { ...evidence, events: evidence.events.map((each) => ({ ...each, message: undefined })) }],
    ['the pods', { ...evidence, stuckPods: [] }],
    [
      'all figures of memory',
      without('slabUnreclaimableBytes', 'slabReclaimableBytes', 'memoryTotalBytes', 'memoryAvailableBytes'),
    ],
    ['the versions', without('kernelRelease', 'osImage', 'kubeletVersion', 'containerRuntimeVersion')],
    ['all but events', { key: evidence.key, atSeconds: now, slabHistory: [], stuckPods: [], events: evidence.events }],
  ];
}

interface Said {
  evidence: NodeEvidence;
  sentence: string;
}

/** Every sentence about the node that the page makes out of its evidence. */
function saidOf(evidence: NodeEvidence): Said[] {
  const diagnosis = diagnose(evidence);
  const proof = proofOf(evidence, diagnosis);
  const { forecast, otherForecast, kernel } = diagnosis;
  const release = kernel.release ?? text('unknownRelease');
  const forecasts = [forecast, ...(otherForecast ? [otherForecast] : [])]
    .filter(({ kind }) => kind !== 'none')
    .map((each) =>
      text('node.outlook.range', {
        forecast: forecastText(each, words),
        qualifier: forecastQualifier(each, words) ?? '',
      })
    );
  const node = { evidence, diagnosis };
  return [
    verdictSentence(diagnosis, evidence.key.node, words),
    recoveringText(node, words) ?? '',
    ...forecasts,
    ...diagnosis.reasons.map((reason) => reasonText(reason, words)),
    proofText(proof, now, words),
    ...adviceFor(node).map((advice) => text(advice.words, { release })),
  ].map((sentence) => ({ evidence, sentence }));
}

type Demand = (said: Said) => boolean;

const kernelOf = ({ evidence }: Said) => classifyKernel(evidence.kernelRelease);
const kernelIs =
  (...classes: Array<ReturnType<typeof kernelOf>['class']>): Demand =>
  (said) =>
    classes.includes(kernelOf(said).class);
const nokmemIs =
  (...kinds: Array<ReturnType<typeof kernelOf>['nokmem']>): Demand =>
  (said) =>
    kinds.includes(kernelOf(said).nokmem);
const any =
  (...demands: Demand[]): Demand =>
  (said) =>
    demands.some((demand) => demand(said));
const all =
  (...demands: Demand[]): Demand =>
  (said) =>
    demands.every((demand) => demand(said));
const never: Demand = () => false;

const isRefused: Demand = ({ evidence: { events } }) =>
  events.some(({ message = '' }) => /mkdir .*(?:cannot allocate memory|no space left)/.test(message));
const isRetried: Demand = ({ evidence: { cgroupCreates15m = 0, podStarts15m = Infinity, stuckPods } }) =>
  stuckPods.length > 0 && cgroupCreates15m > podStarts15m;
const isGrowing: Demand = ({ evidence }) => (evidence.slabSteadyGrowthBytesPerDay ?? 0) > 0;
const isMultiplying: Demand = ({ evidence }) => (evidence.memoryCgroupsGrowthPerDay ?? 0) > 0;
const hasMany: Demand = ({ evidence: { memoryCgroups = 0, slabEntries = 0 } }) =>
  memoryCgroups >= thresholds.memoryCgroupsHigh || slabEntries >= thresholds.slabEntriesCritical;
const ofMemory = ({ evidence: { memoryAvailableBytes: available, memoryTotalBytes: total } }: Said) =>
  available === undefined || total === undefined ? undefined : available / total;
const isSafe: Demand = any(
  ({ evidence }) => evidence.kmemAccountingOn === false || evidence.nokmemRunning === true,
  kernelIs('fixed', 'protected-by-default')
);

/** What a sentence may be said of: all that is in it has to be there. */
const demands: ReadonlyArray<readonly [says: RegExp, of: Demand]> = [
  [/cannot create memory cgroups, so/, any(isRefused, isRetried)],
  [/Memory cgroups refused/, isRefused],
  [/is growing towards/, any(isGrowing, isMultiplying)],
  [/Time left before it may fail/, any(isGrowing, isMultiplying)],
  [/until memory runs out/, all(isGrowing, ({ evidence }) => evidence.memoryAvailableBytes !== undefined)],
  [/until cgroup IDs run out/, any(isMultiplying, isGrowing)],
  [/IDs used up/, any(isRefused, hasMany)],
  [/accounting leaks cgroups/, kernelIs('affected', 'partially-fixed', 'unknown')],
  [/removed cgroups are kept/, any(hasMany, all(isGrowing, kernelIs('affected')))],
  [
    /directories are left behind/,
    ({ evidence: { liveMemoryCgroups: live = 0, memoryCgroups: counted = Infinity } }) => live > counted / 2,
  ],
  [/genuine memory shortage|Only .+ of memory/, (said) => (ofMemory(said) ?? 1) < thresholds.memoryShortRatio],
  [/no shortage/, (said) => (ofMemory(said) ?? 0) >= thresholds.memoryAmpleRatio],
  [/grows steadily/, isGrowing],
  [/is not growing/, ({ evidence }) => evidence.slabSteadyGrowthBytesPerDay !== undefined],
  [/is protected/, isSafe],
  [/The fix (?:is running|has held)/, isSafe],
  [/is not affected/, kernelIs('fixed')],
  [/was running before/, ({ evidence }) => evidence.nokmemRanBefore === true],
  [/A fixed kernel was running before/, never],
  [/set for the next boot but not/, ({ evidence }) => evidence.nokmemConfiguredNotRunning === true],
  [/accounting is found to be off/, ({ evidence }) => evidence.kmemAccountingOn === false],
  [/accounting is (?:found to be )?on\b/, ({ evidence }) => evidence.kmemAccountingOn === true],
  [/^Kernel \S+ is affected/, kernelIs('affected')],
  [/[Kk]ernel \S+ is not fixed/, kernelIs('affected', 'partially-fixed', 'protected-by-default')],
  [/[Kk]ernel \S+ is fixed/, kernelIs('fixed')],
  [/supports nokmem/, nokmemIs('supported')],
  [/does not reliably honour/, nokmemIs('unreliable')],
  [/has no such parameter/, nokmemIs('unavailable')],
  [
    /that of EL 7\.9 does/,
    ({ evidence: { kernelRelease = '' } }) => /^3\.10(?:\.0)?(?:-\d{2,3}\b|$)/.test(kernelRelease),
  ],
  [/kubelet here is older/, ({ evidence: { kubeletVersion = '' } }) => /^v1\.(?:\d|1\d|2[01])\./.test(kubeletVersion)],
  [/parameter runs/, ({ evidence }) => evidence.nokmemRunning === true],
  [
    /no kernel of this system/,
    ({ evidence: { osImage = '', kernelRelease = '' } }) => /7|Linux 2/.test(osImage + kernelRelease),
  ],
  [/in 0–(?:[4-9]\d|\d{3,})/, never],
];

function unfounded(said: Said): string[] {
  return demands.flatMap(([says, of]) =>
    says.test(said.sentence) && !of(said) ? [`${String(says)}: ${said.sentence}`] : []
  );
}

/** Every figure of a reason, as the evidence has it or makes it. */
function figuresOf(evidence: NodeEvidence): number[] {
  const { memoryAvailableBytes: available, memoryTotalBytes: total, slabUnreclaimableBytes: slab } = evidence;
  const { slabReclaimableBytes: reclaimable, memoryCgroups = NaN, liveMemoryCgroups = NaN } = evidence;
  const sums = [/mkdir .*cannot allocate/, /^(?!.*mkdir)/].map((of) =>
    evidence.events.filter(({ message = '' }) => of.test(message)).reduce((sum, { count }) => sum + count, 0)
  );
  const each = evidence.events.map(({ count }) => count);
  const share = (part = NaN, whole = NaN) => part / whole;
  return [
    ...Object.values(evidence).filter((value) => typeof value === 'number'),
    ...sums,
    ...each,
    evidence.events.reduce((sum, { count }) => sum + count, 0),
    evidence.stuckPods.length,
    memoryCgroups - liveMemoryCgroups,
    share(available, total),
    share(slab, total),
    share(reclaimable, (reclaimable ?? NaN) + (slab ?? NaN)),
  ];
}

describe.each(fleet.map((node) => [node.archetype, node] as const))('%s', (_, node) => {
  const whole = evidenceOf(node, now);

  it('is what its evidence says it is', () => {
    const { state, cause } = diagnose(whole);
    expect({ state, cause }).toEqual(node.expected);
  });

  it.each(withPartGone(whole))('says nothing that is not in its evidence, where %s is gone', (_gone, evidence) => {
    expect(saidOf(evidence).flatMap(unfounded)).toEqual([]);
  });

  it.each(withPartGone(whole))(
    'is under a threshold that it is said to be under, where %s is gone',
    (_gone, evidence) => {
      for (const { key, value, threshold } of diagnose(evidence).reasons) {
        const isUnder = key === 'slabGrowingSlowly' || key === 'slabFlat';
        expect([key, isUnder && (value?.value ?? 0) >= (threshold?.value ?? 0)]).toEqual([key, false]);
      }
    }
  );

  it('has no figure in its reasons that is not measured', () => {
    const figures = figuresOf(whole);
    for (const { key, value } of diagnose(whole).reasons) {
      const isMeasured =
        value === undefined || figures.some((figure) => Math.abs(figure - value.value) <= 1e-6 * Math.abs(figure));
      expect([key, value?.value, isMeasured]).toEqual([key, value?.value, true]);
    }
  });
});

describe('on every kernel of the table', () => {
  const [failing] = fleet;
  const seen = failing && evidenceOf(failing, now);
  it.each(kernelExamples.map(({ id, examples: [release] }) => [id, release] as const))('%s', (_, kernelRelease) => {
    const failingThere = { ...seen, kernelRelease, osImage: undefined } as NodeEvidence;
    const calmThere = { ...failingThere, events: [], stuckPods: [], slabEntries: 200, cgroupCreates15m: 0 };
    for (const evidence of [failingThere, { ...calmThere, slabSteadyGrowthBytesPerDay: 0 }]) {
      expect(saidOf(evidence).flatMap(unfounded)).toEqual([]);
    }
  });
});

describe('a single sign', () => {
  const nothing: NodeEvidence = { key: { node: 'n' }, atSeconds: now, slabHistory: [], stuckPods: [], events: [] };
  const slub =
    'SLUB: Unable to allocate memory on node -1 (gfp=0x80d0)\n  cache: kmalloc-64(7:8a1fb2c0), object size: 64';

  it('of SLUB gives no date and no figure', () => {
    const alone: NodeEvidence = {
      ...nothing,
      kernelRelease: '3.10.0-1160.el7.x86_64',
      events: [{ reason: 'KernelLog', message: slub, count: 1 }],
    };
    const said = saidOf(alone);
    expect(said.map(({ sentence }) => sentence).filter((sentence) => /may fail:|\d+–\d+|days/.test(sentence))).toEqual(
      []
    );
    expect(said.flatMap(unfounded)).toEqual([]);
    expect(idUseOf(alone, diagnose(alone), thresholds)).toMatchObject({ kind: 'notCounted' });
  });
});
