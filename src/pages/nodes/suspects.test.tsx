import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { recordedForPage } from '../../signals/questions/recordedSeries';
import { answersOf, fixedKernel, leakingSignals, type NodeFacts, quietSignals, row } from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { type StubGrafana, stubGrafana } from '../../test/stubGrafana';
import { nodesPath } from '../shared/address/paths';
import { NodesPage } from './NodesPage';

const suspects: NodeFacts[] = [{ node: 'worker-03', cluster: 'a', signals: leakingSignals }];
const calm: NodeFacts[] = [{ node: 'worker-01', cluster: 'b', kernel: fixedKernel, signals: quietSignals }];

const recorded = ['a', 'b'].flatMap((cluster) => [
  row({ cluster, exporters: 'recorded' }, 1),
  ...recordedForPage.map((series) => row({ cluster, series }, 1)),
]);
const isOfSuspects = (expr: string) => /^suspect:memcg_kmem_|node:memcg_kmem_suspect:bool/.test(expr);

/** A server whose rules call one node leaking, and suspect nothing of so many others, of which it stores one. */
function open(clear: number, { search = '', leaking = suspects, ...change }: Open = {}) {
  const some = answersOf(leaking);
  const all = answersOf([...leaking, ...calm]);
  const states = clear > 0 ? [row({ cluster: 'b', state: 'clear' }, clear)] : [];
  const stub = stubGrafana({
    ...all,
    recorded,
    states,
    facts: (expr) => (isOfSuspects(expr) ? some.facts : all.facts),
    memory: (expr) => (isOfSuspects(expr) ? some.memory : all.memory),
    ...change.answers,
  });
  renderPage(<NodesPage />, nodesPath + search);
  return stub;
}

interface Open {
  search?: string;
  leaking?: NodeFacts[];
  answers?: StubGrafana['answers'];
}

const names = () => screen.queryAllByTestId('node-row').map((each) => each.dataset.node);
const untilNames = (expected: readonly string[]) => waitFor(() => expect(names()).toEqual(expected));
const wholeAsked = ({ sent }: StubGrafana) => sent.some(({ refId, expr }) => refId === 'facts' && !isOfSuspects(expr));

beforeEach(() => localStorage.clear());

describe('a large fleet whose rules tell who is suspected', () => {
  it('shows the suspects, counts the others as the rules call them, and loads them when told to', async () => {
    const stub = open(4_900);
    await untilNames(['worker-03']);
    expect(screen.getByTestId('answer')).toHaveTextContent('1 node is leaking');
    expect(screen.getByTestId('state-tile-clear')).toHaveTextContent('Clear4,900');
    expect(screen.getByTestId('rest-of-fleet')).toHaveTextContent(
      '4,900 more nodes, not suspected by the rules: Clear 4,900.'
    );
    await waitFor(() => expect(stub.sent.map(({ refId }) => refId)).toContain('history'));
    expect(wholeAsked(stub)).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Load them too' }));
    await untilNames(['worker-03', 'worker-01']);
    expect(screen.queryByTestId('rest-of-fleet')).toBeNull();
    expect(screen.getByTestId('state-tile-clear')).toHaveTextContent('Clear1');
  });

  it('keeps the suspects in sight while the others are loaded, and says so', async () => {
    const stub = open(4_900);
    await untilNames(['worker-03']);
    stub.answers.memory = 'never';
    await userEvent.click(await screen.findByRole('button', { name: 'Load them too' }));
    await waitFor(() => expect(wholeAsked(stub)).toBe(true));
    await untilNames(['worker-03']);
    await waitFor(() => expect(screen.getByTestId('rest-of-fleet')).toHaveTextContent('Loading'));
    expect(names()).toEqual(['worker-03']);
  });

  it.each([
    ['a tile of theirs', () => userEvent.click(screen.getByTestId('state-tile-clear')), ['worker-01']],
    ['a search', () => userEvent.type(screen.getByPlaceholderText(/^Search node/), 'worker-01'), ['worker-01']],
  ])('loads the others for %s', async (_, look, found) => {
    open(4_900);
    await untilNames(['worker-03']);
    await look();
    await untilNames(found);
  });

  it('asks for everybody at once where the address looks further', async () => {
    const stub = open(4_900, { search: '?q=worker-01' });
    await untilNames(['worker-01']);
    expect(stub.sent.filter(({ refId }) => refId === 'facts')).toHaveLength(1);
  });

  it('says that none is affected where nobody is suspected, of all that were counted', async () => {
    open(5_000, { leaking: [], answers: {} });
    expect(await screen.findByTestId('answer')).toHaveTextContent('5,000 nodes checked, none affected');
  });

  it('says nothing of anybody before the suspects are there', async () => {
    const stub = open(4_900, { answers: { facts: 'never' } });
    await waitFor(() => expect(stub.sent.map(({ refId }) => refId)).toContain('states'));
    expect(screen.queryByTestId('state-tile-failing')).toBeNull();
    expect(screen.queryByTestId('answer')).toBeNull();
  });

  it('asks for everybody where the others cannot be counted', async () => {
    open(4_900, { answers: { states: { error: { status: 500 } } } });
    await untilNames(['worker-03', 'worker-01']);
  });
});

it('reads a small fleet whole by itself', async () => {
  open(1);
  await untilNames(['worker-03', 'worker-01']);
  expect(screen.queryByTestId('rest-of-fleet')).toBeNull();
});
