import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { hasFindings, type PastedEvidence, type PastedSummary, type Unread } from '../../../events';
import { sentences } from '../../../locales/joined';
import { type Words, useText } from '../../../locales/TextProvider';

/** What was understood of a text, what looks alike and is something else, and what was not understood. */
export function ReadSummary({ evidence, summary }: { evidence: PastedEvidence; summary: PastedSummary }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text, measures } = words;
  const { refused, refusedTimes } = summary;
  const unread = unreadTexts(evidence.unread, words);
  const alike = summary.lookAlikes.reduce((sum, { events }) => sum + events, 0);
  return (
    <>
      {!hasFindings(summary) && <p>{text('paste.nothing')}</p>}
      {refused > 0 && (
        <strong>
          {text('paste.refused', {
            count: refused,
            number: measures.count(refused),
            times: measures.count(refusedTimes),
          })}
        </strong>
      )}
      <ul className={styles.list}>
        {summaryTexts(summary, words).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {alike > 0 && (
          <li>
            {countedText('paste.lookAlikes', alike, words)}
            <ul className={styles.list}>
              {summary.lookAlikes.map(({ look, events }) => (
                <li key={look} data-testid={`look-alike-${look}`}>
                  {measures.count(events)} × {text(`lookAlike.${look}`)}
                  <div className={styles.instead}>{text(`lookAlike.${look}.instead`)}</div>
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
      {unread.length > 0 && <p className={styles.unread}>{sentences(unread, text)}</p>}
    </>
  );
}

type CountedKey =
  | 'paste.events'
  | 'paste.kernelTraces'
  | 'paste.others'
  | 'paste.nodes'
  | 'paste.pods'
  | 'paste.facts'
  | 'paste.lookAlikes'
  | 'paste.unread.objects'
  | 'paste.unread.lines';

function countedText(key: CountedKey, count: number, { text, measures }: Words): string {
  return text(key, { count, number: measures.count(count) });
}

function summaryTexts({ events, kernelTraces, others, nodes, pods, facts }: PastedSummary, words: Words): string[] {
  const counts: Array<[CountedKey, number]> = [
    ['paste.events', events],
    ['paste.kernelTraces', kernelTraces],
    ['paste.others', others],
    ['paste.nodes', nodes],
    ['paste.pods', pods],
    ['paste.facts', facts],
  ];
  return counts.filter(([, count]) => count > 0).map(([key, count]) => countedText(key, count, words));
}

function unreadTexts({ pieces, characters, isCutOff, objects, lines }: Unread, words: Words): string[] {
  const { text, measures } = words;
  const size = measures.count(characters);
  return [
    ...(isCutOff ? [text('paste.unread.cutOff')] : []),
    ...(pieces > 0 ? [text('paste.unread.pieces', { count: pieces, number: measures.count(pieces), size })] : []),
    ...(objects > 0 ? [countedText('paste.unread.objects', objects, words)] : []),
    ...(lines > 0 ? [countedText('paste.unread.lines', lines, words)] : []),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ paddingLeft: theme.spacing(2.5), marginBottom: theme.spacing(0.5) }),
  instead: css({ color: theme.colors.text.secondary }),
  unread: css({ color: theme.colors.text.secondary, marginBottom: 0 }),
});
