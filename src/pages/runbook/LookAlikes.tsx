import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type LookAlike, lookAlikes } from '../../events';
import { useText } from '../../locales/TextProvider';
import { seenLookAlikes } from '../../runbook/seenLookAlikes';
import { Section } from '../shared/Section';

/** Every fault with words like these; those that the node's events tell of come first. */
export function LookAlikes({ node }: { node: FleetNode | undefined }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const seen = node ? seenLookAlikes(node.evidence) : [];
  const ordered = [
    ...lookAlikes.filter(({ id }) => seen.includes(id)),
    ...lookAlikes.filter(({ id }) => !seen.includes(id)),
  ];
  return (
    <Section title={text('runbook.lookAlikes')}>
      {node && seen.length === 0 && <p>{text('runbook.lookAlikes.notSeen')}</p>}
      <div role="table" aria-label={text('runbook.lookAlikes')} className={styles.table}>
        <div role="row" className={cx(styles.row, styles.head)}>
          <div role="columnheader">{text('runbook.lookAlikes.whatItIs')}</div>
          <div role="columnheader">{text('runbook.lookAlikes.insteadDo')}</div>
        </div>
        {ordered.map((look) => (
          <Row key={look.id} look={look} isSeen={seen.includes(look.id)} />
        ))}
      </div>
    </Section>
  );
}

function Row({ look: { id, noteKey, sources }, isSeen }: { look: LookAlike; isSeen: boolean }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <div role="row" className={styles.row} data-testid={`look-alike-${id}`}>
      <div role="cell">
        {isSeen && <Badge color="orange" icon="eye" text={text('runbook.lookAlikes.seen')} />} {text(noteKey)}
      </div>
      <div role="cell">
        {text(`${noteKey}.instead`)}{' '}
        {sources.map((url, index) => (
          <a key={url} className={styles.source} href={url} target="_blank" rel="noreferrer">
            [{index + 1}]
          </a>
        ))}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ maxWidth: theme.spacing(140) }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 3),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    overflowWrap: 'anywhere',
    breakInside: 'avoid',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  head: css({
    borderTop: 'none',
    fontWeight: theme.typography.fontWeightMedium,
    [theme.breakpoints.down('sm')]: { '& > div + div': { display: 'none' } },
  }),
  source: css({
    color: theme.colors.text.link,
    textDecoration: 'underline',
    marginRight: theme.spacing(0.5),
  }),
});
