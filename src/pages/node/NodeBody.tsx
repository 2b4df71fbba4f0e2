import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LoadingPlaceholder, Stack, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type ChartRange } from '../../components/chartData';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type NodeAnswers, type NodeReading } from '../../data/nodeReading';
import { type Proof } from '../../diagnosis';
import { useProof } from '../../data/useProof';
import { useText } from '../../locales/TextProvider';
import { alertSpansOf, changesOf } from '../../signals/timeline/nodeTimeline';
import { type Since, sinceOf } from '../../signals/timeline/since';
import { type TimelineEntry, timelineEntries } from '../../signals/timeline/timelineEntries';
import { usePage } from '../shared/asking/PageContext';
import { PastedNote } from '../shared/paste/PastedNote';
import { BeforeAfter } from '../shared/verdict/BeforeAfter';
import { Charts } from './Charts';
import { Events } from './Events';
import { LikelyCauses } from './LikelyCauses';
import { Costs } from './Costs';
import { Feeders } from './Feeders';
import { KernelFacts } from '../shared/verdict/KernelFacts';
import { NodeLinks } from './NodeLinks';
import { Reasons } from '../shared/verdict/Reasons';
import { SlabCaches } from './SlabCaches';
import { StuckPods } from './StuckPods';
import { Timeline } from './Timeline';
import { VerdictCard } from './VerdictCard';

export interface NodeBodyProps {
  reading: NodeReading;
  /** Absent while the verdict is awaited; a chart does not wait for it. */
  node: FleetNode | undefined;
  onZoom: (range: ChartRange) => void;
}

/** The answer, the next action, the reasons, the evidence, the detail: in this order. */
export function NodeBody({ reading, node, onZoom }: NodeBodyProps) {
  // No source: all that is known was pasted.
  const { settings, source } = usePage();
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
  const proof = useProof(reading, settings);
  const judged = node && proof ? { node, proof } : undefined;
  const entries = useMemo(
    () =>
      node && proof
        ? timelineEntries({
            evidence: node.evidence,
            state: node.diagnosis.state,
            changes: changes ?? noChanges,
            alerts,
            proof,
            answers,
          })
        : noChanges,
    [node, proof, changes, alerts, answers]
  );
  return (
    <Stack direction="column" gap={3}>
      {judged ? <Verdict {...{ reading, since }} {...judged} /> : <Awaited reading={reading} />}
      {/* In its place whether or not there is a verdict yet: what is drawn stays. */}
      {source && <Charts {...{ reading, alerts, source, onZoom }} changes={changes ?? noChanges} />}
      {judged && <Details {...{ answers, entries }} lacksChanges={changes === undefined} node={judged.node} />}
    </Stack>
  );
}

/** About as high as what will stand here. */
function Awaited({ reading: { key } }: { reading: NodeReading }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <div className={styles.awaited}>
      <LoadingPlaceholder text={text('runbook.readingNode', { node: key?.node ?? '' })} />
    </div>
  );
}

function Verdict({
  reading,
  node,
  since,
  proof,
}: {
  reading: NodeReading;
  node: FleetNode;
  since: Since | undefined;
  proof: Proof;
}) {
  return (
    <>
      <NodeLinks {...{ reading, since }} />
      <PastedNote node={node} />
      <VerdictCard {...{ node, since, proof }} />
      <Reasons diagnosis={node.diagnosis} hasSections />
      <LikelyCauses diagnosis={node.diagnosis} />
    </>
  );
}

interface DetailsProps {
  answers: NodeAnswers;
  entries: readonly TimelineEntry[];
  lacksChanges: boolean;
  node: FleetNode;
}

function Details({ answers, entries, lacksChanges, node: { evidence, diagnosis } }: DetailsProps) {
  const styles = useStyles2(getStyles);
  const isCalm = diagnosis.state !== 'failing' && diagnosis.state !== 'leaking';
  return (
    <>
      <Timeline {...{ entries, lacksChanges, evidence }} />
      <div className={styles.details}>
        <BeforeAfter {...{ answers, evidence }} />
        <KernelFacts kernel={diagnosis.kernel} osImage={evidence.osImage} id="kernel" />
        <StuckPods evidence={evidence} ages={answers.podAges} />
        <SlabCaches answer={answers.caches} />
        <Feeders answer={answers.feeders} />
        {!isCalm && <Costs answer={answers.costs} />}
      </div>
      <Events events={evidence.events} />
    </>
  );
}

const noChanges: [] = [];

const getStyles = (theme: GrafanaTheme2) => ({
  awaited: css({ minHeight: theme.spacing(70) }),
  details: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(60)}), 1fr))`,
    gap: theme.spacing(3),
  }),
});
