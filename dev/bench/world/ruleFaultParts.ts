import { hour, minute } from '../../fleet/curves';
import { type RecordedSample } from '../promtoolRun';
import { askPage } from './askPage';
import { recordedAt } from './askRules';
import { inParallel } from './inParallel';
import { type Installation } from './installations';
import { type Saying, sayingsOf } from './pageScore';
import { type Part, share } from './report';
import { type RuleFault } from './ruleFaults';
import { trueStateAt } from './truth';

/** Before the failure and after it, in whole scrapes. */
const askedHours = [-12, 2];
const wholeScrape = (seconds: number) => Math.floor(seconds / (5 * minute)) * 5 * minute;

/** Whether the rules told anything of the failing and leaking nodes, and what the page made of what they had recorded. */
export async function ruleFaultParts(one: Installation, faults: readonly RuleFault[]): Promise<Part[]> {
  const moments = askedHours.map((hours) => wholeScrape(one.failureSeconds + hours * hour));
  const bare = sayingsOf(one, await askPage(one, moments));
  const rows = await inParallel(2, faults, async (fault) => {
    const made = new Map<number, RecordedSample[]>();
    for (const at of moments) {
      made.set(at, await madeBy(fault, one, at));
    }
    const recorded = new Map(
      [...made].map(([at, samples]) => [at, samples.filter((each) => each.labels.__name__ !== 'ALERTS')])
    );
    return [fault.id, alerted(one, made), ...saidShares(sayingsOf(one, await askPage(one, moments, recorded)))];
  });
  return [
    '### Rules as they fail',
    `The installation "${one.stack.id}", its rules evaluated at one moment 12 hours before its nodes fail and at one two hours after. A group that is absent stands for one that fails as well: nothing is recorded either way. A late one was evaluated four minutes before the others. The page reads what the rules have recorded where it finds it whole.`,
    {
      id: 'rules as they fail',
      head: [
        'rules',
        'faulty nodes with an alert, pending or firing',
        'page: failing or leaking told',
        'page: calm accused',
        'page: blind',
      ],
      rows: [['none; the page reads the exporters', '–', ...saidShares(bare)], ...rows],
    },
  ];
}

async function madeBy(
  { rules, late, seenSeconds }: RuleFault,
  { nodes }: Installation,
  at: number
): Promise<RecordedSample[]> {
  if (!late) {
    return recordedAt(nodes, rules, at, { seenSeconds });
  }
  const names = new Set(late.rules.groups.at(-1)?.rules.map(({ record, alert }) => record ?? alert));
  const all = await recordedAt(nodes, late.rules, at - late.bySeconds);
  const beside = all
    .filter(({ labels }) => names.has(labels.__name__) || names.has(labels.alertname))
    .map((sample) => ({ ...sample, ageSeconds: late.bySeconds }));
  return [...beside, ...(await recordedAt(nodes, rules, at, { beside }))];
}

function alerted({ nodes }: Installation, made: ReadonlyMap<number, readonly RecordedSample[]>): string {
  const faulty = [...made].flatMap(([at, samples]) => {
    const spoken = new Set(
      samples.flatMap(({ labels }) => (isAlert(labels) ? [`${labels.cluster ?? ''}/${labels.node ?? ''}`] : []))
    );
    return nodes
      .filter(({ truth }) => ['failing', 'leaking'].includes(trueStateAt(truth, at)))
      .map(({ cluster, name }) => spoken.has(`${cluster}/${name}`));
  });
  return share(faulty.filter(Boolean).length, faulty.length);
}

const isAlert = ({ __name__: name, alertname, severity }: RecordedSample['labels']) =>
  name === 'ALERTS' && severity !== 'info' && alertname !== 'MemcgKmemTelemetryMissing';

function saidShares(sayings: readonly Saying[]): string[] {
  const faulty = sayings.filter(({ real }) => real === 'failing' || real === 'leaking');
  const calm = sayings.filter(({ real }) => real === 'calm');
  return [
    share(faulty.filter(({ said }) => said === 'failing' || said === 'leaking').length, faulty.length),
    share(calm.filter(({ said }) => said === 'failing' || said === 'leaking').length, calm.length),
    share(sayings.filter(({ said }) => said === 'blind').length, sayings.length),
  ];
}
