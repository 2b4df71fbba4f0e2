import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../locales/TextProvider';

/** A file to take over: where it lies in the project, its text, and a way to copy it. */
export function SnippetFile({ path, content }: { path: string; content: string }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <figure className={styles.file}>
      <figcaption className={styles.head}>
        <code className={styles.path}>{path}</code>
        <ClipboardButton
          size="sm"
          variant="secondary"
          icon="copy"
          getText={() => content}
          aria-label={text('coverage.copyFile', { path })}
        >
          {text('runbook.copy')}
        </ClipboardButton>
      </figcaption>
      <pre className={styles.text} tabIndex={0} aria-label={path}>
        {content}
      </pre>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  file: css({ margin: theme.spacing(1, 0), minWidth: 0 }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(0.5),
  }),
  path: css({ overflowWrap: 'anywhere' }),
  text: css({ margin: 0, maxHeight: theme.spacing(40), overflow: 'auto', whiteSpace: 'pre' }),
});
