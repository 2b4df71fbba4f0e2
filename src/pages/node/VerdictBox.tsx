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

/** The answer: what is wrong with the node, since when, and what is to come. */
export function VerdictBox({ node, since, proof }: { node: FleetNode; since: Since | undefined; proof: Proof }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const words = useText();
  const { diagnosis, evidence } = node;
  const color = stateColor(diagnosis.state, theme);
  const facts = [recoveringText(node, words), sinceSentence(node, since, words), outlookSentence(diagnosis, words)];
  return (
    <section
      className={styles.box}
      style={{ borderLeftColor: color }}
      aria-label={words.text('node.verdict.title')}
      data-testid="node-verdict"
      data-state={diagnosis.state}
      data-cause={diagnosis.cause}
    >
      <Icon name={stateIcons[diagnosis.state]} size="xxl" style={{ color }} />
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
    </section>
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
  box: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderLeft: `${theme.spacing(0.5)} solid`,
    borderRadius: theme.shape.radius.default,
  }),
  words: css({ minWidth: 0, overflowWrap: 'anywhere', '& p': { margin: theme.spacing(0.5, 0, 0) } }),
  sentence: css({ fontSize: theme.typography.h5.fontSize, lineHeight: theme.typography.h5.lineHeight }),
});
