import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { useText } from '../../locales/TextProvider';
import { type RunbookId } from '../../runbook/options';
import { Section } from '../shared/Section';
import { impactLater, impactNow } from './impactWords';

export function Meaning({ option, node }: { option: RunbookId; node: FleetNode | undefined }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  return (
    <div className={styles.columns}>
      <Section title={text('runbook.meaning')}>
        {option !== 'not-this-fault' && <p>{text('runbook.meaning.fault')}</p>}
        <p>{text(`runbook.option.${option}.why`)}</p>
      </Section>
      <Section title={text('runbook.impact')}>
        <dl className={styles.impact}>
          <dt>{text('runbook.impact.now')}</dt>
          <dd>{impactNow(option, node, words)}</dd>
          <dt>{text('runbook.impact.later')}</dt>
          <dd>{impactLater(option, node, words)}</dd>
        </dl>
      </Section>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(50)}), 1fr))`,
    gap: theme.spacing(3),
    maxWidth: theme.spacing(160),
    '& p': { margin: 0 },
  }),
  impact: css({ margin: 0, '& dt': { fontWeight: theme.typography.fontWeightMedium }, '& dd': { margin: 0 } }),
});
