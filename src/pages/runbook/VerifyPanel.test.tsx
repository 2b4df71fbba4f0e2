import { screen, waitFor } from '@testing-library/react';
import React from 'react';
import { type SeriesRow } from '../../signals/series';
import { answersOf, quietSignals, row } from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { type StubGrafana, stubGrafana } from '../../test/stubGrafana';
import { useRunbookNode } from './useRunbookNode';
import { VerifyPanel } from './VerifyPanel';

const nowSeconds = Math.floor(Date.now() / 1000);
const hour = 3600;
const labels = { node: 'worker-17', cluster: 'prod-a' };
const kubelet = { cgroupCreates15m: 3, podStarts15m: 3 };
const nokmem = { ...quietSignals, ...kubelet, nokmemRunning: 1, kmemAccountingOn: 0, nokmemConfiguredNotRunning: 0 };

function rangeRow(signal: string, values: Array<readonly [number, number]>): SeriesRow {
  return { labels: { signal }, values };
}

function answersFor(signals: Record<string, number>): StubGrafana['answers'] {
  const { facts, memory } = answersOf([{ ...labels, signals }]);
  return { where: [row({ ...labels, instance: '10.0.0.1:9100' }, 1)], facts, memory };
}

function open(answers: StubGrafana['answers'], option: 'nokmem' | 'relief' = 'nokmem') {
  const stub = stubGrafana(answers);
  renderPage(<Panel option={option} />);
  return stub;
}

function Panel({ option }: { option: 'nokmem' | 'relief' }) {
  return <VerifyPanel nodeKey={labels} option={option} reading={useRunbookNode(labels).reading} />;
}

const status = async () => (await screen.findByTestId('proof')).getAttribute('data-status');
const results = () =>
  ['booted', 'fixRunning', 'accountingOff', 'noFailedCreation', 'noGrowth'].map((id) =>
    screen.getByTestId(`check-${id}`).getAttribute('data-result')
  );

describe('the panel that verifies a fix', () => {
  it('ticks what has passed, and says until when it waits for the rest', async () => {
    open(answersFor({ ...nokmem, bootTimeSeconds: nowSeconds - hour }));
    expect(await status()).toBe('verifying');
    expect(results()).toEqual(['passed', 'passed', 'passed', 'passed', 'pending']);
    expect(screen.getByTestId('check-fixRunning')).toHaveTextContent('nokmem is on the running command line.');
    expect(screen.getByTestId('check-noGrowth')).toHaveTextContent(/No growth for 1 d Awaited.*Until .*, 2[23] h/);
    expect(screen.getByTestId('proof')).toHaveTextContent(/Proven .* at the earliest, in 2[23] h/);
  });

  it('is done once the fix has held', async () => {
    open(answersFor({ ...nokmem, bootTimeSeconds: nowSeconds - 48 * hour }));
    expect(await status()).toBe('verified');
    expect(results()).toEqual(['passed', 'passed', 'passed', 'passed', 'passed']);
  });

  it('stays red where the parameter is set and not running, and names it', async () => {
    open(
      answersFor({
        ...nokmem,
        nokmemRunning: 0,
        kmemAccountingOn: 1,
        nokmemConfiguredNotRunning: 1,
        bootTimeSeconds: nowSeconds - 48 * hour,
      })
    );
    expect(await status()).toBe('todo');
    expect(results().slice(0, 2)).toEqual(['failed', 'failed']);
    expect(screen.getByTestId('proof')).toHaveTextContent('nokmem is set for the next boot but not running');
  });

  it('holds a failure since the boot against it, even if none is seen now', async () => {
    open({
      ...answersFor({ ...nokmem, bootTimeSeconds: nowSeconds - 48 * hour }),
      failing: [rangeRow('', [[nowSeconds - 20 * hour, 1]])],
    });
    await waitFor(async () => expect(await status()).toBe('regressed'));
    expect(screen.getByTestId('check-noFailedCreation')).toHaveTextContent(/Creation failed .*, after the boot/);
  });

  it('compares before and after the boot', async () => {
    const boot = nowSeconds - 30 * hour;
    const hours = Array.from({ length: 169 }, (_, i) => nowSeconds - (168 - i) * hour);
    open({
      ...answersFor({ ...nokmem, bootTimeSeconds: boot }),
      changes: [
        rangeRow(
          'bootTimeSeconds',
          hours.map((time) => [time, time < boot ? nowSeconds - 300 * hour : boot])
        ),
      ],
      slab: [
        rangeRow(
          'slabUnreclaimableBytes',
          hours.map((time) => [time, time < boot ? 2e9 + (time - nowSeconds + 168 * hour) * 5000 : 3e8])
        ),
      ],
    });
    expect(await screen.findByTestId('before-after')).toHaveTextContent(
      /Growth of unreclaimable slab\+412 MiB\/day0 B\/day/
    );
  });

  it('says that a node which is not seen proves nothing', async () => {
    open({});
    expect(await screen.findByText(/Nothing is seen of this node now/)).toBeInTheDocument();
  });

  it('says that relief is no fix', async () => {
    open(answersFor({ ...quietSignals, ...kubelet, nokmemRunning: 0, kmemAccountingOn: 1 }), 'relief');
    expect(await status()).toBe('todo');
    expect(screen.getByText(/Relief ends no leak/)).toBeInTheDocument();
  });
});
