import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type Reason } from '../../diagnosis';
import { type KernelVerdict } from '../../kernel';
import { useText } from '../../locales/TextProvider';
import { reasonText } from '../../locales/wording';

const mostPods = 20;
const mostEvents = 20;

export function NodeDetails({ node: { evidence, diagnosis } }: { node: FleetNode }) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const { reasons, missing, kernel } = diagnosis;
  return (
    <div className={styles.details}>
      <Reasons title={text('details.for')} reasons={reasons.filter(({ direction }) => direction === 'for')} />
      <Reasons title={text('details.against')} reasons={reasons.filter(({ direction }) => direction === 'against')} />
      {missing.length > 0 && (
        <Section title={text('details.notKnown')}>
          {missing.map((source) => (
            <li key={source}>
              {text(`missing.${source}`)} {text(`enable.${source}`)}
            </li>
          ))}
        </Section>
      )}
      {evidence.events.length > 0 && (
        <Section title={text('details.events')}>
          {evidence.events.slice(0, mostEvents).map((event, index) => (
            <li key={index}>
              {text('details.event', { reason: event.reason, value: measures.count(Math.round(event.count)) })}{' '}
              {[event.namespace, event.pod].filter(Boolean).join('/')}
              <pre className={styles.message}>{event.message ?? text('details.noMessage')}</pre>
            </li>
          ))}
          {evidence.events.length > mostEvents && (
            <li>{text('details.more', { count: evidence.events.length - mostEvents })}</li>
          )}
        </Section>
      )}
      {evidence.stuckPods.length > 0 && (
        <Section title={text('details.stuckPods')}>
          {evidence.stuckPods.slice(0, mostPods).map(({ namespace, pod, reason }) => (
            <li key={`${namespace}/${pod}`}>
              {namespace}/{pod} · {reason}
            </li>
          ))}
          {evidence.stuckPods.length > mostPods && (
            <li>{text('details.more', { count: evidence.stuckPods.length - mostPods })}</li>
          )}
        </Section>
      )}
      <KernelFacts kernel={kernel} />
      <Section title={text('details.confidence')}>
        <li>{text(`confidence.${diagnosis.confidence}`)}</li>
      </Section>
    </div>
  );
}

function Reasons({ title, reasons }: { title: string; reasons: readonly Reason[] }) {
  const words = useText();
  if (reasons.length === 0) {
    return null;
  }
  return (
    <Section title={title}>
      {reasons.map((reason, index) => (
        <li key={index}>
          {reasonText(reason, words)} <Text color="secondary">({words.text(`strength.${reason.strength}`)})</Text>
        </li>
      ))}
    </Section>
  );
}

function KernelFacts({ kernel }: { kernel: KernelVerdict }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  if (kernel.rowId === undefined) {
    return null;
  }
  return (
    <Section title={text('details.kernel')}>
      {/* The kernel table is written in English only. */}
      <li lang="en">{[kernel.family, kernel.note].filter(Boolean).join(': ')}</li>
      {kernel.sources.map(({ url, kind, date }) => (
        <li key={url}>
          <a className={styles.link} href={url} target="_blank" rel="noreferrer">
            {url}
          </a>{' '}
          ({[text(`kernelSource.${kind}`), date].filter(Boolean).join(', ')})
        </li>
      ))}
    </Section>
  );
}

function Section({ title, children }: PropsWithChildren<{ title: string }>) {
  const styles = useStyles2(getStyles);
  return (
    <section>
      <Text element="h3" variant="h6">
        {title}
      </Text>
      <ul className={styles.list}>{children}</ul>
    </section>
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
  list: css({ paddingLeft: theme.spacing(2) }),
  link: css({ color: theme.colors.text.link, overflowWrap: 'anywhere', textDecoration: 'underline' }),
  message: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: theme.spacing(0.5, 0) }),
});
