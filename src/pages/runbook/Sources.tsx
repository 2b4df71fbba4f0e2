import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type RunbookId } from '../../runbook/options';
import { lastReviewed, sourcesOf } from '../../runbook/sources';
import { Section } from '../shared/Section';
import { SourceLink } from '../shared/SourceLink';

export function Sources({ option }: { option: RunbookId }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <Section title={text('runbook.sources')}>
      <ul className={styles.list}>
        {sourcesOf(option).map((url) => (
          <li key={url}>
            <SourceLink url={url} />
          </li>
        ))}
      </ul>
      <span className={styles.reviewed}>{text('runbook.lastReviewed', { date: lastReviewed })}</span>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStylePosition: 'inside', overflowWrap: 'anywhere' }),
  reviewed: css({ color: theme.colors.text.secondary }),
});
