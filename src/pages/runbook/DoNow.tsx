import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { PageLink } from '../../components/PageLink';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type NodeKey } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { type Advice } from '../../runbook/advice';
import { isWayOut, type RunbookId } from '../../runbook/options';
import { useLinks } from '../shared/address/links';
import { isAnotherFault, urgencySentence } from './impactWords';

export interface DoNowProps {
  option: RunbookId;
  node: FleetNode | undefined;
  nodeKey: NodeKey | undefined;
  advice: readonly Advice[];
}

/** How soon and what, before anything else; and what else where this would not help. */
export function DoNow({ option, node, nodeKey, advice }: DoNowProps) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  const instead = insteadOf(option, node, advice);
  return (
    <section className={styles.box} aria-label={text('runbook.doNow')} data-testid="runbook-do-now">
      <Text element="h2" variant="h5">
        {text('runbook.doNow')}
      </Text>
      {node && <p className={styles.urgency}>{urgencySentence(option, node.diagnosis, words)}</p>}
      {instead ? (
        <p>
          {instead !== 'not-this-fault' && `${text('runbook.ruledOut')} `}
          <PageLink path={links.runbook(instead, nodeKey)}>
            {text('runbook.takeInstead', { option: text(`runbook.option.${instead}`) })}
          </PageLink>
        </p>
      ) : (
        !(isWayOut(option) && node && needsNothing(node)) && <p>{text(`runbook.option.${option}.doNow`)}</p>
      )}
    </section>
  );
}

/** What to do now would contradict that nothing is to be done. */
const needsNothing = ({ diagnosis: { state } }: FleetNode) => state === 'protected' || state === 'clear';

/** The page to turn to where this one cannot help the node. */
function insteadOf(option: RunbookId, node: FleetNode | undefined, advice: readonly Advice[]): RunbookId | undefined {
  const own = advice.find((each) => each.option === option);
  if (!node || !own) {
    return undefined;
  }
  if (isAnotherFault(node.diagnosis.cause)) {
    return 'not-this-fault';
  }
  return own.isRuledOut ? advice.find(({ isRecommended }) => isRecommended)?.option : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    padding: theme.spacing(2),
    maxWidth: theme.spacing(120),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderLeft: `${theme.spacing(0.5)} solid ${theme.colors.primary.main}`,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
    '& p': { margin: theme.spacing(0.5, 0, 0), fontSize: theme.typography.h5.fontSize },
  }),
  urgency: css({ fontWeight: theme.typography.fontWeightMedium }),
});
