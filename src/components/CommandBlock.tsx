import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../locales/TextProvider';

export interface CommandBlockProps {
  command: string;
  /** Name of what is copied, where it is not a command. */
  label?: string;
  /** Lines break where the page ends. */
  isProse?: boolean;
}

export function CommandBlock({ command, label, isProse = false }: CommandBlockProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <div className={styles.block}>
      <pre className={cx(styles.command, isProse && styles.prose)} tabIndex={0}>
        {command}
      </pre>
      <span className={styles.copy}>
        <ClipboardButton
          size="sm"
          variant="secondary"
          icon="copy"
          getText={() => command}
          aria-label={label ?? text('runbook.copyCommand')}
        >
          {text('runbook.copy')}
        </ClipboardButton>
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  block: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
    [theme.breakpoints.down('sm')]: { flexDirection: 'column', alignItems: 'stretch' },
  }),
  command: css({
    flex: 1,
    margin: 0,
    minWidth: 0,
    overflowX: 'auto',
    whiteSpace: 'pre',
    '@media print': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  }),
  prose: css({ whiteSpace: 'pre-wrap', wordBreak: 'normal', overflowWrap: 'anywhere' }),
  copy: css({ '@media print': { display: 'none' } }),
});
