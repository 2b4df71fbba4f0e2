import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../locales/TextProvider';

export function CommandBlock({ command }: { command: string }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <div className={styles.block}>
      <pre className={styles.command} tabIndex={0}>
        {command}
      </pre>
      <ClipboardButton
        size="sm"
        variant="secondary"
        icon="copy"
        getText={() => command}
        aria-label={text('runbook.copyCommand')}
      >
        {text('runbook.copy')}
      </ClipboardButton>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  block: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1), margin: theme.spacing(1, 0) }),
  command: css({ flex: 1, margin: 0, minWidth: 0, overflowX: 'auto', whiteSpace: 'pre' }),
});
