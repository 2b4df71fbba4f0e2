import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../locales/TextProvider';
import { DownloadButton } from './DownloadButton';

export interface SnippetFileProps {
  path: string;
  content: string;
  /** Offers to save it under this name. */
  downloadAs?: string;
}

/** A file to take over: where it lies or what it is called, its text, and ways to take it. */
export function SnippetFile({ path, content, downloadAs }: SnippetFileProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <figure className={styles.file}>
      <figcaption className={styles.head}>
        <code className={styles.path}>{path}</code>
        <Stack direction="row" gap={1}>
          <ClipboardButton
            size="sm"
            variant="secondary"
            icon="copy"
            getText={() => content}
            aria-label={text('coverage.copyFile', { path })}
          >
            {text('runbook.copy')}
          </ClipboardButton>
          {downloadAs !== undefined && (
            <DownloadButton fileName={downloadAs} getText={() => content}>
              {text('alerts.export.download')}
            </DownloadButton>
          )}
        </Stack>
      </figcaption>
      <pre className={styles.text} tabIndex={0} aria-label={path}>
        {content}
      </pre>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  file: css({ margin: theme.spacing(1, 0), minWidth: 0, maxWidth: '100%' }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(0.5),
  }),
  path: css({ overflowWrap: 'anywhere', whiteSpace: 'normal' }),
  text: css({ margin: 0, maxHeight: theme.spacing(40), overflow: 'auto', whiteSpace: 'pre' }),
});
