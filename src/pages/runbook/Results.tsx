import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { PageLink } from '../../components/PageLink';
import { runbookFigures } from '../../locales/runbookFigures';
import { useText } from '../../locales/TextProvider';
import { results } from '../../runbook/confirmSteps';
import { useLinks } from '../shared/address/links';
import { type StepContext } from './stepContext';

/** What each answer of a command means, and where to go on from there. */
export function Results({ step, context }: { step: keyof typeof results; context: StepContext }) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const figures = runbookFigures(context.thresholds, measures);
  const { nodeKey } = context;
  return (
    <dl className={styles.results} aria-label={text('runbook.results')}>
      {results[step].map(({ id, goTo }) => (
        <React.Fragment key={id}>
          <dt>{text(`runbook.result.${id}`, figures)}</dt>
          <dd>
            {text(`runbook.result.${id}.means`)}{' '}
            {goTo && <PageLink path={links.runbook(goTo, nodeKey)}>{text(`runbook.option.${goTo}`)}</PageLink>}
          </dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  results: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(1, 0),
    '& dt, & dd': { margin: 0, fontWeight: theme.typography.fontWeightRegular },
    '& dt': { color: theme.colors.text.secondary },
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& dd': { marginBottom: theme.spacing(1) },
    },
  }),
});
