import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { recordedForPage, stateSeries } from '../../signals/questions/recordedSeries';
import { answersOf, fixedKernel, leakingSignals, type NodeFacts, quietSignals, row } from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { type StubGrafana, stubGrafana } from '../../test/stubGrafana';
import { appPath } from '../shared/address/paths';
import PlanPage from './PlanPage';

const cluster = 'a';
const suspects: NodeFacts[] = [{ node: 'leaking', cluster, signals: leakingSignals }];
const exposed: NodeFacts[] = [{ node: 'exposed', cluster, signals: quietSignals }];
const clear: NodeFacts[] = [{ node: 'clear', cluster, kernel: fixedKernel, signals: quietSignals }];
const recorded = [
  row({ cluster, exporters: 'recorded' }, 1),
  ...recordedForPage.map((series) => row({ cluster, series }, 1)),
];
const isOfSuspects = (expr: string) => /^suspect:memcg_kmem_/.test(expr);

/** A server whose rules know one suspect, so many exposed nodes and as many clear ones as make them 5,000. */
function open(exposedCount: number, search = '') {
  const some = answersOf(suspects);
  const all = answersOf([...suspects, ...exposed, ...clear]);
  const besidesOf = (nodes: NodeFacts[], state: string) => [
    ...answersOf(nodes).facts,
    ...answersOf(nodes).memory,
    ...nodes.map(({ node }) => row({ __name__: stateSeries, cluster, node, state }, 1)),
  ];
  const stub = stubGrafana({
    recorded,
    states: [
      row({ cluster, state: 'exposed' }, exposedCount),
      row({ cluster, state: 'clear' }, 5_000 - 1 - exposedCount),
    ],
    facts: (expr) => (isOfSuspects(expr) ? some.facts : all.facts),
    memory: (expr) => (isOfSuspects(expr) ? some.memory : all.memory),
    besides: (expr) => [
      ...(expr.includes('state="exposed"') ? besidesOf(exposed, 'exposed') : []),
      ...(expr.includes('node=~"clear|') ? besidesOf(clear, 'clear') : []),
    ],
  });
  renderPage(<PlanPage />, `${appPath}/plan${search}`);
  return stub;
}

const inWaves = () => screen.queryAllByTestId('wave-node').map(({ dataset }) => dataset.node);
const untilPlanned = (nodes: string[]) => waitFor(() => expect(inWaves()).toEqual(nodes), { timeout: 10_000 });
const wholeAsked = ({ sent }: StubGrafana) => sent.some(({ refId, expr }) => refId === 'facts' && !isOfSuspects(expr));
const placesAsked = ({ sent }: StubGrafana) =>
  sent.filter(({ refId }) => refId === 'planFacts').map(({ expr }) => expr);

jest.setTimeout(30_000);

describe('the plan of a large fleet whose rules tell who is suspected', () => {
  it('asks for suspects and exposed ones, their zones alone, and counts the others', async () => {
    const stub = open(1);
    await untilPlanned(['leaking', 'exposed']);
    expect(screen.getByTestId('state-tile-clear')).toHaveTextContent('Clear4,998');
    expect(screen.getByTestId('state-tile-exposed')).toHaveTextContent('Exposed1');
    expect(wholeAsked(stub)).toBe(false);
    await waitFor(() => expect(placesAsked(stub)).toHaveLength(1));
    expect(placesAsked(stub)[0]).toContain('state!="exposed"');
    // None of those that a plan proposes is missing.
    expect(screen.queryByTestId('rest-of-fleet')).toBeNull();
  });

  it('plans no thousands unasked: says how many exposed ones there are, and loads them when told to', async () => {
    const stub = open(4_000);
    await untilPlanned(['leaking']);
    expect(screen.getByTestId('rest-of-fleet')).toHaveTextContent('Exposed 4,000');
    expect(wholeAsked(stub)).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Load them too' }));
    await untilPlanned(['leaking', 'exposed']);
    await waitFor(() => expect(placesAsked(stub).at(-1)).not.toContain('state!="exposed"'));
  });

  it('keeps the nodes of a plan in sight that are not suspected any more', async () => {
    const stub = open(1, '?nodes=a/clear,leaking&since=1795000000');
    await untilPlanned(['clear', 'leaking']);
    await waitFor(() =>
      expect(screen.getAllByTestId('wave-node').map(({ dataset }) => dataset.progress)).toEqual(['verifying', 'todo'])
    );
    expect(wholeAsked(stub)).toBe(false);
    expect(screen.getByTestId('state-tile-clear')).toHaveTextContent('Clear4,998');
  });
});
