import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { checkIcons, proofColor } from '../../components/proofAppearance';
import { type NodeEvidence, type Proof, type ProofCheck, type Thresholds } from '../../diagnosis';
import { checkText, checkTitle } from '../../locales/proofWording';
import { useText } from '../../locales/TextProvider';

export interface ProofChecksProps {
  proof: Proof;
  evidence: NodeEvidence;
  thresholds: Thresholds;
}

/** Each check with its result: icon, words and colour, and what it rests on or waits for. */
export function ProofChecks({ proof, evidence, thresholds }: ProofChecksProps) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.checks}>
      {proof.checks.map((check) => (
        <CheckLine key={check.id} {...{ check, evidence, thresholds }} />
      ))}
    </ul>
  );
}

function CheckLine({ check, evidence, thresholds }: Omit<ProofChecksProps, 'proof'> & { check: ProofCheck }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const words = useText();
  return (
    <li className={styles.check} data-testid={`check-${check.id}`} data-result={check.result}>
      <span style={{ color: proofColor(check.result, theme) }}>
        <Icon name={checkIcons[check.result]} />
      </span>
      <span>
        <strong>{checkTitle(check, words, thresholds)}</strong>{' '}
        <span style={{ color: proofColor(check.result, theme) }}>{words.text(`proof.result.${check.result}`)}</span>
        <br />
        <span className={styles.detail}>{checkText(check, evidence, words)}</span>
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  checks: css({ listStyle: 'none', display: 'grid', gap: theme.spacing(1), margin: 0 }),
  check: css({ display: 'flex', gap: theme.spacing(1), minWidth: 0, overflowWrap: 'anywhere' }),
  detail: css({ color: theme.colors.text.secondary }),
});
