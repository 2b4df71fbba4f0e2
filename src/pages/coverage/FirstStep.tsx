import { Alert } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type ClusterCoverage } from '../../signals/coverage/coverage';
import { type FleetStep, selectorTroubles } from '../../signals/coverage/coverageAdvice';
import { type Settings } from '../../signals/settings/settings';
import { StepSnippets } from './StepSnippets';

interface FirstStepProps {
  steps: readonly FleetStep[];
  clusters: readonly ClusterCoverage[];
  settings: Settings;
  /** Every question is answered: what is not named is delivered. */
  isWhole: boolean;
}

/** The answer of the page: what to enable first and what it tells, or that nothing is lacking. */
export function FirstStep({ steps, clusters, settings, isWhole }: FirstStepProps) {
  const { text, measures } = useText();
  const [first] = steps;
  if (!first) {
    return isWhole ? (
      <div data-testid="coverage-answer">
        <Alert severity="success" title={text('coverage.complete')} />
      </div>
    ) : null;
  }
  const where = first.count
    ? text('coverage.lacksOn', { count: first.count, number: measures.count(first.count) })
    : undefined;
  return (
    <div data-testid="coverage-answer">
      <Alert severity="info" title={text('coverage.first', { step: text(`coverage.step.${first.id}`) })}>
        {text(`coverage.step.${first.id}.tells`)} {where}
        {first.id === 'selectors' && <Selectors clusters={clusters} settings={settings} />}
      </Alert>
      <StepSnippets step={first} />
    </div>
  );
}

function Selectors({ clusters, settings }: Pick<FirstStepProps, 'clusters' | 'settings'>) {
  const { text } = useText();
  const troubles = clusters.flatMap((cluster) => selectorTroubles(cluster, settings));
  const lines = troubles.map(({ source, selector, jobs }) =>
    text('coverage.selectorBlind', {
      exporter: text(`coverage.exporter.${source}`),
      selector,
      jobs: jobs.map((job) => `job="${job}"`).join(', '),
    })
  );
  return (
    <ul style={{ listStylePosition: 'inside' }}>
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
