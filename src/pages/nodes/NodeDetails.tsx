import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { Section } from '../shared/Section';
import { type ColumnId, columnIds } from '../shared/address/columnIds';
import { KernelFacts } from '../shared/verdict/KernelFacts';
import { Reasons } from '../shared/verdict/Reasons';
import { cells } from './cells';

const maxPods = 20;
const maxEvents = 20;

interface NodeDetailsProps {
  node: FleetNode;
  /** What stands in the row already. */
  shown: readonly ColumnId[];
}

export default function NodeDetails({ node, shown }: NodeDetailsProps) {
  const { evidence, diagnosis } = node;
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  return (
    <div className={styles.details}>
      <div className={styles.reasons}>
        <Reasons diagnosis={diagnosis} />
      </div>
      <Measured {...{ node, shown }} />
      {evidence.events.length > 0 && (
        <Section title={text('details.events')}>
          <ul className={styles.list}>
            {evidence.events.slice(0, maxEvents).map((event, index) => (
              <li key={index}>
                {text('details.event', { reason: event.reason, value: measures.count(Math.round(event.count)) })}{' '}
                {[event.namespace, event.pod].filter(Boolean).join('/')}
                <pre className={styles.message}>{event.message ?? text('details.noMessage')}</pre>
              </li>
            ))}
            {evidence.events.length > maxEvents && (
              <li>{text('details.more', { count: evidence.events.length - maxEvents })}</li>
            )}
          </ul>
        </Section>
      )}
      {evidence.stuckPods.length > 0 && (
        <Section title={text('details.stuckPods')}>
          <ul className={styles.list}>
            {evidence.stuckPods.slice(0, maxPods).map(({ namespace, pod, reason }) => (
              <li key={`${namespace}/${pod}`}>
                {namespace}/{pod} · {reason}
              </li>
            ))}
            {evidence.stuckPods.length > maxPods && (
              <li>{text('details.more', { count: evidence.stuckPods.length - maxPods })}</li>
            )}
          </ul>
        </Section>
      )}
      <KernelFacts kernel={diagnosis.kernel} osImage={evidence.osImage} />
      <Section title={text('details.confidence')}>
        <ul className={styles.list}>
          <li>{text(`confidence.${diagnosis.confidence}`)}</li>
        </ul>
      </Section>
    </div>
  );
}

/** What the row has no room for. */
function Measured({ node, shown }: NodeDetailsProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const left = columnIds.filter((id) => !shown.includes(id));
  return left.length === 0 ? null : (
    <div className={styles.reasons}>
      <Section title={text('details.measured')}>
        <dl className={styles.measured} data-testid="measured">
          {left.map((id) => {
            const Cell = cells[id];
            return (
              <div key={id} className={styles.figure}>
                <dt className={styles.label}>{text(`column.${id}`)}</dt>
                <dd>
                  <Cell node={node} tabIndex={0} />
                </dd>
              </div>
            );
          })}
        </dl>
      </Section>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({
    position: 'sticky',
    left: 0,
    width: `calc(100cqw - ${theme.spacing(2)})`,
    paddingLeft: theme.spacing(5),
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(40)}), 1fr))`,
    gap: theme.spacing(2),
    paddingBottom: theme.spacing(1),
  }),
  reasons: css({ gridColumn: '1 / -1' }),
  measured: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${theme.spacing(22)}), 1fr))`,
    gap: theme.spacing(1, 2),
    margin: 0,
  }),
  figure: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  label: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  list: css({ paddingLeft: theme.spacing(2) }),
  message: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: theme.spacing(0.5, 0) }),
});
