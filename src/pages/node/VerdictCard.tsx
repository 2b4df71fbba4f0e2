import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, Text, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { ProofLabel } from '../../components/ProofLabel';
import { stateColor, stateIcons } from '../../components/stateAppearance';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type Diagnosis, isHalfDone, type Proof } from '../../diagnosis';
import { proofText } from '../../locales/proofWording';
import { useText } from '../../locales/TextProvider';
import { type Since } from '../../signals/timeline/since';
import { recoveringText, verdictSentence } from '../../locales/wording';
import { outlookSentence, sinceSentence } from '../shared/verdict/verdictWords';
import { DoNow } from './DoNow';
import { VerdictFigures } from './VerdictFigures';

export interface VerdictCardProps {
  node: FleetNode;
  since: Since | undefined;
  proof: Proof;
}

/** The answer on one card: what is wrong and since when, what to do, and the figures that say how near the end is. */
export function VerdictCard({ node, since, proof }: VerdictCardProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { text } = useText();
  const { diagnosis } = node;
  return (
    <section
      className={styles.card}
      style={{ borderLeftColor: stateColor(diagnosis.state, theme) }}
      aria-label={text('node.verdict.title')}
      data-testid="node-verdict"
      data-state={diagnosis.state}
      data-cause={diagnosis.cause}
    >
      <div className={styles.top}>
        <Answer {...{ node, since, proof }} />
        <DoNow node={node} />
        <VerdictFigures node={node} />
      </div>
    </section>
  );
}

function Answer({ node, since, proof }: VerdictCardProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const words = useText();
  const { diagnosis, evidence } = node;
  const facts = [recoveringText(node, words), sinceSentence(node, since, words), outlookSentence(diagnosis, words)];
  return (
    <div className={styles.answer}>
      <Icon name={stateIcons[diagnosis.state]} size="xxl" style={{ color: stateColor(diagnosis.state, theme) }} />
      <div role="status" className={styles.words}>
        <Text element="h2" variant="h4">
          {words.text(`state.${diagnosis.state}`)}
        </Text>
        <p className={styles.sentence}>{verdictSentence(diagnosis, evidence.key.node, words)}</p>
        {facts.map((sentence) => sentence && <p key={sentence}>{sentence}</p>)}
        {isWorthSaying(proof, diagnosis) && (
          <p data-testid="node-proof" data-status={proof.status}>
            <ProofLabel status={proof.status} isWrong={isHalfDone(proof)} />{' '}
            {proofText(proof, evidence.atSeconds, words)}
          </p>
        )}
      </div>
    </div>
  );
}

/** A kernel that never leaked has nothing to prove, unless it fails all the same; no fix is for directories left behind. */
function isWorthSaying(proof: Proof, { cause }: Diagnosis): boolean {
  if (cause === 'live-cgroup-leak') {
    return false;
  }
  switch (proof.status) {
    case 'todo':
      return isHalfDone(proof);
    case 'regressed':
      return true;
    case 'verifying':
    case 'verified':
      return proof.fix !== 'kernel-upgrade';
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderLeft: `${theme.spacing(0.5)} solid`,
    borderRadius: theme.shape.radius.default,
  }),
  top: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gridTemplateRows: 'auto 1fr',
    gap: theme.spacing(2, 3),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto' },
  }),
  answer: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(2), minWidth: 0 }),
  words: css({ minWidth: 0, overflowWrap: 'anywhere', '& p': { margin: theme.spacing(0.5, 0, 0) } }),
  sentence: css({ fontSize: theme.typography.h5.fontSize, lineHeight: theme.typography.h5.lineHeight }),
});
