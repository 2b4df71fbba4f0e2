import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2 } from '@grafana/ui';
import React, { Fragment } from 'react';
import { PageLink } from '../../components/PageLink';
import { type NodeKey } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { type Advice } from '../../runbook/advice';
import { isWayOut, type RunbookId, runbookIds } from '../../runbook/options';
import { useLinks } from '../shared/address/links';

export interface ChoiceProps {
  option: RunbookId;
  /** One for each way out, from the node's facts; none in the general text. */
  advice: readonly Advice[];
  release: string | undefined;
  nodeKey: NodeKey | undefined;
}

/** Why this way out and why not the others; where to go on. */
export function Choice({ option, advice, release, nodeKey }: ChoiceProps) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const own = advice.find((each) => each.option === option);
  const others = advice.filter((each) => each !== own);
  const listed = own
    ? ([
        ['runbook.alsoFits', others.filter(({ isRuledOut }) => !isRuledOut)],
        ['runbook.whyNot', others.filter(({ isRuledOut }) => isRuledOut)],
      ] as const)
    : ([['runbook.goOn', others]] as const);
  const said = ({ words }: Advice) => text(words, { release: release ?? text('unknownRelease') });
  const linkTo = (other: RunbookId) => (
    <PageLink path={links.runbook(other, nodeKey)}>{text(`runbook.option.${other}`)}</PageLink>
  );
  const rest = runbookIds.filter((each) => each !== option && (advice.length === 0 || !isWayOut(each)));
  return (
    <section className={styles.choice} data-testid="runbook-choice">
      {own && (
        <div>
          <strong>{text('runbook.whyThis')}</strong> {said(own)} {own.isRecommended && <RecommendedBadge />}
        </div>
      )}
      {isWayOut(option) && !own && <p>{text('runbook.chooseGeneral')}</p>}
      {listed.map(
        ([title, ways]) =>
          ways.length > 0 && (
            <div key={title}>
              <strong>{text(title)}</strong>
              <ul>
                {ways.map((each) => (
                  <li key={each.option}>
                    {linkTo(each.option)}: {said(each)} {each.isRecommended && <RecommendedBadge />}
                  </li>
                ))}
              </ul>
            </div>
          )
      )}
      <p className={styles.print}>
        {text('runbook.seeAlso')}{' '}
        {rest.map((other, index) => (
          <Fragment key={other}>
            {index > 0 && ' · '}
            {linkTo(other)}
          </Fragment>
        ))}
      </p>
    </section>
  );
}

function RecommendedBadge() {
  const { text } = useText();
  return <Badge color="green" icon="check" text={text('runbook.recommended')} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  choice: css({
    maxWidth: theme.spacing(120),
    overflowWrap: 'anywhere',
    '& p': { margin: 0 },
    '& > * + *': { marginTop: theme.spacing(0.5) },
    '& ul': { margin: theme.spacing(0, 0, 0, 2.5) },
  }),
  print: css({ '@media print': { display: 'none' } }),
});
