import { locationService } from '@grafana/runtime';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { defaultSettings, type ParsedSettings, parseSettings } from '../../signals/settings/settings';
import { answersOf, fixedKernel, leakingSignals, type NodeFacts, quietSignals } from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { prometheusSource, type StubGrafana, stubGrafana } from '../../test/stubGrafana';
import { fleetQuestionIds } from '../../signals/series';
import { nodesPath } from '../shared/address/paths';
import { NodesPage } from './NodesPage';

const fleet: NodeFacts[] = [
  { node: 'worker-17', cluster: 'prod-a', signals: leakingSignals, refused: 30278 },
  { node: 'worker-03', cluster: 'prod-a', signals: leakingSignals },
  { node: 'worker-01', cluster: 'prod-b', kernel: fixedKernel, signals: quietSignals },
];

const whole: ParsedSettings = { settings: defaultSettings(), problems: [] };

function open(
  answers: StubGrafana['answers'] = answersOf(fleet),
  search = '',
  parsed = whole,
  sources = [prometheusSource()]
) {
  const stub = stubGrafana(answers, sources);
  renderPage(<NodesPage />, nodesPath + search, parsed);
  return stub;
}

const rows = () => screen.findAllByTestId('node-row');
const rowNames = async () => (await rows()).map((each) => each.dataset.node);
const params = () => new URLSearchParams(locationService.getLocation().search);

beforeEach(() => localStorage.clear());

describe('the nodes page', () => {
  it('answers first, then lists nodes by urgency with their verdict', async () => {
    open();
    expect(await rowNames()).toEqual(['worker-17', 'worker-03', 'worker-01']);
    expect(screen.getByTestId('answer')).toHaveTextContent('1 node cannot create memory cgroups');
    expect(screen.getByTestId('answer')).toHaveTextContent('Worst: worker-17 (prod-a), refused 30,278 times.');
    const [first] = await rows();
    expect(first?.dataset).toMatchObject({ cluster: 'prod-a', state: 'failing', cause: 'memcg-kmem-leak' });
    expect(first).toHaveTextContent('Memory cgroups refused 30,278 times');
    expect(within(first as HTMLElement).getByRole('link', { name: 'Runbook' })).toHaveAttribute(
      'href',
      '/a/memcg-kmemleak-app/runbook/nokmem?node=worker-17&cluster=prod-a'
    );
  });

  it('says that nothing is wrong, and what was checked', async () => {
    open(
      answersOf([
        { node: 'a', kernel: fixedKernel, signals: quietSignals },
        { node: 'b', signals: quietSignals },
      ])
    );
    await rows();
    expect(screen.getByTestId('answer')).toHaveTextContent(
      '2 nodes checked, none affected.1 runs an affected kernel without protection.'
    );
  });

  it('filters by state, and keeps the choice in the URL', async () => {
    open();
    await rows();
    const tile = screen.getByTestId('state-tile-leaking');
    expect(tile).toHaveTextContent('Leaking1');
    await userEvent.click(tile);
    expect(tile).toHaveAttribute('aria-pressed', 'true');
    expect(await rowNames()).toEqual(['worker-03']);
    expect(params().get('state')).toBe('leaking');
    await userEvent.click(tile);
    expect(await rowNames()).toHaveLength(3);
  });

  it('reads state, cluster and search from the URL', async () => {
    open(answersOf(fleet), '?state=failing,clear&cluster=prod-b&q=el9');
    expect(await rowNames()).toEqual(['worker-01']);
  });

  it('searches, says when nothing matches, and clears', async () => {
    open();
    await rows();
    await userEvent.type(screen.getByPlaceholderText(/Search node/), 'nosuch');
    expect(await screen.findByText('No node matches the filters')).toBeInTheDocument();
    await waitFor(() => expect(params().get('q')).toBe('nosuch'));
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await rowNames()).toHaveLength(3);
    expect(screen.getByPlaceholderText(/Search node/)).toHaveValue('');
  });

  describe('of more nodes than a page holds', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      node: `worker-${String(i).padStart(2, '0')}`,
      cluster: i < 40 ? 'prod-a' : 'prod-b',
      signals: quietSignals,
    }));

    it('turns pages, and keeps the page in the URL for the way back', async () => {
      open(answersOf(many));
      expect((await rowNames())[0]).toBe('worker-00');
      await userEvent.click(screen.getByRole('button', { name: '2' }));
      expect((await rowNames())[0]).toBe('worker-20');
      expect(params().get('page')).toBe('2');
    });

    it('opens at the page of the URL, and at the first one of another list', async () => {
      open(answersOf(many), '?page=3');
      expect((await rowNames())[0]).toBe('worker-40');
      await userEvent.type(screen.getByPlaceholderText(/Search node/), 'prod-a');
      await waitFor(async () => expect((await rowNames())[0]).toBe('worker-00'));
      await waitFor(() => expect(params().get('q')).toBe('prod-a'));
      expect(params().get('page')).toBeNull();
    });
  });

  it('sorts by a column, the other way, and back to urgency', async () => {
    open();
    await rows();
    const header = screen.getByRole('button', { name: 'Node' });
    await userEvent.click(header);
    expect(await rowNames()).toEqual(['worker-01', 'worker-03', 'worker-17']);
    expect(params().get('sort')).toBe('node');
    expect(screen.getByRole('columnheader', { name: 'Node' })).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(header);
    expect(await rowNames()).toEqual(['worker-17', 'worker-03', 'worker-01']);
    await userEvent.click(header);
    expect(params().get('sort')).toBeNull();
  });

  it('shows the reasons of a row, the event as text, and what is not known', async () => {
    open();
    await rows();
    await userEvent.click(screen.getByRole('button', { name: 'Show details of worker-17 (prod-a)' }));
    const details = screen.getByTestId('node-details');
    await waitFor(() =>
      expect(details).toHaveTextContent('Kernel 3.10.0-1160.83.1.el7.x86_64 is only partially fixed')
    );
    expect(within(details).getByTestId('measured')).toHaveTextContent(/Unreclaimable slab.*MiB/);
    expect(details).toHaveTextContent('cannot allocate memory');
    expect(details).toHaveTextContent('Start node_exporter with --collector.cgroups.');
  });

  it('renders hostile labels as text', async () => {
    const node = '<img src=x onerror="alert(1)">';
    open(answersOf([{ node, cluster: '"><script>', signals: quietSignals, refused: 5 }]));
    expect(await rowNames()).toEqual([node]);
    expect(screen.getAllByText(node).length).toBeGreaterThan(0);
    expect(document.querySelector('img[src="x"], script')).toBeNull();
  });

  it('is walked by keys, over its pages too; Enter opens a node, Space its details', async () => {
    open(answersOf(Array.from({ length: 60 }, (_, index) => ({ node: `n${100 + index}`, signals: quietSignals }))));
    const focused = () => (document.activeElement as HTMLElement).dataset.node;
    const inTabOrder = (all: HTMLElement[]) => all.filter(({ tabIndex }) => tabIndex === 0);
    const first = (await rows())[0] as HTMLElement;
    expect(inTabOrder(await rows())).toEqual([first]);
    act(() => first.focus());
    await userEvent.keyboard('{End}');
    expect(focused()).toBe('n159');
    expect(await rows()).toHaveLength(20);
    await userEvent.keyboard('{PageUp}{ArrowDown}{ArrowUp}{ArrowUp}');
    expect(focused()).toBe('n138');
    const [row] = inTabOrder(await rows());
    expect(row?.dataset.node).toBe('n138');
    expect(inTabOrder(screen.getAllByRole('link', { name: 'Details' }))).toHaveLength(1);

    await userEvent.keyboard(' ');
    expect(screen.getByTestId('node-details')).toBeInTheDocument();
    // From what stands in the row the same keys lead on; Enter is left to it.
    act(() =>
      within(row as HTMLElement)
        .getByRole('button')
        .focus()
    );
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByTestId('node-details')).not.toBeInTheDocument();
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('n139');
    await userEvent.keyboard('{Enter}');
    expect(locationService.getLocation().pathname).toBe(`${nodesPath}/n139`);
  });

  it('pages a large fleet', async () => {
    open(answersOf(Array.from({ length: 60 }, (_, index) => ({ node: `n${index}`, signals: quietSignals }))));
    expect(await rows()).toHaveLength(20);
    expect(screen.getByTestId('node-count')).toHaveTextContent('60 nodes');
  });

  it('shows a small fleet whole', async () => {
    open(answersOf(Array.from({ length: 50 }, (_, index) => ({ node: `n${index}`, signals: quietSignals }))));
    expect(await rows()).toHaveLength(50);
  });
});

describe('the nodes page in trouble', () => {
  it('names the question that failed and what that weakens, and asks again', async () => {
    const stub = open({
      ...answersOf(fleet),
      history: { error: { status: 422, data: { message: 'bad_data: 1:1: parse error' } } },
    });
    await rows();
    const trouble = await screen.findByTestId('trouble-history');
    expect(trouble).toHaveTextContent(
      'Slab over 7 days: the data source refused the query. Without it trends are not drawn'
    );
    expect(trouble).not.toHaveTextContent('bad_data');
    await userEvent.click(within(trouble).getByRole('button', { name: 'Show technical text' }));
    expect(trouble).toHaveTextContent('bad_data: 1:1: parse error');
    stub.answers.history = [];
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(screen.queryByTestId('trouble-history')).not.toBeInTheDocument());
  });

  it('says that the data source cannot be reached', async () => {
    const error = { status: 0, statusText: '' };
    open(Object.fromEntries(fleetQuestionIds.map((id) => [id, { error }])));
    expect(await screen.findByText('The data source answered none of the questions')).toBeInTheDocument();
    expect(screen.queryByTestId('nodes-table')).not.toBeInTheDocument();
  });

  it('shows that it is waiting', async () => {
    open({ memory: 'never' });
    expect(await screen.findByText('Asking Prometheus about the nodes')).toBeInTheDocument();
  });

  it('says what to enable when no node is known', async () => {
    open({});
    expect(await screen.findByText('Prometheus knows no nodes')).toBeInTheDocument();
    expect(screen.getByText(/kube-state-metrics and node_exporter/)).toBeInTheDocument();
  });

  it('says what is missing first when no node can be judged', async () => {
    open(answersOf([{ node: 'a' }, { node: 'b' }]));
    await rows();
    expect(screen.getByTestId('answer')).toHaveTextContent('2 nodes are known, but none can be judged.');
    expect(screen.getByTestId('answer')).toHaveTextContent('Enable this first: Run node_exporter on every node');
  });

  it('says that there is no data source', async () => {
    open({}, '', whole, []);
    expect(await screen.findByText('No Prometheus data source')).toBeInTheDocument();
  });

  it('says that the data source of the URL is gone, and asks no other', async () => {
    const stub = open({}, '?ds=removed');
    expect(await screen.findByText('The data source removed is not there')).toBeInTheDocument();
    expect(stub.sent).toEqual([]);
  });

  it('names settings that cannot be used', async () => {
    open(answersOf(fleet), '', parseSettings({ clusterLabel: 'not a label', thresholds: { memcgIdLimit: -1 } }));
    await rows();
    expect(screen.getByText('Some settings cannot be used')).toBeInTheDocument();
    expect(screen.getByText('thresholds.memcgIdLimit')).toBeInTheDocument();
  });

  it('keeps the last figures when a refresh gets no answer', async () => {
    const stub = open();
    await rows();
    const error = { error: { status: 502 } };
    stub.answers = { facts: error, memory: error, history: error, waiting: error, events: error };
    await act(async () => locationService.partial({ from: 'now-1h' }));
    expect(await screen.findByText(/The last refresh got no answer/)).toBeInTheDocument();
    expect(await rowNames()).toHaveLength(3);
  });
});
