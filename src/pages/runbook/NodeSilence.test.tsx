import { screen } from '@testing-library/react';
import React from 'react';
import { renderPage } from '../../test/renderPage';
import { stubGrafana } from '../../test/stubGrafana';
import { NodeSilence } from './NodeSilence';

const show = (search: string) =>
  renderPage(<NodeSilence nodeKey={{ cluster: 'prod-a', node: 'worker-17' }} />, `/${search}`);

it('leads to a silence of the alerts of one node', () => {
  stubGrafana();
  show('?ds=prom');
  expect(decodeURIComponent(screen.getByRole('link', { name: 'Silence' }).getAttribute('href') ?? '')).toContain(
    'matcher=alertname=~MemcgKmem.*&matcher=cluster=prod-a&matcher=node=worker-17'
  );
});

it('is not offered where there is no data source whose alerts could be meant', () => {
  stubGrafana({}, []);
  show('');
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});
