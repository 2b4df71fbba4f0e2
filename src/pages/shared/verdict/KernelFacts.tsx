import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type KernelVerdict } from '../../../kernel';
import { useText } from '../../../locales/TextProvider';
import { Section } from '../Section';

/** What the kernel table knows of the release, and who says so. */
export function KernelFacts({ kernel }: { kernel: KernelVerdict }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  if (kernel.rowId === undefined) {
    return null;
  }
  return (
    <Section title={text('details.kernel')} id="kernel">
      <div>
        {kernel.release}: {text(`kernel.${kernel.class}`)}{' '}
        {kernel.disputed && (
          <Badge
            color="orange"
            icon="question-circle"
            text={text('node.kernel.disputed')}
            tooltip={text('node.kernel.disputedMeans')}
          />
        )}
      </div>
      {/* The kernel table is written in English only. */}
      <div lang="en">{[kernel.family, kernel.note].filter(Boolean).join(': ')}</div>
      {kernel.endOfLife && <div>{text('node.kernel.endOfLife', { date: kernel.endOfLife })}</div>}
      <ul style={{ listStylePosition: 'inside', overflowWrap: 'anywhere' }}>
        {kernel.sources.map(({ url, kind, date }) => (
          <li key={url}>
            <a className={styles.link} href={url} target="_blank" rel="noreferrer">
              {url}
            </a>{' '}
            ({[text(`kernelSource.${kind}`), date ?? text('node.kernel.noDate')].join(', ')})
          </li>
        ))}
      </ul>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({ color: theme.colors.text.link, overflowWrap: 'anywhere', textDecoration: 'underline' }),
});
