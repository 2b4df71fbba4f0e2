import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { row } from '../../test/answers';
import { renderPage } from '../../test/renderPage';
import { prometheusSource, type StubGrafana, stubGrafana } from '../../test/stubGrafana';
import CoveragePage from './CoveragePage';

const items = ['nodeFacts', 'cordoned', 'memory', 'slab', 'available', 'bootTime', 'clock', 'kernelRelease', 'history'];
const more = [
  'cgroupCreates',
  'podStarts',
  'accounting',
  'slabEntries',
  'liveCgroups',
  'nokmem',
  'slabCaches',
  'rules',
];

const whole = (
  cluster: string
): Required<Pick<StubGrafana['answers'], 'present' | 'jobs' | 'joins' | 'pipelines'>> => ({
  present: [...items, ...more, 'memoryCgroups'].map((item) => row({ cluster, item }, 42)),
  jobs: [row({ cluster, source: 'nodeExporter', job: 'node-exporter', has_pod: 'true' }, 42)],
  joins: [row({ cluster, join: 'exporterPod' }, 42)],
  pipelines: [row({ cluster, pipeline: 'refusedCounter' }, 3)],
});

function open(answers: StubGrafana['answers']): StubGrafana {
  const stub = stubGrafana(answers);
  renderPage(<CoveragePage />, '/a/memcg-kmemleak-app/coverage');
  return stub;
}

const without = (answers: ReturnType<typeof whole>, item: string) => ({
  ...answers,
  present: (Array.isArray(answers.present) ? answers.present : []).filter(({ labels }) => labels.item !== item),
});

describe('the coverage page', () => {
  it('says what to enable first, with the file for the stack found', async () => {
    open(without(whole('prod-a'), 'memoryCgroups'));
    const answer = await screen.findByTestId('coverage-answer');
    expect(answer).toHaveTextContent('Enable the cgroups collector first');
    expect(answer).toHaveTextContent('This affects 42 nodes.');
    expect(answer).toHaveTextContent('--collector.cgroups');
    const file = 'Copy deploy/collectors/kube-prometheus-stack.yaml';
    expect(within(answer).getByRole('button', { name: file })).toBeInTheDocument();
    expect(screen.getByTestId('coverage-memoryCgroups')).toHaveTextContent('not seen');
    expect(screen.getByTestId('coverage-joins')).toHaveTextContent("42 by the exporters' pods");
  });

  it('says that everything is there', async () => {
    open(whole('prod-a'));
    expect(await screen.findByText('Every signal that sharpens a verdict is there.')).toBeInTheDocument();
    expect(screen.queryByTestId('coverage-frames')).not.toBeInTheDocument();
  });

  it('says where answers come the long way, and why', async () => {
    const victoria = prometheusSource({ uid: 'vm', type: 'victoriametrics-metrics-datasource', name: 'Victoria' });
    stubGrafana(whole('prod-a'), [victoria]);
    renderPage(<CoveragePage />, '/a/memcg-kmemleak-app/coverage');
    expect(await screen.findByText('Victoria does not pass answers on as the server writes them')).toBeInTheDocument();
  });

  it('loses only the lines of a question that fails, and says why', async () => {
    open({ ...whole('prod-a'), joins: { error: { status: 504, data: { message: 'gateway timed out' } } } });
    expect(await screen.findByTestId('trouble-joins')).toHaveTextContent('no answer in time.');
    expect(screen.getByTestId('coverage-joins')).toHaveTextContent('not known');
    expect(screen.getByTestId('coverage-memory')).toHaveTextContent('on every node');
  });

  it('says that a data source knows nothing, and how to begin', async () => {
    open({});
    expect(await screen.findByText('Prometheus knows no nodes')).toBeInTheDocument();
    await userEvent.click(screen.getByText('Enable kube-state-metrics'));
    expect(screen.getByTestId('coverage-step-kubeStateMetrics')).toHaveTextContent('helm upgrade');
  });

  it('waits for the answer it cannot do without', () => {
    open({ ...whole('prod-a'), present: 'never' });
    expect(screen.getByText('Asking Prometheus which signals it has')).toBeInTheDocument();
    expect(screen.queryByTestId('coverage-table')).not.toBeInTheDocument();
  });
});
