import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useChromeHeaderHeight } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { PageLink } from '../../components/PageLink';
import { StateLabel } from '../../components/StateLabel';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { useText } from '../../locales/TextProvider';
import { causeText, nodeTitle, recoveringText } from '../../locales/wording';
import { useLinks } from '../shared/address/links';

/** Node and verdict, in sight however far the reader has come. */
export function RunbookHeader({ node }: { node: FleetNode }) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  const top = useChromeHeaderHeight() ?? 0;
  const { evidence, diagnosis } = node;
  return (
    <div
      className={styles.header}
      style={{ top }}
      data-testid="node-verdict"
      data-state={diagnosis.state}
      data-cause={diagnosis.cause}
    >
      <StateLabel state={diagnosis.state} />
      <span className={styles.name}>
        <PageLink path={links.node(evidence.key)}>{nodeTitle(evidence.key)}</PageLink>
      </span>
      <span className={styles.cause}>
        {recoveringText(node, words) ?? causeText(diagnosis, words)}
        {diagnosis.cause !== 'none' && ` (${text(`confidence.${diagnosis.confidence}`)})`}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    position: 'sticky',
    zIndex: theme.zIndex.activePanel,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    alignItems: 'center',
    padding: theme.spacing(1, 0),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '@media print': { position: 'static' },
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  cause: css({ color: theme.colors.text.secondary }),
});
