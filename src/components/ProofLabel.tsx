import { css } from '@emotion/css';
import { Icon, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type ProofStatus } from '../diagnosis';
import { useText } from '../locales/TextProvider';
import { proofColor, proofIcons } from './proofAppearance';

/** How far a fix is: icon, word and colour. `isWrong`: it waits for a hand, since something went wrong. */
export function ProofLabel({ status, isWrong = false }: { status: ProofStatus; isWrong?: boolean }) {
  const { text } = useText();
  const theme = useTheme2();
  return (
    <span
      className={css({
        color: isWrong ? theme.colors.error.text : proofColor(status, theme),
        fontWeight: theme.typography.fontWeightMedium,
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.5),
        whiteSpace: 'nowrap',
      })}
    >
      <Icon name={isWrong ? 'times-circle' : proofIcons[status]} />
      {text(`proof.status.${status}`)}
    </span>
  );
}
