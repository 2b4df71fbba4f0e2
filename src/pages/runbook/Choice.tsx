import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { Fragment } from 'react';
import { PageLink } from '../../components/PageLink';
import { useText } from '../../locales/TextProvider';
import { isWayOut, type RunbookId, runbookIds } from '../../runbook/options';
import { useLinks } from '../shared/address/links';
import { WaysTable, type WaysTableProps } from './WaysTable';

export interface ChoiceProps extends Omit<WaysTableProps, 'chosen'> {
  option: RunbookId;
}

/** The ways out beside each other; where to go on. */
export function Choice({ option, advice, release, nodeKey }: ChoiceProps) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const rest = runbookIds.filter((each) => each !== option && !isWayOut(each));
  return (
    <section className={styles.choice} data-testid="runbook-choice">
      {isWayOut(option) && advice.length === 0 && <p>{text('runbook.chooseGeneral')}</p>}
      <WaysTable chosen={option} {...{ advice, release, nodeKey }} />
      <p className={styles.print}>
        {text('runbook.seeAlso')}{' '}
        {rest.map((other, index) => (
          <Fragment key={other}>
            {index > 0 && ' · '}
            <PageLink path={links.runbook(other, nodeKey)}>{text(`runbook.option.${other}`)}</PageLink>
          </Fragment>
        ))}
      </p>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  choice: css({
    overflowWrap: 'break-word',
    '& p': { margin: 0 },
    '& > * + *': { marginTop: theme.spacing(0.5) },
  }),
  print: css({ '@media print': { display: 'none' } }),
});
