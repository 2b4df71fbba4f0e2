import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { Route, Routes } from 'react-router';
import { answersOf, el7Kernel, fixedKernel, type NodeFacts, quietSignals, refusedMessage, row } from '../test/answers';
import { renderPage } from '../test/renderPage';
import { prometheusSource, stubGrafana } from '../test/stubGrafana';
import { appPath, nodesPath } from './shared/address/paths';
import NodePage from './node/NodePage';
import RunbookPage from './runbook/RunbookPage';
import { NodesPage } from './nodes/NodesPage';
import { PasteProvider } from './shared/paste/PasteProvider';

const described = `Name:         cart-1\nNamespace:    shop\nNode:         worker-1/10.0.0.7\nEvents:\n  Warning  FailedCreatePodContainer  2m6s (x30278 over 4d13h)  kubelet  ${refusedMessage}\n`;
const node = {
  kind: 'Node',
  metadata: { name: 'worker-1' },
  status: { nodeInfo: { kernelVersion: el7Kernel, kubeletVersion: 'v1.18.20' } },
};
const nodes = JSON.stringify({ kind: 'List', items: [node] }, null, 4);

function open(facts: readonly NodeFacts[] = [], sources = [prometheusSource()]) {
  const stub = stubGrafana(answersOf(facts), sources);
  renderPage(
    <PasteProvider>
      <Routes>
        <Route path={nodesPath} element={<NodesPage />} />
        <Route path={`${nodesPath}/:node`} element={<NodePage />} />
        <Route path={`${appPath}/runbook/:option`} element={<RunbookPage />} />
      </Routes>
    </PasteProvider>,
    nodesPath
  );
  return stub;
}

async function openDrawer() {
  await userEvent.click(await screen.findByRole('button', { name: 'Paste evidence' }));
  return screen.findByTestId('paste-zone');
}

function drop(zone: HTMLElement, ...files: File[]) {
  fireEvent.drop(zone, { dataTransfer: { files, types: ['Files'] } });
}

const textFile = (name: string, text: BlobPart) => new File([text], name);
const type = (text: string) => fireEvent.change(screen.getByLabelText('Text to read'), { target: { value: text } });
const parseCards = async (count: number) => {
  await waitFor(() => expect(document.querySelectorAll('[data-state="read"]')).toHaveLength(count));
  return screen.getAllByTestId('pasted-reading');
};
const apply = () => userEvent.click(screen.getByRole('button', { name: 'Add to the page' }));
const rows = () => screen.findAllByTestId('node-row');

beforeEach(() => localStorage.clear());

describe('pasted evidence', () => {
  it.each([
    ['a data source that knows nothing', [prometheusSource()]],
    ['no data source', []],
  ])('gives a verdict with %s', async (_, sources) => {
    open([], sources);
    await openDrawer();
    expect(screen.getByText(/Nothing leaves this browser/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add to the page' })).toBeDisabled();
    type(described + nodes);
    const [card] = await parseCards(1);
    expect(card).toHaveTextContent('1 event says that a memory cgroup was refused, 30,278 times in all');
    expect(card).toHaveTextContent('1 node');
    await apply();
    const [row] = await rows();
    expect(row?.dataset).toMatchObject({ node: 'worker-1', state: 'failing', cause: 'memcg-kmem-leak' });
    expect(screen.getByTestId('answer')).toHaveTextContent('Worst: worker-1, refused 30,278 times.');
    expect(screen.getByTestId('pasted-source')).toHaveTextContent('pasted: 1 event, 1 node');
  });

  it('joins the nodes of the data source, and is taken back by its chip', async () => {
    open([
      { node: 'worker-1', signals: quietSignals },
      { node: 'worker-2', kernel: fixedKernel, signals: quietSignals },
    ]);
    await rows();
    await openDrawer();
    type(described);
    await parseCards(1);
    await apply();
    expect((await rows())[0]?.dataset).toMatchObject({ node: 'worker-1', state: 'failing' });
    expect(screen.getByTestId('state-tile-failing')).toHaveTextContent('Failing1');
    await userEvent.click(screen.getByRole('button', { name: 'Remove pasted text' }));
    await waitFor(() => expect(screen.getByTestId('state-tile-failing')).toHaveTextContent('Failing0'));
    expect(screen.queryByTestId('pasted-source')).not.toBeInTheDocument();
  });

  it('takes several files, UTF-16 too, and says what is no text', async () => {
    open();
    const zone = await openDrawer();
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...nodes].flatMap((char) => [char.charCodeAt(0), 0])]);
    drop(
      zone,
      textFile('events.txt', described),
      textFile('nodes.json', utf16),
      textFile('memory.dump', new Uint8Array([1, 0, 0, 7]))
    );
    const cards = await parseCards(2);
    expect(cards.map((card) => card.getAttribute('aria-label'))).toEqual(['events.txt', 'nodes.json', 'memory.dump']);
    expect(cards[2]).toHaveTextContent('This is not a text file.');
    await apply();
    expect((await rows())[0]?.dataset.state).toBe('failing');
    expect(screen.getAllByTestId('pasted-source')).toHaveLength(2);
  });

  it('opens with files that are dropped on the page', async () => {
    open([{ node: 'worker-1', signals: quietSignals }]);
    drop((await rows())[0] as HTMLElement, textFile('events.txt', described));
    expect((await parseCards(1))[0]).toHaveAccessibleName('events.txt');
  });

  it('names look-alikes and what to do instead, and what was not understood', async () => {
    open();
    await openDrawer();
    const alike =
      'Warning  Failed  1m  kubelet  failed to start container: write /var/lib/docker/x: no space left on device';
    type(`  ${alike}\nhello\n${nodes.slice(0, -20)}`);
    const [card] = await parseCards(1);
    const look = within(card as HTMLElement).getByTestId('look-alike-disk-full');
    expect(look).toHaveTextContent('1 × A file system is full, in bytes or in inodes.Check df -h and df -i');
    expect(card).toHaveTextContent('The text ends within a JSON document');
    expect(card).toHaveTextContent('say nothing about this fault');
  });

  it('shows line by line what was read and what was not, and what to paste next', async () => {
    open();
    await openDrawer();
    type(`hello\n${described}[root@worker-1 ~]# uname -r\n${el7Kernel}\n`);
    const [card] = await parseCards(1);
    const lines = within(card as HTMLElement).getByTestId('read-lines');
    const line = (number: number) => lines.querySelector(`[data-line="${number}"]`);
    expect(line(6)).toHaveTextContent('A memory cgroup was refused');
    expect(line(6)?.querySelector('mark')).toHaveTextContent(
      /^mkdir \/sys\/fs\/cgroup\/memory.*cannot allocate memory$/
    );
    expect(line(8)).toHaveTextContent(`kernel ${el7Kernel}`);
    expect(lines).toHaveTextContent('5 lines without anything read');
    const next = screen.getByTestId('paste-next');
    expect(next).toHaveTextContent('ls /sys/kernel/slab | wc -l');
    expect(next).not.toHaveTextContent('uname -r');
  });

  it('says when nothing in the text changes a verdict', async () => {
    open();
    await openDrawer();
    type('hello');
    expect((await parseCards(1))[0]).toHaveTextContent('Nothing here changes a verdict');
    expect(screen.getByRole('button', { name: 'Add to the page' })).toBeDisabled();
  });

  it('asks for the cluster where several know the node', async () => {
    open([
      { node: 'worker-1', cluster: 'prod-a', signals: quietSignals },
      { node: 'worker-1', cluster: 'prod-b', signals: quietSignals },
    ]);
    await rows();
    await openDrawer();
    type(described);
    await userEvent.click(await screen.findByRole('radio', { name: 'prod-b' }));
    await apply();
    expect((await rows())[0]?.dataset).toMatchObject({ cluster: 'prod-b', state: 'failing' });
    expect(await rows()).toHaveLength(2);
  });

  it('shows an event whose node is not known in a row of its own, without commands for it', async () => {
    open();
    await openDrawer();
    type(described.replace(/Node:.*\n/, ''));
    await parseCards(1);
    await apply();
    const [row] = await rows();
    expect(row).toHaveTextContent('pod shop/cart-1node not known');
    expect(within(row as HTMLElement).queryByRole('link')).not.toBeInTheDocument();
  });

  it('renders hostile names as text', async () => {
    open();
    const zone = await openDrawer();
    const name = '<img src=x onerror=alert(1)>';
    drop(zone, textFile(`${name}.json`, JSON.stringify({ ...node, metadata: { name } })));
    await parseCards(1);
    await apply();
    expect((await rows())[0]?.dataset.node).toBe(name);
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it('reads a long text between other work, and can be called off', async () => {
    open();
    await openDrawer();
    const events = `${described}\n`.repeat(30_000);
    fireEvent.paste(screen.getByLabelText('Text to read'), { clipboardData: { getData: () => events } });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
    expect(screen.getByLabelText('Text to read')).toHaveValue('');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByTestId('pasted-reading')).not.toBeInTheDocument();
  });
});

describe('pasted evidence on the page of a node', () => {
  const verdictOf = (page: HTMLElement | undefined) => [page?.dataset.state, page?.dataset.cause];
  const follow = async (name: string) => userEvent.click(screen.getAllByRole('link', { name })[0] as HTMLElement);
  const verdict = () => screen.findByTestId('node-verdict');

  it('gives the verdict of its row, with the events, and is taken back there', async () => {
    const facts: NodeFacts = { node: 'worker-1', cluster: 'prod', signals: quietSignals };
    const stub = open([facts, { node: 'worker-2', cluster: 'prod', signals: quietSignals }]);
    stub.answers.where = [row({ node: 'worker-1', cluster: 'prod', instance: '10.0.0.7:9100' }, 1)];
    stub.answers.facts = answersOf([facts]).facts;
    await rows();
    await openDrawer();
    type(described);
    await parseCards(1);
    await apply();
    const inTable = verdictOf((await rows())[0]);
    expect(inTable).toEqual(['failing', 'memcg-kmem-leak']);

    await follow('worker-1');
    expect(verdictOf(await verdict())).toEqual(inTable);
    expect(screen.getByText('Memory cgroups refused 30,278 times')).toBeInTheDocument();
    expect(screen.getByTestId('events')).toHaveTextContent('30,278');
    expect(screen.getByTestId('pasted-note')).toHaveTextContent('comes from pasted text');

    await userEvent.click(screen.getByRole('button', { name: 'Remove pasted text' }));
    await waitFor(async () => expect((await verdict()).dataset.state).toBe('exposed'));
    expect(screen.queryByTestId('pasted-note')).not.toBeInTheDocument();
    expect(screen.queryByTestId('events')).not.toBeInTheDocument();
  });

  it('reaches the proof in the runbook', async () => {
    const fixed = { ...quietSignals, nokmemRunning: 1, kmemAccountingOn: 0, cgroupCreates15m: 3, podStarts15m: 3 };
    const signals = { ...fixed, bootTimeSeconds: Math.floor(Date.now() / 1000) - 10 * 86_400 };
    const stub = open([{ node: 'worker-1', cluster: 'prod', signals }]);
    stub.answers.where = [row({ node: 'worker-1', cluster: 'prod', instance: '10.0.0.7:9100' }, 1)];
    await rows();
    await openDrawer();
    type(described);
    await parseCards(1);
    await apply();
    await follow('Runbook');
    await waitFor(() => expect(screen.getByTestId('proof').dataset.status).toBe('regressed'));
    await userEvent.click(screen.getByRole('button', { name: 'Remove pasted text' }));
    await waitFor(() => expect(screen.getByTestId('proof').dataset.status).not.toBe('regressed'));
  });

  it.each([
    ['a data source that knows nothing', [prometheusSource()]],
    ['no data source', []],
  ])('is all there is with %s', async (_, sources) => {
    open([], sources);
    await openDrawer();
    type(described + nodes);
    await parseCards(1);
    await apply();
    await rows();
    await follow('worker-1');
    expect(verdictOf(await verdict())).toEqual(['failing', 'memcg-kmem-leak']);
    await userEvent.click(screen.getByRole('button', { name: 'Remove pasted text' }));
    await waitFor(() => expect(screen.queryByTestId('node-verdict')).not.toBeInTheDocument());
  });

  it('means the node that the overview took it to mean', async () => {
    const same: NodeFacts[] = ['a', 'b'].map((cluster) => ({ node: 'worker-1', cluster, signals: quietSignals }));
    const stub = open(same);
    await rows();
    await openDrawer();
    type(described);
    await parseCards(1);
    await apply();
    // Not known which of them: a row of its own fails, neither of the two.
    expect((await rows()).map(({ dataset }) => [dataset.cluster, dataset.state])).toEqual([
      ['', 'failing'],
      ['a', 'exposed'],
      ['b', 'exposed'],
    ]);
    stub.answers.where = [row({ node: 'worker-1', cluster: 'a', instance: '10.0.0.7:9100' }, 1)];
    await userEvent.click(within((await rows())[1] as HTMLElement).getByRole('link', { name: 'worker-1' }));
    expect((await verdict()).dataset.state).toBe('exposed');
    expect(screen.queryByTestId('pasted-note')).not.toBeInTheDocument();
  });
});
