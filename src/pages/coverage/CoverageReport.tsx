import { EmptyState, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import React, { useMemo } from 'react';
import { CoverageTable } from '../../components/CoverageTable';
import { type PrometheusSource } from '../../data/dataSources';
import { isWhole } from '../../data/progress';
import { type CoverageReading } from '../shared/asking/useCoverageReading';
import { useText } from '../../locales/TextProvider';
import { stepsOf } from '../../signals/coverage/coverageAdvice';
import { usePage } from '../shared/asking/PageContext';
import { ClusterLabelHint } from './ClusterLabelHint';
import { FirstStep } from './FirstStep';
import { FramesHint } from './FramesHint';
import { StepList } from './StepList';

export interface CoverageReportProps {
  source: PrometheusSource;
  reading: CoverageReading | undefined;
}

/** What a data source delivers, and what to enable first. */
export function CoverageReport({ source, reading }: CoverageReportProps) {
  const { settings, view } = usePage();
  const { cluster } = view;
  const { text } = useText();
  const clusters = useMemo(
    () =>
      (reading?.coverage.clusters ?? []).filter((each) => cluster === undefined || (each.cluster ?? '') === cluster),
    [reading, cluster]
  );
  const steps = useMemo(() => stepsOf(clusters, settings), [clusters, settings]);
  if (!reading?.isUsable) {
    return <LoadingPlaceholder text={text('coverage.loading', { source: source.name })} />;
  }
  if (clusters.length === 0) {
    const isAnswered = reading.queries.present?.state === 'answered';
    return (
      <>
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
      <FirstStep steps={steps} clusters={clusters} settings={settings} isWhole={isWhole(reading.queries)} />
      <ClusterLabelHint
        settings={settings}
        otherLabel={reading.coverage.otherClusterLabel}
        oneSided={reading.coverage.oneSidedLabel}
      />
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
      <FramesHint source={source} queries={reading.queries} />
    </Stack>
  );
}
