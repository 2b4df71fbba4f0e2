import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { type Forecast } from '../../diagnosis';
import { idUseOf } from '../../diagnosis/idUse';
import { useText } from '../../locales/TextProvider';
import { forecastQualifier, forecastText } from '../../locales/wording';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { usePage } from '../shared/asking/PageContext';
import { IdGauge } from './IdGauge';
import { SlabWeek } from './SlabWeek';

/** How it has grown, how much is left, and for how long. Their room is theirs before there is anything to show. */
export function VerdictFigures({ node: { evidence, diagnosis } }: { node: FleetNode }) {
  const styles = useStyles2(getStyles);
  const { settings } = usePage();
  const { text } = useText();
  return (
    <div className={styles.figures} data-testid="verdict-figures">
      <Figure title={text('node.week.title')}>
        <SlabWeek evidence={evidence} />
      </Figure>
      <Figure title={text('node.ids.title')}>
        <IdGauge use={idUseOf(evidence, diagnosis, settings.thresholds)} />
      </Figure>
      <Figure title={text('column.forecast')}>
        <TimeLeft forecast={diagnosis.forecast} />
      </Figure>
    </div>
  );
}

function Figure({ title, children }: PropsWithChildren<{ title: string }>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.figure}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </div>
  );
}

function TimeLeft({ forecast }: { forecast: Forecast }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  return (
    <div>
      <Text element="p" variant="h4">
        {forecastText(forecast, words)}
      </Text>
      <span className={styles.note}>{forecastQualifier(forecast, words)}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figures: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(22)}), 1fr))`,
    gap: theme.spacing(2, 3),
    paddingTop: theme.spacing(2),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  figure: css({ minWidth: 0, minHeight: theme.spacing(13) }),
  title: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: theme.spacing(0, 0, 0.5) }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
