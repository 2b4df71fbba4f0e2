import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { isTelling, type PastedEvidence, type PastedSummary, type Unread } from '../../../events';
import { type Words, useText } from '../../../locales/TextProvider';

/** What was understood of a text, what looks alike and is something else, and what was not understood. */
export function ReadSummary({ evidence, summary }: { evidence: PastedEvidence; summary: PastedSummary }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text, measures } = words;
  const unread = unreadTexts(evidence.unread, words);
  return (
    <>
      {!isTelling(summary) && <p>{text('paste.nothing')}</p>}
      <ul className={styles.list}>
        {summaryTexts(summary, words).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {summary.lookAlikes.length > 0 && (
        <ul className={styles.list}>
          {summary.lookAlikes.map(({ look, events }) => (
            <li key={look} data-testid={`look-alike-${look}`}>
              {measures.count(events)} × {text(`lookAlike.${look}`)}
              <div className={styles.instead}>{text(`lookAlike.${look}.instead`)}</div>
            </li>
          ))}
        </ul>
      )}
      {unread.length > 0 && <p className={styles.unread}>{unread.join(' ')}</p>}
    </>
  );
}

function summaryTexts(summary: PastedSummary, { text, measures }: Words): string[] {
  const { events, refused, refusedTimes, kernelTraces, lookAlikes, others, nodes, pods } = summary;
  const line = (key: SummaryKey, count: number) =>
    count > 0 ? [text(key, { count, number: measures.count(count), times: measures.count(refusedTimes) })] : [];
  const alike = lookAlikes.reduce((sum, each) => sum + each.events, 0);
  return [
    ...line('paste.events', events),
    ...line('paste.refused', refused),
    ...line('paste.kernelTraces', kernelTraces),
    ...line('paste.others', others),
    ...line('paste.nodes', nodes),
    ...line('paste.pods', pods),
    ...line('paste.lookAlikes', alike),
  ];
}

type SummaryKey =
  | 'paste.events'
  | 'paste.refused'
  | 'paste.kernelTraces'
  | 'paste.others'
  | 'paste.nodes'
  | 'paste.pods'
  | 'paste.lookAlikes';

function unreadTexts({ pieces, characters, isCutOff, objects, lines }: Unread, { text, measures }: Words): string[] {
  return [
    ...(isCutOff ? [text('paste.unread.cutOff')] : []),
    ...(pieces > 0
      ? [
          text('paste.unread.pieces', {
            count: pieces,
            number: measures.count(pieces),
            size: measures.count(characters),
          }),
        ]
      : []),
    ...(objects > 0 ? [text('paste.unread.objects', { count: objects, number: measures.count(objects) })] : []),
    ...(lines > 0 ? [text('paste.unread.lines', { count: lines, number: measures.count(lines) })] : []),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ paddingLeft: theme.spacing(2.5), marginBottom: theme.spacing(0.5) }),
  instead: css({ color: theme.colors.text.secondary }),
  unread: css({ color: theme.colors.text.secondary, marginBottom: 0 }),
});
