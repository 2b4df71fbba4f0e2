import { screen } from '@testing-library/react';
import React from 'react';
import { Route, Routes } from 'react-router';
import { defaultSettings } from '../../signals/settings';
import { answersOf, leakingSignals } from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { stubGrafana } from '../../test/stubGrafana';
import RunbookPage from './RunbookPage';

function open(address: string, kernel?: string) {
  stubGrafana(answersOf([{ node: 'worker-17', cluster: 'prod-a', kernel, signals: leakingSignals, refused: 30278 }]));
  renderPage(
    <Routes>
      <Route path="runbook/:option" element={<RunbookPage settings={defaultSettings()} />} />
    </Routes>,
    `/runbook/${address}`
  );
}

describe('the runbook page', () => {
  it('shows the verdict, why the option fits, and commands for the node', async () => {
    open('nokmem?node=worker-17&cluster=prod-a');
    expect(await screen.findByTestId('node-verdict')).toHaveAttribute('data-state', 'failing');
    expect(screen.getByText('This fits: kernel 3.10.0-1160.83.1.el7.x86_64 supports nokmem.')).toBeInTheDocument();
    expect(screen.getByTestId('step-cordon')).toHaveTextContent('kubectl cordon worker-17');
  });

  it('warns where nokmem cannot be relied on', async () => {
    open('nokmem?node=worker-17&cluster=prod-a', '3.10.0-957.el7.x86_64');
    expect(await screen.findByText(/does not reliably honour nokmem/)).toBeInTheDocument();
  });

  it('shows the general text without a node', async () => {
    open('kernel-upgrade');
    expect(await screen.findByText(/This is the general text/)).toBeInTheDocument();
    expect(screen.getByTestId('step-cordon')).toHaveTextContent('kubectl cordon "$NODE"');
  });

  it('does not fill in a name that is not safe to paste', async () => {
    open(`nokmem?node=${encodeURIComponent('a\u001b[201~reboot')}`);
    expect(await screen.findByText(/not safe to paste/)).toBeInTheDocument();
    expect(screen.getByTestId('step-cordon')).toHaveTextContent('kubectl cordon "$NODE"');
  });

  it('says so when the node is not seen', async () => {
    open('nokmem?node=stranger');
    expect(await screen.findByText(/Nothing is known of stranger/)).toBeInTheDocument();
  });

  it('knows no other option', async () => {
    open('reinstall-everything');
    expect(await screen.findByText('There is no such page')).toBeInTheDocument();
  });
});
