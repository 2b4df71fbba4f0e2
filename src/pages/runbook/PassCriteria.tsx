import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Thresholds } from '../../diagnosis';
import { runbookFigures } from '../../locales/runbookFigures';
import { useText } from '../../locales/TextProvider';
import { type RunbookId } from '../../runbook/options';
import { verification } from '../../runbook/verification';
import { Section } from '../shared/Section';

/** When the work is done, and how long each sign takes to be sure. */
export function PassCriteria({ option, thresholds }: { option: RunbookId; thresholds: Thresholds }) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  return (
    <Section title={text('runbook.verification')}>
      <ul className={styles.criteria}>
        {verification(option, thresholds).map(({ id, waitSeconds }) => (
          <li key={id}>
            <span className={styles.wait}>
              {waitSeconds === 0
                ? text('runbook.pass.atOnce')
                : text('runbook.pass.after', { duration: measures.duration(waitSeconds) })}
            </span>
            <span>{text(`runbook.pass.${id}`, runbookFigures(thresholds, measures))}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  criteria: css({
    listStyle: 'none',
    margin: 0,
    maxWidth: theme.spacing(120),
    '& > li': {
      display: 'grid',
      gridTemplateColumns: `${theme.spacing(14)} minmax(0, 1fr)`,
      gap: theme.spacing(1),
      padding: theme.spacing(0.5, 0),
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0 },
    },
  }),
  wait: css({ color: theme.colors.text.secondary }),
});
