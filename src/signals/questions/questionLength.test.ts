import recordedSignals from '../../knowledge/recorded.json';
import { type Answers } from '../answer';
import { type NodeQuestionId, type SeriesRow } from '../series';
import { defaultSettings, selectorsOf, stackIds, type Settings } from '../settings/settings';
import { coverageQuestions } from './coverageQuestions';
import { overviewQueries, podNodesQuery } from './fleetQueries';
import { nodeQuestions } from './nodeQuestions';
import { addressBytes, sentFor } from './parts';
import { planQuestions } from './planQuestions';
import { type Query } from './question';
import { recordedForPage, recordedQuery, unrecordedQuery } from './recordedSeries';
import { besidesQuery, statesQuery, suspectQueries } from './suspectQueries';

// Many proxies take 8 kB of address, and a data source may be set to ask with GET: some of it is left for the rest.
const longestBytes = 7_000;
const longestRecordedBytes = 2_000;

const usual = defaultSettings();
const recorded = { series: new Set(recordedForPage), isForLong: true, unrecorded: [] };
const row = (labels: Record<string, string>): SeriesRow => ({ labels, values: [[1, 1]] });

/** What is sent for these, by length. */
function lengthsOf(queries: ReadonlyArray<Query | undefined>): Array<[id: string, bytes: number]> {
  return queries.flatMap((query) =>
    query && 'expr' in query && query.kind !== 'logs'
      ? sentFor(query)
          .flat()
          .map((expr): [string, number] => [query.id, addressBytes(expr)])
      : []
  );
}

const longer = (lengths: ReturnType<typeof lengthsOf>, than: number) => lengths.filter(([, bytes]) => bytes > than);

const node = { cluster: 'production-eu-1', node: 'ip-10-120-44-17.eu-central-1.compute.internal' };

/** All that a node page asks of a node with one exporter that fails and has as many stuck pods as are asked for. */
function nodePage(settings: Settings): Array<Query | undefined> {
  const exporter = { ...node, instance: '10.120.44.17:9100' };
  const pods = Array.from({ length: 50 }, (_, i) => ({ ...node, pod: `checkout-service-7d9f8b6c5-x${i}z4q` }));
  const answers = {
    ...answer('where', [exporter]),
    ...answer('stuckPods', pods),
    ...answer('events', [{ ...node, matched: 'true' }]),
  };
  const span = { fromSeconds: 0, atSeconds: 86_400 };
  const every = nodeQuestions({ ...node, isClusterKnown: true }, settings, span, undefined);
  const failing = nodeQuestions({ ...node, isClusterKnown: true }, settings, span, ['failing']);
  const homeless = every.find(({ id }) => id === 'homes')?.queryAfter(answer('where', [node]));
  return [...every, ...failing].map((each) => each.queryAfter(answers)).concat(homeless);
}

function answer(id: NodeQuestionId, labels: ReadonlyArray<Record<string, string>>): Answers<NodeQuestionId> {
  const span = { fromSeconds: 0, atSeconds: 0, stepSeconds: 0 };
  return { [id]: { kind: 'series', rows: labels.map(row), expr: '', ...span } };
}

const pages: Array<[string, (settings: Settings) => Array<Query | undefined>]> = [
  ['overview', (settings) => [...overviewQueries(settings), podNodesQuery([row({ pod: 'a' })], settings)]],
  ['coverage', (settings) => coverageQuestions(settings).map((each) => each.queryAfter({}))],
  ['plan', (settings) => planQuestions(settings, [node.node]).map((each) => each.queryAfter({}))],
  ['node', nodePage],
];

describe('nothing that is sent is too long for an address', () => {
  const stacks = stackIds.map((stack) => [stack, { ...usual, stack, selectors: selectorsOf(stack, {}) }] as const);

  it.each(pages.flatMap(([page, queriesOf]) => stacks.map((stack) => [page, ...stack, queriesOf] as const)))(
    'by the page %s with the selectors of %s',
    (_page, _stack, settings, queriesOf) => {
      const lengths = lengthsOf(queriesOf(settings));
      expect(longer(lengths, longestBytes)).toEqual([]);
      expect(longer(lengths, 1_000).length).toBeGreaterThan(0);
    }
  );

  it('of a node, whatever there is to ask of it', () => {
    const asked = new Set(lengthsOf(nodePage(usual)).map(([id]) => id));
    const all = nodeQuestions({ ...node, isClusterKnown: true }, usual, { fromSeconds: 0, atSeconds: 1 });
    expect([...asked].sort()).toEqual(all.map(({ id }) => id).sort());
  });
});

describe('nothing is over 2 kB', () => {
  it('of what reads what the rules have recorded, or is asked beside it', () => {
    const asked = [
      ...overviewQueries(usual, recorded),
      ...suspectQueries,
      statesQuery,
      recordedQuery(usual),
      unrecordedQuery(usual, [row({})]),
      podNodesQuery([row({ pod: 'a' })], usual),
    ];
    expect(Object.keys(recordedSignals).length).toBeGreaterThan(20);
    expect(longer(lengthsOf(asked), longestRecordedBytes)).toEqual([]);
  });

  it('of nodes that events name beside the suspects, however many', () => {
    const lengths = Array.from({ length: 200 }, (_, count) => {
      const names = Array.from({ length: count }, (__, i) => `worker-${i}.eu-west-1.compute.internal`);
      const [only] = lengthsOf([besidesQuery(usual, recorded, { names, areExposedAsked: true })]);
      return only?.[1] ?? 0;
    });
    expect(Math.max(...lengths)).toBeLessThanOrEqual(longestRecordedBytes);
    expect(lengths[3]).toBeGreaterThan(lengths[0] ?? 0);
  });
});
