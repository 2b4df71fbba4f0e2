import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Stack, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type ChartRange } from '../../components/chartData';
import { type PrometheusSource } from '../../data/dataSources';
import { type FleetNode } from '../../data/readFleet';
import { type NodeReading } from '../../data/readNode';
import { type RawSpan } from '../../data/timeSpan';
import { useProof } from '../../data/useProof';
import { alertSpansOf, changesOf } from '../../signals/timeline/nodeTimeline';
import { type Settings } from '../../signals/settings/settings';
import { sinceOf } from '../../signals/timeline/since';
import { PastedNote } from '../shared/paste/PastedNote';
import { BeforeAfter } from '../shared/verdict/BeforeAfter';
import { Changes } from './Changes';
import { Charts } from './Charts';
import { DoNow } from './DoNow';
import { Events } from './Events';
import { LikelyCauses } from './LikelyCauses';
import { KernelFacts } from '../shared/verdict/KernelFacts';
import { NodeLinks } from './NodeLinks';
import { Reasons } from '../shared/verdict/Reasons';
import { SlabCaches } from './SlabCaches';
import { StuckPods } from './StuckPods';
import { VerdictBox } from './VerdictBox';

export interface NodeBodyProps {
  reading: NodeReading;
  /** Absent while the verdict is awaited; a chart does not wait for it. */
  node: FleetNode | undefined;
  /** Absent where all that is known was pasted. */
  source: PrometheusSource | undefined;
  span: RawSpan;
  search: string;
  settings: Settings;
  onZoom: (range: ChartRange) => void;
}

/** The answer, the next action, the reasons, the evidence, the detail: in this order. */
export function NodeBody({ reading, node, source, span, search, settings, onZoom }: NodeBodyProps) {
  const styles = useStyles2(getStyles);
  const { clusterLabel } = settings;
  const { answers } = reading;
  const since = useMemo(
    () => node && sinceOf(node.diagnosis.state, node.evidence, answers.failing?.rows, answers.failing),
    [node, answers.failing]
  );
  const changes = useMemo(
    () => answers.changes && changesOf(answers.changes.rows, answers.changes.fromSeconds),
    [answers.changes]
  );
  const alerts = useMemo(
    () => (answers.alerts ? alertSpansOf(answers.alerts.rows, answers.alerts) : []),
    [answers.alerts]
  );
  const charts = source && <Charts {...{ reading, alerts, source, span, onZoom }} changes={changes ?? noChanges} />;
  const proof = useProof(reading, settings);
  if (!node || !proof) {
    return charts ?? null;
  }
  const { evidence, diagnosis } = node;
  return (
    <Stack direction="column" gap={3}>
      <NodeLinks {...{ reading, since, source, span, search, clusterLabel }} />
      <PastedNote node={node} />
      <div className={styles.top}>
        <VerdictBox {...{ node, since, proof }} />
        <DoNow {...{ node, search }} />
      </div>
      <Reasons diagnosis={diagnosis} />
      <LikelyCauses diagnosis={diagnosis} />
      {charts}
      <div className={styles.details}>
        <BeforeAfter {...{ answers, evidence }} />
        <Changes {...{ changes, alerts, evidence }} />
        <KernelFacts kernel={diagnosis.kernel} osImage={evidence.osImage} />
        <StuckPods evidence={evidence} ages={answers.podAges} />
        <SlabCaches answer={answers.caches} />
      </div>
      <Events events={evidence.events} />
    </Stack>
  );
}

const noChanges: [] = [];

const getStyles = (theme: GrafanaTheme2) => ({
  top: css({
    display: 'grid',
    gridTemplateColumns: '3fr 2fr',
    gap: theme.spacing(2),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: '1fr' },
  }),
  details: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(60)}), 1fr))`,
    gap: theme.spacing(3),
  }),
});
