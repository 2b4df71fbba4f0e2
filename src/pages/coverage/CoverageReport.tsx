import { EmptyState, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import React, { useMemo } from 'react';
import { CoverageTable } from '../../components/CoverageTable';
import { type PrometheusSource } from '../../data/dataSources';
import { type CoverageView } from '../../data/useCoverage';
import { useText } from '../../locales/TextProvider';
import { stepsOf } from '../../signals/coverage/coverageAdvice';
import { type Settings } from '../../signals/settings/settings';
import { QueryTrouble } from '../shared/asking/QueryTrouble';
import { ClusterLabelHint } from './ClusterLabelHint';
import { FirstStep } from './FirstStep';
import { StepList } from './StepList';

export interface CoverageReportProps {
  source: PrometheusSource;
  settings: Settings;
  view: CoverageView;
  /** Absent: all of them. The empty name stands for the one without a name. */
  cluster?: string;
}

/** What a data source delivers, and what to enable first. */
export function CoverageReport({ source, settings, view, cluster }: CoverageReportProps) {
  const { text } = useText();
  const { reading, readAgain } = view;
  const clusters = useMemo(
    () =>
      (reading?.coverage.clusters ?? []).filter((each) => cluster === undefined || (each.cluster ?? '') === cluster),
    [reading, cluster]
  );
  const steps = useMemo(() => stepsOf(clusters, settings), [clusters, settings]);
  const hasFailed = Object.values(reading?.queries ?? {}).some(({ state }) => state === 'failed');
  const trouble = reading && <QueryTrouble queries={reading.queries} readAgain={readAgain} />;
  if (!reading?.isUsable) {
    return (
      <>
        <LoadingPlaceholder text={text('coverage.loading', { source: source.name })} />
        {trouble}
      </>
    );
  }
  if (clusters.length === 0) {
    const isAnswered = reading.queries.present?.state === 'answered';
    return (
      <>
        {trouble}
        {isAnswered && (
          <EmptyState variant="not-found" message={text('empty.message', { source: source.name })}>
            <p>{text('empty.looked')}</p>
            <p>{text('empty.enable')}</p>
          </EmptyState>
        )}
        {isAnswered && (
          <StepList
            steps={[
              { id: 'kubeStateMetrics', clusters: [] },
              { id: 'nodeExporter', clusters: [] },
            ]}
          />
        )}
      </>
    );
  }
  return (
    <Stack direction="column" gap={2}>
      <FirstStep steps={steps} clusters={clusters} settings={settings} isWhole={reading.isFinished && !hasFailed} />
      {trouble}
      <ClusterLabelHint settings={settings} otherLabel={reading.coverage.otherClusterLabel} />
      {steps.length > 1 && (
        <>
          <Text element="h2" variant="h4">
            {text('coverage.then')}
          </Text>
          <StepList steps={steps.slice(1)} />
        </>
      )}
      <Text element="h2" variant="h4">
        {text('coverage.table')}
      </Text>
      <CoverageTable clusters={clusters} />
    </Stack>
  );
}
