import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, ClipboardButton, LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { ProofLabel } from '../../components/ProofLabel';
import { type NodeReading } from '../../data/nodeReading';
import { useProof } from '../../data/useProof';
import { isHalfDone, type NodeKey } from '../../diagnosis';
import { nodeTitle } from '../../locales/wording';
import { proofText } from '../../locales/proofWording';
import { useText } from '../../locales/TextProvider';
import { type RunbookId } from '../../runbook/options';
import { type Settings } from '../../signals/settings/settings';
import { BeforeAfter } from '../shared/verdict/BeforeAfter';
import { usePage } from '../shared/asking/PageContext';
import { ProofChecks } from './ProofChecks';
import { proofMarkdown } from './proofSummary';

export interface VerifyPanelProps {
  nodeKey: NodeKey;
  option: RunbookId;
  reading: NodeReading | undefined;
}

/** Whether the fix holds, by the node's own signals. */
export function VerifyPanel({ nodeKey, option, reading }: VerifyPanelProps) {
  const { settings, source } = usePage();
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <section className={styles.panel} aria-label={text('verify.title')} data-testid="verify">
      <Text element="h2" variant="h4">
        {text('verify.title')}
      </Text>
      <p className={styles.hint}>{text(option === 'relief' ? 'verify.hintRelief' : 'verify.hint')}</p>
      {source ? (
        <Verified reading={reading} nodeKey={nodeKey} settings={settings} />
      ) : (
        <Alert severity="info" title={text('verify.noSource')} />
      )}
    </section>
  );
}

interface VerifiedProps {
  reading: NodeReading | undefined;
  nodeKey: NodeKey;
  settings: Settings;
}

function Verified({ reading, nodeKey, settings }: VerifiedProps) {
  const styles = useStyles2(getStyles);
  const proof = useProof(reading, settings);
  const words = useText();
  const { text, measures } = words;
  const { thresholds } = settings;
  if (!reading?.node || !proof) {
    return reading?.isFinished ? (
      <Alert
        severity={reading.clusters.length > 1 ? 'info' : 'warning'}
        title={text(reading.clusters.length > 1 ? 'verify.whichCluster' : 'verify.notSeen')}
      />
    ) : (
      <LoadingPlaceholder text={text('verify.reading')} />
    );
  }
  const { evidence } = reading.node;
  const summary = () =>
    proofMarkdown({ proof, evidence, key: nodeKey, thresholds, pageUrl: window.location.href }, words);
  return (
    <div data-testid="proof" data-status={proof.status} data-why={'why' in proof ? proof.why : undefined}>
      <p className={styles.status}>
        <span role="status" aria-label={nodeTitle(nodeKey)}>
          <ProofLabel status={proof.status} isWrong={isHalfDone(proof)} />
        </span>
        <span>{proofText(proof, evidence.atSeconds, words)}</span>
      </p>
      <ProofChecks proof={proof} evidence={evidence} thresholds={thresholds} />
      <div className={styles.foot}>
        <ClipboardButton
          variant={proof.status === 'verified' ? 'primary' : 'secondary'}
          size="sm"
          icon="copy"
          getText={summary}
        >
          {text('answer.copySummary')}
        </ClipboardButton>
        <span className={styles.hint}>{text('verify.asked', { time: measures.dateTime(evidence.atSeconds) })}</span>
      </div>
      <BeforeAfter answers={reading.answers} evidence={evidence} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    padding: theme.spacing(2),
    maxWidth: theme.spacing(120),
    minWidth: 0,
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    breakInside: 'avoid',
  }),
  hint: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: 0 }),
  status: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 1), margin: theme.spacing(2, 0, 1) }),
  foot: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(2, 0),
    '@media print': { display: 'none' },
  }),
});
