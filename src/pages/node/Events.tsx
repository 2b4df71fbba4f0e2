import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type CreationEvent } from '../../diagnosis';
import { readEvent } from '../../events';
import { useText, type Words } from '../../locales/TextProvider';
import { Section } from '../shared/Section';

const maxEvents = 30;

/** The events themselves: their text is the technical truth behind the verdict, and stays text. */
export function Events({ events }: { events: readonly CreationEvent[] }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text, measures } = words;
  if (events.length === 0) {
    return null;
  }
  const loudestFirst = [...events].sort((a, b) => b.count - a.count);
  return (
    <Section title={text('details.events')} id="events">
      <ul className={styles.list}>
        {loudestFirst.slice(0, maxEvents).map((event, index) => (
          <li key={index}>
            <strong>
              {text('details.event', { reason: event.reason, value: measures.count(Math.round(event.count)) })}
            </strong>{' '}
            {[event.namespace, event.pod].filter(Boolean).join('/')} · {meaning(event, words)}
            <pre className={styles.message}>{event.message ?? text('details.noMessage')}</pre>
          </li>
        ))}
      </ul>
      {events.length > maxEvents && <div>{text('details.more', { count: events.length - maxEvents })}</div>}
    </Section>
  );
}

function meaning({ message, matched }: CreationEvent, { text }: Words): string {
  const kind = matched ? 'creation-refused' : message === undefined ? undefined : readEvent(message)?.kind;
  switch (kind) {
    case 'creation-refused':
      return text('node.events.refused');
    case 'look-alike':
      return text('node.events.lookAlike');
    default:
      return text('node.events.other');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', overflowWrap: 'anywhere' }),
  message: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: theme.spacing(0.5, 0, 1) }),
});
